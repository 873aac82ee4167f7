"""Who works with whom on what: the picture, the table and the file."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twinpact.formats.tables import write_csv
from twinpact.vocabularies import terms
from website.agreements import words
from website.agreements.filters import clean
from website.network.edges import MOST, Edge, Scope, edges
from website.network.picture import NARROW, WIDE, joined, message, picture, theme_word
from website.network.scopes import Reach, of_office, of_territory, reach_of
from website.places import territories
from website.places.models import Place
from website.places.naming import full_name

PAGE = 50
NONE = "unknown"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; the empty text asks for everything."""

    partner: str
    theme: str
    role: str

    def takes(self, edge: Edge) -> bool:
        """Whether an edge is asked for."""
        pairs = (
            (self.partner, edge.partner), (self.theme, edge.theme), (self.role, edge.role),
        )  # fmt: skip
        return all(not asked or asked == (said or NONE) for asked, said in pairs)


@dataclass(frozen=True, slots=True)
class Asked:
    """A scope, how it is called, and how its address goes on."""

    reach: Reach
    scope: Scope | None
    ours: str
    address: str


def _asked(request: HttpRequest) -> Asked:
    place = clean(request.GET.get("place", ""))
    reach = reach_of(request.user, clean(request.GET.get("office", "")))
    if place and territories.is_known(place):
        ours = territories.territory(place).name_in(words.reader_language())
        here = territories.current_id(place)
        return Asked(reach, of_territory(request.user, here), ours, f"place={here}")
    if reach.office is None:
        return Asked(reach, None, "", "")
    office = reach.office
    return Asked(reach, of_office(request.user, office), office.name, f"office={office.slug}")


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(*(clean(request.GET.get(name, "")) for name in ("partner", "theme", "role")))


@login_required
@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """The actor network of an office or a territory."""
    asked, wanted = _asked(request), _wanted(request)
    every = [] if asked.scope is None else edges(asked.scope)
    found = [edge for edge in every if wanted.takes(edge)]
    names = place_names(every)
    works = {edge.work for edge in found}
    told = joined((one for one in every if one.work in works), ours=asked.ours, places=names)
    page = Paginator(in_order(found, names), PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "wanted": wanted,
        "page": page,
        "rows": [(edge, names.get(edge.partner or "", "")) for edge in page],
        "partners": sorted(names.items(), key=lambda pair: pair[1]),
        "themes": [(code, theme_word(code)) for code in _said(every, "theme")],
        "roles": [code for code in terms("body_roles") if code in _said(every, "role")],
        "message": message(told) if found else "",
        "pictures": [("wide", picture(told, WIDE)), ("narrow", picture(told, NARROW))]
        if found
        else [],
        "most": MOST,
        "query": _query(asked, wanted),
    }
    return render(request, "network/network.html", context)


def _query(asked: Asked, wanted: Wanted) -> str:
    named = {"partner": wanted.partner, "theme": wanted.theme, "role": wanted.role}
    return f"{asked.address}&{urlencode({name: text for name, text in named.items() if text})}"


def place_names(found: Iterable[Edge]) -> dict[str, str]:
    """How the reader calls the partner places."""
    places = Place.objects.in_bulk({edge.partner for edge in found if edge.partner})
    return {pk: str(one) for pk, one in places.items()}


def _said(found: Iterable[Edge], name: str) -> list[str]:
    return sorted({getattr(edge, name) for edge in found if getattr(edge, name)})


def in_order(found: Iterable[Edge], names: dict[str, str]) -> list[Edge]:
    """By partner, then by what they do, then our side first."""
    return sorted(
        found,
        key=lambda one: (names.get(one.partner or "", "~"), one.what, one.link, one.theme or "~",
                         one.side == "far", one.body.name, one.role or ""),
    )  # fmt: skip


@login_required
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The table as a file that opens in a spreadsheet, whole."""
    asked, wanted = _asked(request), _wanted(request)
    every = [] if asked.scope is None else edges(asked.scope, most=None)
    found = [edge for edge in every if wanted.takes(edge)]
    names = place_names(found)
    language = words.reader_language()
    header = [
        _("Side"), _("Body"), _("Kind of body"), _("Role"), _("Partner place"),
        _("Partner place (id)"), _("Theme"), _("What"), _("Address"),
    ]  # fmt: skip
    rows = [
        [
            _("ours") if one.side == "near" else _("partner"),
            one.body.name,
            words.listed("organization_kinds", one.body.kind) if one.body.kind else "",
            words.listed("body_roles", one.role) if one.role else "",
            full_name(one.partner, language) if one.partner else "",
            one.partner or "",
            words.word("theme", one.theme) if one.theme else "",
            one.what,
            request.build_absolute_uri(one.link),
        ]
        for one in in_order(found, names)
    ]
    body = ("\ufeff" + write_csv(header, rows)).encode()
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="who_works_with_whom.csv"'
    return response
