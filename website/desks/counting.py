"""The annual numeralia of an authority: asked, decided, registered, by level and form."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from website.desks.authority import asking, of_kind
from website.desks.models import Opinion, RegistryNumber

OUTCOMES = tuple(Opinion.Outcome.values)
Key = tuple[str | None, str | None]


def valid_opinions(countries: Iterable[str]) -> QuerySet[Opinion]:
    """The opinions that count: those that nobody has taken back."""
    return Opinion.objects.filter(country__in=countries, evidence__withdrawn_at=None)


def valid_numbers(countries: Iterable[str]) -> QuerySet[RegistryNumber]:
    """The registrations that count."""
    return RegistryNumber.objects.filter(country__in=countries, evidence__withdrawn_at=None)


@dataclass(slots=True)
class Year:
    """What an authority did in a year."""

    year: int
    outcomes: Counter[str] = field(default_factory=Counter)
    registered: int = 0

    @property
    def decided(self) -> int:
        """All opinions, whatever their outcome."""
        return self.outcomes.total()


def by_year(countries: Iterable[str]) -> list[Year]:
    """Opinions by outcome and registrations of each year, the newest first."""
    countries = list(countries)
    found: dict[int, Year] = {}
    opinions = valid_opinions(countries).order_by().values_list("on__year", "outcome")
    for year, outcome, n in opinions.annotate(n=Count("pk")):
        found.setdefault(year, Year(year)).outcomes[outcome] = n
    numbers = valid_numbers(countries).order_by().values_list("year")
    for year, n in numbers.annotate(n=Count("pk")):
        found.setdefault(year, Year(year)).registered = n
    return sorted(found.values(), key=lambda one: -one.year)


@dataclass(slots=True)
class Line:
    """What was asked, decided and registered for one level and form; None is unknown."""

    level: str | None
    form: str | None
    pending: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    registered: int = 0

    @property
    def decided(self) -> int:
        """All opinions, whatever their outcome."""
        return self.outcomes.total()


def by_level_and_form(countries: Iterable[str], year: int) -> list[Line]:
    """A year by level of the own party and form of the agreement.

    What is pending is what asks for an opinion now, whenever it was asked.
    """
    countries = list(countries)
    found: dict[Key, Line] = {}

    def line(level: str | None, form: str | None) -> Line:
        return found.setdefault((level, form), Line(level, form))

    for level, form, n in _pending(countries):
        line(level, form).pending = n
    opinions = valid_opinions(countries).filter(on__year=year).order_by()
    for level, form, outcome, n in opinions.values_list("level", "form", "outcome").annotate(
        n=Count("pk")
    ):
        line(level, form).outcomes[outcome] = n
    numbers = valid_numbers(countries).filter(year=year).order_by()
    for level, form, n in numbers.values_list("level", "form").annotate(n=Count("pk")):
        line(level, form).registered = n
    return sorted(found.values(), key=lambda one: (one.level or "~", one.form or "~"))


def _pending(countries: list[str]) -> Iterable[tuple[str | None, str | None, int]]:
    own = FilteredRelation(
        "procedure__agreement__parties",
        condition=Q(procedure__agreement__parties__position=F("side")),
    )
    return (
        of_kind(asking(countries), "opinion")
        .annotate(own=own)
        .order_by()
        .values_list("own__place__level", "procedure__agreement__form")
        .annotate(n=Count("pk"))
    )


def totals(lines: Iterable[Line]) -> Line:
    """All lines together."""
    total = Line(None, None)
    for one in lines:
        total.pending += one.pending
        total.outcomes += one.outcomes
        total.registered += one.registered
    return total
