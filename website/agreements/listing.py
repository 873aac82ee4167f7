"""A page of a list of agreements: its rows, its filters in words, where it stands in the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from twinpact.vocabularies import fold
from website.agreements import words
from website.agreements.filters import SORTS, Filters
from website.agreements.models import Agreement
from website.agreements.queries import UNKNOWN, Facet, facets, matching, select
from website.places.models import Place
from website.places.territories import current_id

TITLES = {
    "form": gettext_lazy("Form"),
    "level": gettext_lazy("Level of the near side"),
    "region": gettext_lazy("Region of the partner"),
    "country": gettext_lazy("Country"),
    "theme": gettext_lazy("Theme"),
    "state": gettext_lazy("State"),
    "motivation": gettext_lazy("Motivation"),
    "q": gettext_lazy("Words"),
    "place": gettext_lazy("Place"),
    "signed_from": gettext_lazy("Signed from"),
    "signed_to": gettext_lazy("Signed until"),
    "finding": gettext_lazy("Finding"),
    "publication": gettext_lazy("Publication"),
    "office": gettext_lazy("Office"),
}
# Filters with few words show them all; the others are a list to choose from.
LONG = ("country", "theme", "region")
SORT_WORDS = {
    "-signed": gettext_lazy("Newest signature first"),
    "signed": gettext_lazy("Oldest signature first"),
    "-changed": gettext_lazy("Last changed first"),
    "id": gettext_lazy("In order of entry"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of a filter, how many agreements it would leave, and whether it is chosen."""

    code: str
    label: str
    n: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A filter with its words."""

    field: str
    title: str
    choices: Sequence[Choice]
    chosen: str
    long: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set, in words, and the address without it."""

    title: str
    label: str
    query: str
    field: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page of a list shows. ``known`` counts all agreements, ``total`` the selected."""

    filters: Filters
    rows: Sequence[Agreement]
    total: int
    known: int
    groups: Sequence[Group]
    chosen: Sequence[Chosen]
    pages: int
    first: int
    last: int

    @property
    def query(self) -> str:
        """The filters as an address holds them, without the page."""
        return self.filters.to_query(page=1)

    @property
    def place_name(self) -> str:
        """The place that is asked for, as the field shows it."""
        return next((one.label for one in self.chosen if one.field == "place"), "")

    @property
    def previous_query(self) -> str | None:
        """The address of the page before this one; None on the first page."""
        page = self.filters.page
        return self.filters.to_query(page=page - 1) if page > 1 else None

    @property
    def next_query(self) -> str | None:
        """The address of the next page; None on the last page."""
        page = self.filters.page
        return self.filters.to_query(page=page + 1) if page < self.pages else None

    @property
    def sorts(self) -> list[Choice]:
        """The orders in which the list can stand."""
        return [
            Choice(code, str(SORT_WORDS[code]), 0, code == self.filters.sort) for code in SORTS
        ]

    @property
    def signed_sort(self) -> tuple[str, str]:
        """How the column of signatures is sorted (for ARIA), and the address that turns it."""
        sort = self.filters.sort
        order = {"signed": "ascending", "-signed": "descending"}.get(sort, "none")
        return order, self.filters.to_query(sort="signed" if sort == "-signed" else "-signed")


def listing(base: QuerySet[Agreement], filters: Filters) -> Listing:
    """A page of the agreements that the filters ask for; a fixed number of queries."""
    total = matching(base, filters).count()
    pages = max(1, -(-total // filters.page_size))
    filters = replace(filters, page=min(filters.page, pages))
    first = (filters.page - 1) * filters.page_size
    rows = list(select(base, filters)[first : first + filters.page_size])
    return Listing(
        filters=filters,
        rows=rows,
        total=total,
        known=base.count() if filters.active() else total,
        groups=groups(base, filters),
        chosen=chosen(filters),
        pages=pages,
        first=first + 1 if rows else 0,
        last=first + len(rows),
    )


def groups(base: QuerySet[Agreement], filters: Filters) -> list[Group]:
    """The filters with their words; one that would offer nothing to choose is left out."""
    found = []
    for field, counted in facets(base, filters).items():
        value = getattr(filters, field)
        choices = [_choice(field, facet, value) for facet in counted]
        if value and all(not choice.chosen for choice in choices):
            choices.append(Choice(value, words.word(field, value), 0, chosen=True))
        choices.sort(
            key=lambda one: (one.code == UNKNOWN, fold(one.label) if field in LONG else "")
        )
        if len(choices) > 1 or value:
            found.append(Group(field, str(TITLES[field]), choices, value, field in LONG))
    return found


def _choice(field: str, facet: Facet, value: str) -> Choice:
    code = UNKNOWN if facet.code is None else facet.code
    label = _("not known") if facet.code is None else words.word(field, facet.code)
    return Choice(code, label, facet.n, chosen=code == value)


def chosen(filters: Filters) -> list[Chosen]:
    """The filters that are set, each with the address without it."""
    return [
        Chosen(str(TITLES[field]), _in_words(field, value), filters.to_query(**{field: ""}), field)
        for field, value in filters.active().items()
    ]


def _in_words(field: str, value: str) -> str:
    if value == UNKNOWN:
        return _("not known")
    if field == "place":
        place = Place.objects.filter(pk=current_id(value)).first()
        return str(place) if place else value
    return words.word(field, value)
