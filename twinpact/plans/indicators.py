"""An indicator: what is measured, from where, and how far it is to come."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["quantitative", "percentage", "yes_no", "qualitative"]
"""A word of the list ``indicator_kinds``."""
Counting = Literal["per_period", "cumulative"]
"""A word of the list ``countings``."""
Direction = Literal["up", "down"]
"""A word of the list ``directions``."""
Value = Decimal | bool | str
"""A number, yes or no, or words, as the kind of the indicator asks."""


class WrongPeriodError(ValueError):
    """A period ends before it begins."""


class WrongValueError(ValueError):
    """The value is not one of the indicator's kind."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From a first to a last day, both of them in it."""

    starts: date
    ends: date

    def __post_init__(self) -> None:
        if self.ends < self.starts:
            raise WrongPeriodError(f"{self.ends} is before {self.starts}.")

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.starts <= day <= self.ends

    def meets(self, other: "Period") -> bool:
        """Whether both have a day in common."""
        return self.starts <= other.ends and other.starts <= self.ends


def year_period(year: int) -> Period:
    """The calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where it stood before; a value of None is one that nobody knows."""

    value: Value | None = None
    year: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached in a period (or, of a cumulative indicator, by its end)."""

    period: Period
    value: Value | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured.

    ``counting`` says what a figure counts: ``per_period`` what came in that period, ``cumulative``
    all that has come since the start. ``verification`` names the means of verification, and
    ``feeds`` the indicator of the development plan to which this one contributes.
    """

    code: str
    title: str
    kind: Kind = "quantitative"
    counting: Counting = "per_period"
    direction: Direction = "up"
    unit: str = ""
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    verification: str = ""
    feeds: str | None = None

    def __post_init__(self) -> None:
        told = [target.value for target in self.targets]
        told += [] if self.baseline is None else [self.baseline.value]
        for value in told:
            check_value(self.kind, value)


def check_value(kind: Kind, value: Value | None) -> None:
    """Refuses a value of another kind; None, the unknown, is one of every kind.

    Raises:
        WrongValueError: Words where a number is asked for, and so on.
    """
    wanted = {"yes_no": bool, "qualitative": str}.get(kind, Decimal)
    if value is None or (
        isinstance(value, wanted) and isinstance(value, bool) == (wanted is bool)
    ):
        return
    raise WrongValueError(f"{value!r} is no value of a {kind} indicator.")
