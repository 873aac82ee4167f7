"""Roll-up: from activities to lines, programmes, agreements, offices and plans."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from twinpact.plans.actuals import Actual, actual_to_date, add_actuals
from twinpact.plans.amounts import Amount
from twinpact.plans.deviation import deviation
from twinpact.plans.indicators import Indicator
from twinpact.plans.lights import UNKNOWN_LIGHT, LightRule, usual_rule
from twinpact.plans.programme import Activity, BudgetLine, Line, People, Programme
from twinpact.plans.rates import Rates
from twinpact.plans.totals import Total, add_totals, total
from twinpact.plans.updates import Update, by_indicator
from twinpact.vocabularies import term


@dataclass(frozen=True, slots=True)
class Counting:
    """By what everything is counted: one currency, the rates, the day, the approved updates."""

    currency: str
    rates: Rates
    on: date
    updates: tuple[Update, ...] = ()
    rule: LightRule | None = None
    _by_indicator: Mapping[str, tuple[Update, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_indicator", by_indicator(self.updates))

    def updates_of(self, indicator: Indicator) -> tuple[Update, ...]:
        """The updates of an indicator."""
        return self._by_indicator.get(indicator.code, ())


@dataclass(frozen=True, slots=True)
class PeopleTotal:
    """People by sex: how many are known, and of how many activities they are not."""

    women: int = 0
    men: int = 0
    others: int = 0
    unknown: int = 0
    activities: int = 0

    @property
    def value(self) -> int | None:
        """All of them; None where some are not known, or where there is no activity."""
        if self.unknown or not self.activities:
            return None
        return self.women + self.men + self.others


@dataclass(frozen=True, slots=True)
class Summary:
    """What a part comes to. Summaries add up: the whole is the sum of its parts.

    ``lights`` counts indicators by their light, ``states`` activities by their state; an activity
    that was carried over counts in the year to which it went.
    """

    budget: Total
    cash: Total
    in_kind: Total
    spent: Total
    expected: PeopleTotal = PeopleTotal()
    reached: PeopleTotal = PeopleTotal()
    states: Mapping[str, int] = field(default_factory=dict)
    lights: Mapping[str, int] = field(default_factory=dict)

    @property
    def activities(self) -> int:
        """How many activities count."""
        return sum(self.states.values())

    def __add__(self, other: "Summary") -> "Summary":
        return add_summaries((self, other), currency=self.budget.currency)


def add_summaries(summaries: Iterable[Summary], *, currency: str) -> Summary:
    """The whole of several parts: programmes of an agreement, agreements of an office or plan."""
    each = list(summaries)
    return Summary(
        add_totals((one.budget for one in each), into=currency),
        add_totals((one.cash for one in each), into=currency),
        add_totals((one.in_kind for one in each), into=currency),
        add_totals((one.spent for one in each), into=currency),
        _all_people(one.expected for one in each),
        _all_people(one.reached for one in each),
        _added(one.states for one in each),
        _added(one.lights for one in each),
    )


def summary_of_activity(activity: Activity, year: int, counting: Counting) -> Summary:
    """What an activity comes to."""
    money = _of_money(activity.budget, year, counting)
    if not term("activity_states", activity.state).extra["counted"]:
        return money
    lights = Counter(light_of_indicator(indicator, counting) for indicator in activity.indicators)
    return Summary(
        money.budget,
        money.cash,
        money.in_kind,
        money.spent,
        _people(activity.expected),
        _people(activity.reached),
        {activity.state: 1},
        dict(lights),
    )


def summary_of_line(line: Line, year: int, counting: Counting) -> Summary:
    """What the activities of a line come to."""
    parts = (summary_of_activity(one, year, counting) for one in line.activities)
    return add_summaries(parts, currency=counting.currency)


def summary_of_programme(programme: Programme, counting: Counting) -> Summary:
    """What a programme comes to: its lines, and what is put in for the whole."""
    lines = (summary_of_line(line, programme.year, counting) for line in programme.lines)
    own = _of_money(programme.budget, programme.year, counting)
    return add_summaries((own, *lines), currency=counting.currency)


def summary_of_programmes(programmes: Iterable[Programme], counting: Counting) -> Summary:
    """What several programmes come to: those of an agreement, of an office, of a plan's term."""
    parts = (summary_of_programme(one, counting) for one in programmes)
    return add_summaries(parts, currency=counting.currency)


