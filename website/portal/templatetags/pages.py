"""Links between pages: the same page in another language, and where the reader is."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, override

register = template.Library()


@dataclass(frozen=True, slots=True)
class PageInLanguage:
    """A page's address in one of the site's languages, named in that language."""

    code: str
    name: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def same_page(context: template.Context) -> list[PageInLanguage]:
    """This page in each language of the site; the home page where this one has no other."""
    request = context.get("request")
    return [_in_language(request, code) for code, _name in settings.LANGUAGES]


def _in_language(request: HttpRequest | None, code: str) -> PageInLanguage:
    here = request.get_full_path() if request else "/"
    url = translate_url(here, code)
    current = code == get_language()
    if url == here and not current:
        with override(code):
            url = reverse("portal:home")
    name = get_language_info(code)["name_local"].capitalize()
    return PageInLanguage(code=code, name=name, url=url, current=current)


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, name: str, word: str, part: str = "") -> SafeString | str:
    """An item of the page menu; the part of the site where the reader is says so.

    ``part`` is the beginning of the addresses that belong to it, where others start alike.
    """
    try:
        url = reverse(name)
    except NoReverseMatch:
        return ""
    request = context.get("request")
    path = request.path if request else ""
    if path == url:
        current = format_html(' aria-current="{}"', "page")
    elif path.startswith(url + part):
        current = format_html(' aria-current="{}"', "true")
    else:
        current = ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, word)
