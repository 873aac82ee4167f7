"""From one year to the next: what is open goes over, once; or the plan of last year is copied."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from twinpact.plans.amounts import EXACT, Amount
from twinpact.plans.indicators import Indicator, Period, Target
from twinpact.plans.programme import Activity, BudgetLine, Line, People, Programme, Result
from twinpact.plans.refusing import PlanRefusedError
from twinpact.vocabularies import term


class NotTheNextYearError(PlanRefusedError):
    """Work is carried from one year to the next and no further."""

    code = "not_the_next_year"


class CarriedBeforeError(PlanRefusedError):
    """The work of this year has been carried over already."""

    code = "carried_before"


@dataclass(frozen=True, slots=True)
class CarryOver:
    """The year that closes and the one that begins.

    ``unsettled`` are the budget lines of which nobody can say what is left, as their spending is
    not known or is in another currency: they stay whole with the year that closes, and the line
    that goes on in the next has no known amount. So no money is in both years, and none is lost.
    """

    closed: Programme
    next: Programme
    unsettled: tuple[str, ...]


def carry_over(
    programme: Programme, *, into: Programme, activities: Iterable[str] | None = None
) -> CarryOver:
    """What is open of a year goes over to the next.

    ``activities`` are the codes of those that go (all open ones, if None). In the year that closes
    such an activity is marked as carried over, keeps what was spent, and counts no more; in the
    next it stands with what was left. Codes in the new year are the old ones, with the year behind
    where they are taken.

    Raises:
        PlanRefusedError: Another agreement or not the next year, or carried over already.
    """
    if into.year != programme.year + 1 or into.agreement != programme.agreement:
        raise NotTheNextYearError(what=str(into.year))
    if programme.carried_to is not None:
        raise CarriedBeforeError(what=programme.code)
    chosen = None if activities is None else set(activities)
    moving = _Moving(programme, into)
    for line in programme.lines:
        moving.line(line, chosen)
    closed = replace(programme, lines=tuple(moving.closed), carried_to=into.code)
    begun = replace(into, lines=_joined(into.lines, moving.begun), carried_from=programme.code)
    return CarryOver(closed, begun, tuple(moving.unsettled))


def is_open(activity: Activity) -> bool:
    """Whether an activity can go over to the next year."""
    return bool(term("activity_states", activity.state).extra["open"])


def copy_from_last_year(
    programme: Programme, *, code: str, with_amounts: bool = False
) -> Programme:
    """The programme of the next year, as last year's was planned, with nothing done yet.

    Targets move by a year; what was spent, who came and what was carried over stay behind, as do
    the amounts unless they are asked for.
    """
    lines = tuple(
        replace(line, activities=tuple(_copied(one, with_amounts) for one in line.activities))
        for line in programme.lines
    )
    return replace(
        programme,
        code=code,
        year=programme.year + 1,
        lines=lines,
        budget=tuple(_copied_money(one, with_amounts) for one in programme.budget),
        carried_from=None,
        carried_to=None,
    )


class _Moving:
    """The lines of both years while activities move."""

    def __init__(self, programme: Programme, into: Programme) -> None:
        self.year = programme.year
        self.taken = {
            "activity": {one.code for one in into.activities},
            "budget": {one.code for one in into.budget_lines},
            "indicator": {one.code for one in into.indicators},
            "result": {result.code for one in into.activities for result in one.results},
        }
        self.closed: list[Line] = []
        self.begun: list[Line] = []
        self.unsettled: list[str] = []

    def line(self, line: Line, chosen: set[str] | None) -> None:
        staying: list[Activity] = []
        going: list[Activity] = []
        for activity in line.activities:
            if is_open(activity) and (chosen is None or activity.code in chosen):
                old, new = self._split(activity)
                staying.append(old)
                going.append(new)
            else:
                staying.append(activity)
        self.closed.append(replace(line, activities=tuple(staying)))
        if going:
            self.begun.append(replace(line, activities=tuple(going)))

    def _split(self, activity: Activity) -> tuple[Activity, Activity]:
        kept: list[BudgetLine] = []
        left: list[BudgetLine] = []
        for line in activity.budget:
            old, new = self._split_money(line)
            kept.append(old)
            left += [] if new is None else [new]
        old_one = replace(activity, budget=tuple(kept), state="carried_over")
        new_one = replace(
            activity,
            code=self._code("activity", activity.code),
            budget=tuple(left),
            results=tuple(self._result(one) for one in activity.results),
            state="planned" if activity.state == "postponed" else activity.state,
            months=frozenset(),
            reached=People(),
            carried_from=activity.code,
        )
        return old_one, new_one

    def _split_money(self, line: BudgetLine) -> tuple[BudgetLine, BudgetLine | None]:
        """What was spent stays, what is left goes; of the two sums nothing is lost."""
        if (
            line.amount is None
            or line.spent is None
            or (line.amount.currency != line.spent.currency)
        ):
            self.unsettled.append(line.code)
            return line, self._new_money(line, None)
        left = EXACT.subtract(line.amount.amount, line.spent.amount)
        if left <= 0:
            return line, None
        currency = line.amount.currency
        old = replace(line, amount=Amount(line.spent.amount, currency))
        return old, self._new_money(line, Amount(left, currency))

    def _new_money(self, line: BudgetLine, amount: Amount | None) -> BudgetLine:
        nothing = None if amount is None else Amount(Decimal(0), amount.currency)
        code = self._code("budget", line.code)
        return replace(line, code=code, amount=amount, spent=nothing, carried_from=line.code)

    def _result(self, result: Result) -> Result:
        indicators = tuple(
            replace(_a_year_on(one), code=self._code("indicator", one.code))
            for one in result.indicators
        )
        return replace(result, code=self._code("result", result.code), indicators=indicators)

    def _code(self, kind: str, code: str) -> str:
        """The code in the new year; a free one where it is taken."""
        free, number = code, self.year
        while free in self.taken[kind]:
            free, number = f"{code}-{number}", number + 1
        self.taken[kind].add(free)
        return free


def _joined(there: tuple[Line, ...], coming: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of the new year with the activities that come; a line of one code is one line."""
    lines = {line.code: line for line in there}
    for line in coming:
        own = lines.get(line.code, replace(line, activities=()))
        lines[line.code] = replace(own, activities=(*own.activities, *line.activities))
    return tuple(lines.values())


def _copied(activity: Activity, with_amounts: bool) -> Activity:
    results = tuple(
        replace(result, indicators=tuple(_a_year_on(one) for one in result.indicators))
        for result in activity.results
    )
    return replace(
        activity,
        results=results,
        budget=tuple(_copied_money(one, with_amounts) for one in activity.budget),
        reached=People(),
        state="planned",
        carried_from=None,
    )


def _copied_money(line: BudgetLine, with_amounts: bool) -> BudgetLine:
    amount = line.amount if with_amounts else None
    return replace(line, amount=amount, spent=None, on=None, carried_from=None)


def _a_year_on(indicator: Indicator) -> Indicator:
    """The indicator with its targets a year later."""
    targets = tuple(
        Target(Period(_next(one.period.starts), _next(one.period.ends)), one.value, one.comment)
        for one in indicator.targets
    )
    return replace(indicator, targets=targets)


def _next(day: date) -> date:
    """The same day a year later; the last of February stays the last of February."""
    if (day.month, day.day) in {(2, 28), (2, 29)}:
        return date.fromordinal(date(day.year + 1, 3, 1).toordinal() - 1)
    return day.replace(year=day.year + 1)
