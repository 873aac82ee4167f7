"""An annual programme as the rows of a table, under the headings by which it is read again."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest

from twinpact.plans.indicators import Indicator, Value
from twinpact.plans.programme import Activity, BudgetLine, Line, Programme, Result
from twinpact.vocabularies import label, terms

LIST = "programme_columns"
Row = dict[str, str]


def programme_header(language: str) -> tuple[str, ...]:
    """The headings of all columns that are read."""
    return tuple(word.in_language(language) for word in terms(LIST).values())


def programme_rows(programme: Programme, language: str) -> list[tuple[str, ...]]:
    """A row for each activity, and more for its further indicators and budget lines.

    What is not known is an empty cell. A table holds one target a year: of an indicator that is
    reported more often, the last stands where the figures accumulate, else the sum of its numbers.
    """
    columns = tuple(terms(LIST))
    return [
        tuple(row.get(column, "") for column in columns)
        for line in programme.lines
        for activity in line.activities
        for row in _rows(line, activity, language)
    ]


def _rows(line: Line, activity: Activity, language: str) -> Iterator[Row]:
    seen: list[tuple[Result, Indicator | None]] = []
    for one in activity.results:
        seen += [(one, indicator) for indicator in one.indicators] or [(one, None)]
    budget: list[BudgetLine | None] = list(activity.budget) or [None]
    for number, (measured, money) in enumerate(zip_longest(seen, budget)):
        row = _activity(line, activity, language) if number == 0 else _again(line, activity)
        if measured is not None:
            result, indicator = measured
            row |= _result(result, indicator, language)
        if money is not None:
            row |= _budget(money, language)
        yield row


def _again(line: Line, activity: Activity) -> Row:
    return {
        "line_code": line.code,
        "line": line.title,
        "activity_code": activity.code,
        "activity": activity.title,
    }


def _activity(line: Line, activity: Activity, language: str) -> Row:
    bodies: dict[int, str] = {}
    for one in activity.responsible:
        bodies.setdefault(one.side, one.body)
    return _again(line, activity) | {
        "priorities": "; ".join(line.priorities),
        "objective": activity.objective,
        "modality": _word("modalities", activity.modality, language),
        "place": activity.place,
        "months": ", ".join(str(month) for month in sorted(activity.months)),
        "responsible_1": bodies.get(1, ""),
        "responsible_2": bodies.get(2, ""),
        "women": _whole(activity.expected.women),
        "men": _whole(activity.expected.men),
        "themes": "; ".join(_word("themes", theme, language) for theme in activity.themes),
        "goal_targets": "; ".join(activity.goal_targets),
        "state": _word("activity_states", activity.state, language),
    }


def _result(result: Result, indicator: Indicator | None, language: str) -> Row:
    if indicator is None:
        return {"result": result.title}
    start = indicator.baseline
    return {
        "result": result.title,
        "indicator_code": indicator.code,
        "indicator": indicator.title,
        "kind": _word("indicator_kinds", indicator.kind, language),
        "counting": _word("countings", indicator.counting, language),
        "direction": _word("directions", indicator.direction, language),
        "unit": indicator.unit,
        "baseline": "" if start is None else _value(start.value, language),
        "baseline_year": "" if start is None else _whole(start.year),
        "target": _value(year_target(indicator), language),
        "verification": indicator.verification,
        "feeds": indicator.feeds or "",
    }


def year_target(indicator: Indicator) -> Value | None:
    """What is promised for the year as a whole; None where a part of it is not known."""
    values = [target.value for target in sorted(indicator.targets, key=lambda one: one.period)]
    adds_up = indicator.kind == "quantitative" and indicator.counting == "per_period"
    if not values or not adds_up:
        return values[-1] if values else None
    numbers = [value for value in values if isinstance(value, Decimal)]
    return sum(numbers, Decimal(0)) if len(numbers) == len(values) else None


def _budget(line: BudgetLine, language: str) -> Row:
    amount = line.amount
    return {
        "budget": "" if amount is None else f"{amount.amount:f}",
        "currency": "" if amount is None else amount.currency,
        "budget_what": line.what,
        "budget_source": line.source,
        "budget_side": _whole(line.side),
        "budget_kind": _word("budget_kinds", line.kind, language),
    }


def _word(list_name: str, code: str | None, language: str) -> str:
    return "" if code is None else label(list_name, code, language)


def _whole(number: int | None) -> str:
    return "" if number is None else str(number)


def _value(value: Value | None, language: str) -> str:
    if isinstance(value, bool):
        return label("yes_no", "yes" if value else "no", language)
    return f"{value:f}" if isinstance(value, Decimal) else value or ""
