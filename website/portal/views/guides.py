"""The guides: what each country's rules ask, made from its directive."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from twinpact.directives import directives
from twinpact.vocabularies import fold
from website.portal.guides import guide


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """The countries whose rules are known."""
    told = sorted((guide(one) for one in directives().values()), key=lambda one: fold(one.name))
    return render(request, "portal/guides.html", {"guides": told})


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    """The steps of one country, with who, what paper, how long, and how sure it is."""
    try:
        directive = directives()[code]
    except KeyError:
        raise Http404 from None
    return render(request, "portal/guide.html", {"guide": guide(directive)})
