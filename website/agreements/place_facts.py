"""A place in numbers: its own agreements, those of the territories inside it, its partners."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from website.agreements import words
from website.agreements.models import Agreement, Party
from website.agreements.queries import inside
from website.agreements.remembering import remembered
from website.places.models import Place

INSIDE_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Counts:
    """Agreements that name the place itself, and those that name only territories inside it."""

    own: int
    inside: int

    @property
    def total(self) -> int:
        """All of them, each once."""
        return self.own + self.inside


def of_place(base: QuerySet[Agreement], place: Place) -> QuerySet[Agreement]:
    """The agreements that name the place itself."""
    named = Party.objects.filter(place=place, agreement=OuterRef("pk"))
    return base.filter(Exists(named))


def of_insiders(base: QuerySet[Agreement], place: Place) -> QuerySet[Agreement]:
    """The agreements that name a territory inside the place, and not the place itself."""
    within = Party.objects.filter(inside(place.pk), agreement=OuterRef("pk"))
    itself = Party.objects.filter(place=place, agreement=OuterRef("pk"))
    return base.filter(Exists(within), ~Exists(itself))


@remembered
def place_counts(base: QuerySet[Agreement], place: Place) -> Counts:
    """How many agreements a place has."""
    return Counts(of_place(base, place).count(), of_insiders(base, place).count())


@dataclass(frozen=True, slots=True)
class Insider:
    """A territory inside a place, and its own agreements."""

    place: Place
    agreements: int


@remembered
def counts_inside(base: QuerySet[Agreement], place: Place) -> tuple[list[Insider], int]:
    """The territories inside a place that have agreements, those with most first; how many."""
    counted = (
        Party.objects.filter(inside(place.pk), agreement__in=base.order_by().values("pk"))
        .exclude(place=place)
        .order_by()
        .values_list("place", "place__name")
        .annotate(n=Count("agreement_id", distinct=True))
        .order_by("-n", "place__name", "place")
    )
    rows = list(counted)
    shown = rows[:INSIDE_SHOWN]
    found = Place.objects.select_related("parent").in_bulk([pk for pk, _name, _n in shown])
    return [Insider(found[pk], n) for pk, _name, n in shown], len(rows)


def partners_by_country(base: QuerySet[Agreement], place: Place) -> list[tuple[str, str, int]]:
    """The countries opposite a place and what lies in it: code, name, agreements; most first."""
    return [(code, words.country_name(code), n) for code, n in _countries_opposite(base, place)]


@remembered
def _countries_opposite(base: QuerySet[Agreement], place: Place) -> list[tuple[str, int]]:
    within = inside(place.pk)
    mine = base.filter(Exists(Party.objects.filter(within, agreement=OuterRef("pk"))))
    opposite = (
        Party.objects.filter(agreement__in=mine.order_by().values("pk"), place__isnull=False)
        .exclude(within)
        .order_by()
        .values_list("place__country")
        .annotate(n=Count("agreement", distinct=True))
        .order_by("-n", "place__country")
    )
    return list(opposite)
