"""What was reached, from the updates that were approved; an unknown in it stays unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from twinpact.plans.amounts import EXACT, exact_sum
from twinpact.plans.indicators import Indicator, Kind, Period, Value
from twinpact.plans.updates import Update, approved_of

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Actual:
    """The figure of one or of several periods (or activities).

    ``value`` is None where it is not known as a whole; ``so_far`` is then what the known parts
    give, to be shown as "at least so far" and never as the figure. ``known`` of ``parts`` parts
    are known. Of a percentage, ``part`` and ``whole`` are what it was made of.
    """

    value: Value | None = None
    so_far: Value | None = None
    known: int = 0
    parts: int = 1
    part: Decimal | None = None
    whole: Decimal | None = None


UNKNOWN = Actual()
"""Nothing was approved."""


def actual_of_period(indicator: Indicator, period: Period, updates: Iterable[Update]) -> Actual:
    """The figure of just one period.

    Numbers that count per period add up over the updates of the period, as each reports what is
    new; of everything else the last approved update says where it stands. An approved update that
    does not know its figure makes the period unknown.
    """
    told = approved_of(updates, indicator.code, period)
    if not told:
        return UNKNOWN
    if indicator.counting == "cumulative" or indicator.kind in {"yes_no", "qualitative"}:
        return _of_update(told[-1], indicator.kind)
    if indicator.kind == "quantitative":
        return _sum([one.value for one in told])
    if len(told) == 1:
        return _of_update(told[0], indicator.kind)
    return _one_share([_of_update(one, indicator.kind) for one in told])


def actual_of_periods(
    indicator: Indicator, periods: Sequence[Period], updates: Iterable[Update]
) -> Actual:
    """The figure of several periods together.

    Cumulative figures, yes or no, and words are those of the last period. Numbers per period add
    up, and percentages per period where each says of what it is one; an unknown period makes the
    whole unknown.
    """
    counting = tuple(updates)
    each = [actual_of_period(indicator, period, counting) for period in sorted(periods)]
    if not each:
        return Actual(parts=0)
    if indicator.counting == "cumulative" or indicator.kind in {"yes_no", "qualitative"}:
        return _last(each)
    return add_actuals(indicator.kind, each)


def actual_to_date(indicator: Indicator, updates: Iterable[Update], *, on: date) -> Actual:
    """The figure of all periods with a target that had ended by a day."""
    ended = [target.period for target in indicator.targets if target.period.ends <= on]
    return actual_of_periods(indicator, ended, updates)


def add_actuals(kind: Kind, each: Sequence[Actual]) -> Actual:
    """The figure that several parts give together, such as all activities that feed a plan's KPI.

    Numbers add up; percentages only by part and whole; yes or no and words do not add up at all.
    One unknown part makes the sum unknown.
    """
    parts = sum(one.parts for one in each)
    known = sum(one.known for one in each)
    if kind == "quantitative":
        numbers = [one.value for one in each if isinstance(one.value, Decimal)]
        so_far = [n for one in each if isinstance(n := _best(one), Decimal)]
        whole = exact_sum(numbers) if numbers and len(numbers) == len(each) else None
        return Actual(whole, exact_sum(so_far) if so_far else None, known, parts)
    if kind == "percentage":
        shared = _one_share(each)
        return Actual(shared.value, shared.so_far, known, parts, shared.part, shared.whole)
    if len(each) == 1:
        return each[0]
    return Actual(known=known, parts=parts)


def _of_update(update: Update, kind: Kind) -> Actual:
    value = update.value
    if kind == "percentage" and value is None:
        value = _percent(update.part, update.whole)
    known = int(value is not None)
    return Actual(value, value, known, part=update.part, whole=update.whole)


def _sum(values: Sequence[Value | None]) -> Actual:
    numbers = [value for value in values if isinstance(value, Decimal)]
    so_far = exact_sum(numbers) if numbers else None
    known = len(numbers) == len(values)
    return Actual(so_far if known else None, so_far, int(known))


def _best(actual: Actual) -> Value | None:
    return actual.so_far if actual.value is None else actual.value


def _one_share(each: Sequence[Actual]) -> Actual:
    """Percentages together: the sum of the parts of the sum of the wholes."""
    if len(each) == 1:
        return each[0]
    known = [(one.part, one.whole) for one in each]
    if any(part is None or whole is None for part, whole in known):
        return UNKNOWN
    part = exact_sum(part for part, _ in known if part is not None)
    whole = exact_sum(whole for _, whole in known if whole is not None)
    value = _percent(part, whole)
    return Actual(value, value, int(value is not None), part=part, whole=whole)


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or whole is None or whole == 0:
        return None
    return EXACT.multiply(part, HUNDRED) / whole


def _last(each: Sequence[Actual]) -> Actual:
    last = each[-1]
    told = [value for one in each if (value := _best(one)) is not None]
    known = sum(one.known for one in each)
    return Actual(last.value, told[-1] if told else None, known, len(each), last.part, last.whole)
