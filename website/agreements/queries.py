"""Every shared read of agreements."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Min, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import OrderBy

from twinpact.places import subregions
from twinpact.vocabularies import fold, terms
from website.agreements.filters import Filters
from website.agreements.models import (
    Agreement,
    AgreementFinding,
    AgreementMotivation,
    AgreementStatement,
    AgreementTheme,
    Party,
)
from website.agreements.remembering import remembered
from website.places.models import Place
from website.places.territories import current_id
from website.sources.models import Source

UNKNOWN = "unknown"


def with_all(base: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With the parts that a whole agreement is read from; a fixed number of queries."""
    return base.select_related("office").prefetch_related(
        "parties__place__parent__parent",
        "parties__organization",
        "themes",
        "motivations",
        "statements",
    )


def with_parties(base: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With the parties and their places, for lists; a fixed number of queries."""
    return base.prefetch_related("parties__place__parent", "themes")


def _has_party(**conditions: object) -> Exists:
    return Exists(Party.objects.filter(agreement=OuterRef("pk"), **conditions))


def _word(field: str) -> Callable[[str], Q]:
    return lambda value: Q(**{f"{field}__isnull": True} if value == UNKNOWN else {field: value})


def _part(model: type[Model], field: str) -> Callable[[str], Q]:
    def condition(value: str) -> Q:
        parts = model._default_manager.filter(agreement=OuterRef("pk"))
        if value == UNKNOWN:
            return ~Q(Exists(parts.filter(**{f"{field}__isnull": False})))
        return Q(Exists(parts.filter(**{field: value})))

    return condition


def inside(value: str, path: str = "place") -> Q:
    """A place and the territories that lie in it; a merged one stands for the one it is in."""
    here = current_id(value)
    if len(here) == 2:
        return Q(**{f"{path}__country": here})
    within = Q(pk=here) | Q(parent=here) | Q(parent__parent=here)
    return Q(**{f"{path}__in": Place.objects.filter(within).order_by().values("pk")})


def _place(value: str) -> Q:
    within = inside(value)
    return Q(Exists(Party.objects.filter(within, agreement=OuterRef("pk"))))


def _level(value: str) -> Q:
    if value == UNKNOWN:
        return Q(_has_party(position=1, place__isnull=True))
    return Q(_has_party(position=1, place__level=value))


def _region(value: str) -> Q:
    if value == UNKNOWN:
        return Q(_has_party(position__gt=1, place__region__isnull=True))
    if value not in terms("regions"):
        return Q(pk__lt=0)  # none; an empty list could not be compiled into an indicator
    return Q(_has_party(place__region__in=subregions(value)))


def _search(value: str) -> Q:
    words = Q()
    for word in fold(value).split():
        words &= Q(search__contains=word)
    return words


def first_day(text: str) -> date | None:
    """The first day of a year or ISO day; None where the text is neither."""
    return _day(text, f"{text}-01-01")


def last_day(text: str) -> date | None:
    """The last day of a year or ISO day; None where the text is neither."""
    return _day(text, f"{text}-12-31")


def _day(text: str, of_year: str) -> date | None:
    for candidate in (text, of_year):
        try:
            return date.fromisoformat(candidate)
        except ValueError:
            continue
    return None


def _signed_from(value: str) -> Q:
    day = first_day(value)
    return Q(signed_latest__gte=day) if day else Q()


def _signed_to(value: str) -> Q:
    day = last_day(value)
    return Q(signed_earliest__lte=day) if day else Q()


CONDITIONS: dict[str, Callable[[str], Q]] = {
    "q": _search,
    "place": _place,
    "country": lambda value: Q(_has_party(place__country=value)),
    "region": _region,
    "level": _level,
    "form": _word("form"),
    "state": _word("state"),
    "theme": _part(AgreementTheme, "theme"),
    "motivation": _part(AgreementMotivation, "motivation"),
    "finding": lambda value: (
        Q(Exists(AgreementFinding.objects.filter(agreement=OuterRef("pk"), code=value)))
        | Q(
            pk__in=AgreementFinding.others.through.objects.filter(
                agreementfinding__code=value
            ).values("agreement_id")
        )
    ),
    "signed_from": _signed_from,
    "signed_to": _signed_to,
    "publication": lambda value: Q(publication=value),
    "office": lambda value: Q(office__slug=value),
}
ORDERS: dict[str, tuple[OrderBy | str, ...]] = {
    "-signed": (F("signed_earliest").desc(nulls_last=True), "id"),
    "signed": (F("signed_earliest").asc(nulls_last=True), "id"),
    "-changed": ("-changed_at", "id"),
    "id": ("id",),
}


def matching(base: QuerySet[Agreement], filters: Filters) -> QuerySet[Agreement]:
    """The agreements that the filters ask for."""
    for name, value in filters.active().items():
        base = base.filter(CONDITIONS[name](value))
    return base


def select(base: QuerySet[Agreement], filters: Filters) -> QuerySet[Agreement]:
    """The agreements that the filters ask for, in order, with what a list shows."""
    return with_parties(matching(base, filters).order_by(*ORDERS[filters.sort]))


@dataclass(frozen=True, slots=True)
class Facet:
    """A word of a filter, and how many agreements it would leave. ``code`` None is unknown."""

    code: str | None
    n: int


@remembered
def facets(base: QuerySet[Agreement], filters: Filters) -> dict[str, list[Facet]]:
    """For each filter, its words with counts; each filter leaves its own choice out of account."""
    return {name: _facet(base, filters.without(name), name) for name in FACETS}


def _facet(base: QuerySet[Agreement], others: Filters, name: str) -> list[Facet]:
    selected = matching(base, others)
    path, model = FACETS[name]
    if model is None:
        counted = selected.order_by().values_list(path).annotate(n=Count("pk"))
    else:
        parts = model._default_manager.filter(
            agreement__in=selected.order_by().values("pk"), **FACET_PARTS.get(name, {})
        )
        counted = (
            parts.order_by().values_list(path).annotate(n=Count("agreement_id", distinct=True))
        )
    return [Facet(code, n) for code, n in sorted(counted, key=lambda row: (-row[1], row[0] or ""))]


FACETS: dict[str, tuple[str, type[Model] | None]] = {
    "form": ("form", None),
    "state": ("state", None),
    "level": ("place__level", Party),
    "region": ("place__region", Party),
    "country": ("place__country", Party),
    "theme": ("theme", AgreementTheme),
    "motivation": ("motivation", AgreementMotivation),
}
FACET_PARTS = {"level": {"position": 1}, "region": {"position__gt": 1}}


@dataclass(frozen=True, slots=True)
class Glance:
    """What a register knows at a glance; ``earliest_year`` is None where no date is known."""

    agreements: int
    territories: int
    countries: int
    sources: int
    findings: int
    earliest_year: int | None


def at_a_glance(base: QuerySet[Agreement]) -> Glance:
    """The first numbers of a register."""
    pks = base.order_by().values("pk")
    parties = Party.objects.filter(agreement__in=pks, place__isnull=False)
    places = parties.aggregate(
        n=Count("place", distinct=True), countries=Count("place__country", distinct=True)
    )
    said = AgreementStatement.objects.filter(source=OuterRef("pk"), agreement__in=pks)
    earliest = base.aggregate(day=Min("signed_earliest"))["day"]
    return Glance(
        agreements=base.count(),
        territories=places["n"],
        countries=places["countries"],
        sources=Source.objects.filter(Exists(said)).count(),
        findings=AgreementFinding.objects.filter(agreement__in=pks).count(),
        earliest_year=earliest.year if earliest else None,
    )


@dataclass(frozen=True, slots=True)
class Arc:
    """Two placed parties of agreements, drawn as one line on a map; degrees WGS84."""

    near: str
    far: str
    near_name: str
    far_name: str
    near_names: dict[str, str]
    far_names: dict[str, str]
    near_point: tuple[float, float]
    far_point: tuple[float, float]
    agreements: int
    first: int


@remembered
def arcs(base: QuerySet[Agreement]) -> list[Arc]:
    """The lines of a map, one for each pair of placed parties, computed in the database."""
    pairs = (
        Party.objects.filter(agreement__in=base.order_by().values("pk"), position=1)
        .filter(place__latitude__isnull=False)
        .filter(
            agreement__parties__position__gt=1, agreement__parties__place__latitude__isnull=False
        )
        .order_by()
        .values_list(
            *(f"place__{name}" for name in ARC_PLACE),
            *(f"agreement__parties__place__{name}" for name in ARC_PLACE),
        )
        .annotate(n=Count("agreement_id", distinct=True), first=Min("agreement_id"))
    )
    return [
        Arc(
            near=row[0],
            near_name=row[1],
            near_names=row[2],
            near_point=(row[3], row[4]),
            far=row[5],
            far_name=row[6],
            far_names=row[7],
            far_point=(row[8], row[9]),
            agreements=row[10],
            first=row[11],
        )
        for row in pairs
    ]


ARC_PLACE = ("id", "name", "names", "longitude", "latitude")