def summary_of_priority(
    priority: str, programmes: Iterable[Programme], counting: Counting
) -> Summary:
    """What the lines come to that answer to a priority of the plan."""
    parts = (
        summary_of_line(line, programme.year, counting)
        for programme in programmes
        for line in programme.lines
        if priority in line.priorities
    )
    return add_summaries(parts, currency=counting.currency)


def budget_by(
    programme: Programme, counting: Counting, key: Callable[[BudgetLine], str | int | None]
) -> dict[str | int | None, Total]:
    """The budget of a programme by source, side or kind; None where a line does not say."""
    parts: dict[str | int | None, list[BudgetLine]] = {}
    for line in programme.budget_lines:
        parts.setdefault(key(line), []).append(line)
    return {
        told: _total(lines, programme.year, counting, lambda line: line.amount)
        for told, lines in parts.items()
    }


def light_of_indicator(indicator: Indicator, counting: Counting) -> str:
    """The light of an indicator on the day of counting: what was due by then, and what came."""
    due = [one for one in indicator.targets if one.period.ends <= counting.on]
    if not due:
        return UNKNOWN_LIGHT
    promised = promised_by(indicator, on=counting.on)
    told = counting.updates_of(indicator)
    reached = actual_to_date(indicator, told, on=counting.on).value
    share = deviation(indicator, promised.value, reached).share
    return (counting.rule or usual_rule()).light(share)


def promised_by(indicator: Indicator, *, on: date) -> Actual:
    """The targets due by a day, taken together as actuals are; unknown where none is due."""
    due = sorted(
        (one for one in indicator.targets if one.period.ends <= on), key=lambda one: one.period
    )
    if not due:
        return Actual(parts=0)
    parts = [Actual(one.value, one.value, int(one.value is not None)) for one in due]
    if indicator.counting == "cumulative" or indicator.kind != "quantitative":
        return parts[-1]
    return add_actuals(indicator.kind, parts)


def _of_money(lines: Sequence[BudgetLine], year: int, counting: Counting) -> Summary:
    cash = [one for one in lines if one.kind == "cash"]
    in_kind = [one for one in lines if one.kind == "in_kind"]
    money = _total(cash, year, counting, lambda line: line.amount)
    goods = _total(in_kind, year, counting, lambda line: line.amount)
    spent = _total(lines, year, counting, lambda line: line.spent)
    return Summary(money + goods, money, goods, spent)


def _total(
    lines: Iterable[BudgetLine],
    year: int,
    counting: Counting,
    amount: Callable[[BudgetLine], Amount | None],
) -> Total:
    told = ((amount(line), line.on) for line in lines)
    return total(told, into=counting.currency, rates=counting.rates, on=date(year, 1, 1))


def _people(people: People) -> PeopleTotal:
    return PeopleTotal(
        people.women or 0,
        people.men or 0,
        people.others or 0,
        unknown=int(people.total is None),
        activities=1,
    )


def _added(each: Iterable[Mapping[str, int]]) -> dict[str, int]:
    whole: Counter[str] = Counter()
    for one in each:
        whole.update(one)
    return dict(sorted(whole.items()))


def _all_people(each: Iterable[PeopleTotal]) -> PeopleTotal:
    people = list(each)
    return PeopleTotal(
        sum(one.women for one in people),
        sum(one.men for one in people),
        sum(one.others for one in people),
        sum(one.unknown for one in people),
        sum(one.activities for one in people),
    )
