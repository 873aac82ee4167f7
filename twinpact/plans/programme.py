"""The annual operating programme (POA) of an agreement: one for each agreement and year.

After the model programme of Mexico's Program of Sister Cities (SRE): lines, activities, results
and indicators, with what each side contributes. The model's own list of fields was not seen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from twinpact.plans.amounts import Amount
from twinpact.plans.indicators import Indicator, Period, year_period
from twinpact.plans.refusing import PlanRefusedError

ActivityState = Literal[
    "planned", "under_way", "done", "cancelled", "postponed", "carried_over"
]  # fmt: skip
"""A word of the list ``activity_states``."""
BudgetKind = Literal["cash", "in_kind"]
"""A word of the list ``budget_kinds``."""


class WrongActivityError(ValueError):
    """A month that no year has, or a goal target that no agenda has."""


class RepeatedCodeError(ValueError):
    """Two lines, activities, indicators or budget lines of a programme have one code."""


@dataclass(frozen=True, slots=True)
class People:
    """How many people are expected or came, by sex; None is a number that nobody knows."""

    women: int | None = None
    men: int | None = None
    others: int | None = None

    @property
    def total(self) -> int | None:
        """All of them; None where women or men are not known. Others count where they are told."""
        if self.women is None or self.men is None:
            return None
        return self.women + self.men + (self.others or 0)


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for an activity on a side (the number of the party, the near side is 1)."""

    side: int
    body: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What a side puts in, from which source, in money or in kind.

    ``amount`` None is one that nobody knows; ``spent`` None is spending that nobody has told.
    ``on`` is the day of the rate by which it is converted; without it, the first day of the year.
    """

    code: str
    what: str
    source: str = ""
    side: int | None = None
    kind: BudgetKind = "cash"
    amount: Amount | None = None
    spent: Amount | None = None
    on: date | None = None
    carried_from: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What an activity is to bring about, and by which indicators it is seen."""

    code: str
    title: str
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """What is done, by whom, where and in which months, for whom and with what.

    ``carried_from`` is the code of the activity of last year that goes on here, ``themes`` are
    words of the list of themes, ``goal_targets`` targets of the 2030 Agenda ("11.4").
    """

    code: str
    title: str
    objective: str = ""
    modality: str | None = None
    place: str = ""
    months: frozenset[int] = frozenset()
    responsible: tuple[Responsible, ...] = ()
    expected: People = People()
    reached: People = People()
    themes: tuple[str, ...] = ()
    goal_targets: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    state: ActivityState = "planned"
    carried_from: str | None = None

    def __post_init__(self) -> None:
        if not self.months <= set(range(1, 13)):
            raise WrongActivityError(f"months {sorted(self.months)}")

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all its results."""
        return tuple(one for result in self.results for one in result.indicators)

    def period(self, year: int) -> Period | None:
        """From its first to its last month in a year; None where no month is told."""
        if not self.months:
            return None
        first, last = min(self.months), max(self.months)
        ends = date(year + last // 12, last % 12 + 1, 1).toordinal() - 1
        return Period(date(year, first, 1), date.fromordinal(ends))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of work, with the priority of the development plan to which it answers."""

    code: str
    title: str
    priorities: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """What is promised for a year under an agreement.

    ``sides`` are the parties by their numbers, ``budget`` what is put in for the programme as a
    whole, and ``carried_from`` the code of the programme of last year from which work goes on.
    """

    code: str
    agreement: str
    year: int
    title: str = ""
    sides: tuple[int, ...] = (1, 2)
    lines: tuple[Line, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    carried_from: str | None = None
    carried_to: str | None = None

    def __post_init__(self) -> None:
        for codes in self._codes():
            told = list(codes)
            if len(set(told)) != len(told):
                twice = sorted(code for code in set(told) if told.count(code) > 1)
                raise RepeatedCodeError(", ".join(twice))

    @property
    def period(self) -> Period:
        """The year."""
        return year_period(self.year)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The activities of all lines."""
        return tuple(one for line in self.lines for one in line.activities)

    @property
    def budget_lines(self) -> tuple[BudgetLine, ...]:
        """What is put in for the whole and for each activity."""
        own = (one for activity in self.activities for one in activity.budget)
        return (*self.budget, *own)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all activities."""
        return tuple(one for activity in self.activities for one in activity.indicators)

    def _codes(self) -> Iterator[Iterator[str]]:
        yield (line.code for line in self.lines)
        yield (one.code for one in self.activities)
        yield (one.code for one in self.indicators)
        yield (one.code for one in self.budget_lines)
        yield (result.code for one in self.activities for result in one.results)


class SecondProgrammeError(PlanRefusedError):
    """An agreement has one programme a year."""

    code = "second_programme"


def check_one_a_year(programmes: Iterable[Programme]) -> None:
    """Refuses a second programme of an agreement and year.

    Raises:
        SecondProgrammeError: There are two.
    """
    seen: set[tuple[str, int]] = set()
    for one in programmes:
        if (one.agreement, one.year) in seen:
            raise SecondProgrammeError(what=str(one.year))
        seen.add((one.agreement, one.year))
