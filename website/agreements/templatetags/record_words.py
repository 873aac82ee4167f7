"""What pages say of records: words for codes, dates in words, and a quiet sign for unknown."""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from website.agreements import words
from website.agreements.models import Agreement, AgreementFinding, Party
from website.agreements.sheet import Evidence
from website.places.models import Place
from website.places.naming import full_name
from website.places.territories import current_id

register = template.Library()

LEVELS_AT_MOST = 8
LIKENESS_WORDS = {
    "same_name": gettext_lazy("They bear the same name."),
    "like_name": gettext_lazy("Their names are nearly the same."),
    "same_outside_id": gettext_lazy("Another list gives both the same number."),
    "very_near": gettext_lazy("They are within 5 km."),
    "near": gettext_lazy("They are within 40 km."),
    "written_alike": gettext_lazy("Sources write the same name for both."),
    "two_readings": gettext_lazy("Two sources of one agreement were read as one and the other."),
    "same_partner": gettext_lazy("Both have an agreement with the same partner."),
    "levels_differ": gettext_lazy("Against it: one level of government is not the other."),
}


@register.simple_tag
def unknown(word: str = "") -> SafeString:
    """A quiet dash, with a word for those who listen."""
    return format_html(
        '<span class="unknown"><span aria-hidden="true">—</span>'
        '<span class="visually-hidden">{}</span></span>',
        word or _("unknown"),
    )


@register.filter
def word(code: str | None, field: str) -> str | SafeString:
    """``{{ agreement.form|word:"form" }}``: the code's word, or the sign for unknown."""
    return unknown() if code is None or code == "" else words.word(field, code)


@register.filter
def listed(code: str | None, list_name: str) -> str | SafeString:
    """``{{ project.state|listed:"project_states" }}``: the word of a list, or the unknown sign."""
    return words.listed(list_name, code) if code else unknown()


@register.filter
def place_in_full(place_id: str) -> str:
    """A territory with what holds it; a merged one by the place that it was merged into."""
    return full_name(current_id(place_id), words.reader_language())


@register.filter
def date_words(row: object, name: str) -> str | SafeString:
    """``{{ agreement|date_words:"signed" }}``: "August 2010", or the sign for unknown."""
    return words.date_words(row, name) or unknown(_("date unknown"))


@register.filter
def finding_sentence(finding: AgreementFinding) -> str:
    """What a finding says."""
    return words.finding_sentence(finding)


@register.filter
def parties_title(agreement: Agreement) -> str:
    """The parties of an agreement, near side first."""
    return words.title(agreement)


@register.filter
def sides(agreement: Agreement) -> dict[str, Party | Sequence[Party] | None]:
    """The near side, and those opposite it."""
    parties = list(agreement.parties.all())
    return {"near": parties[0] if parties else None, "far": parties[1:]}


@register.filter
def party_name(party: Party) -> str | SafeString:
    """A party's name in its own language first, the reader's second."""
    return place_name(party.place) if party.place else party.written


@register.filter
def place_name(place: Place) -> str | SafeString:
    """A place's name in its own language first, the reader's second."""
    second = words.second_name(place)
    if second is None:
        return place.name
    return format_html('{} <span class="second-name">({})</span>', place.name, second)


@register.filter
def whereabouts(place: Place | None) -> str:
    """The territories that hold a place."""
    return words.whereabouts(place) if place else ""


@register.filter
def holders(place: Place) -> list[Place]:
    """The territories that hold a place, the widest first; read with it, else one by one."""
    found: list[Place] = []
    above = place.parent
    while above is not None and len(found) < LEVELS_AT_MOST:
        found.append(above)
        above = above.parent
    return found[::-1]


@register.filter
def names_by_language(place: Place) -> list[tuple[str, list[str]]]:
    """The names of a place, each with the languages that call it so, in words."""
    named: dict[str, list[str]] = {}
    for code, name in sorted(place.names.items()):
        named.setdefault(name, []).append(words.word("language", code))
    return list(named.items())


@register.filter
def likeness_reason(reason: str) -> str:
    """Why two places may be one, or may not."""
    return str(LIKENESS_WORDS[reason])


@register.filter
def country_name(code: str) -> str:
    """A country's name in the reader's language."""
    return words.country_name(code)


@register.filter
def themes_once(agreement: Agreement) -> list[dict[str, object]]:
    """The agreement's themes, each once: code, word, and the goals (SDG) that it serves."""
    found: dict[str, dict[str, object]] = {}
    for theme in agreement.themes.all():
        name = words.word("theme", theme.theme) if theme.theme else theme.written
        entry = found.setdefault(name, {"code": theme.theme, "word": name, "goals": []})
        if theme.goal and theme.goal not in entry["goals"]:
            entry["goals"].append(theme.goal)
    return list(found.values())


@register.filter
def theme_words(agreement: Agreement) -> list[str]:
    """The agreement's themes, each once: the controlled word, or the source's own."""
    named = (
        words.word("theme", theme.theme) if theme.theme else theme.written
        for theme in agreement.themes.all()
    )
    return list(dict.fromkeys(named))


@register.simple_tag
def mark(evidence: Mapping[str, Evidence], field: str) -> SafeString | str:
    """Superscripts that lead from a value to what the sources say of it; none without source."""
    if field not in evidence:
        return ""
    links = format_html_join(
        " ",
        '<a href="#statement-{}" aria-label="{}">{}</a>',
        (
            (cited.number, _("Source %(number)s") % {"number": cited.number}, cited.number)
            for cited in evidence[field].cited
        ),
    )
    return format_html('<sup class="source-mark">{}</sup>', links)


@register.simple_tag
def mark_party(evidence: Mapping[str, Evidence], party: Party) -> SafeString | str:
    """The superscripts of a party."""
    return mark(evidence, f"party_{party.position}")
