"""From the rows of a programme to the programme as the library knows it."""

from collections.abc import Iterable

from twinpact import plans as library
from twinpact.plans import Amount, Baseline, Indicator, People, Period, Responsible, Target
from twinpact.plans.indicators import Value
from website.plans import models
from website.plans.models import values


def code_of(programme: models.Programme) -> str:
    """What a programme is called among those of its agreement: "POA-2012"."""
    return f"POA-{programme.year}"


def programme_of(row: models.Programme) -> library.Programme:
    """The programme as it is being written; see ``queries.with_content`` for its prefetches."""
    before = row.carried_from
    after = getattr(row, "carried_into", None)
    return library.Programme(
        code=code_of(row),
        agreement=str(row.agreement_id),
        year=row.year,
        title=row.title,
        sides=tuple(side.side for side in row.sides.all()),
        lines=tuple(line_of(line) for line in row.lines.all()),
        budget=tuple(budget_line_of(one) for one in row.budget.all() if one.activity_id is None),
        carried_from=None if before is None else code_of(before),
        carried_to=None if after is None else code_of(after),
    )


def line_of(row: models.ProgrammeLine) -> library.Line:
    """A line with its activities."""
    return library.Line(
        code=row.code,
        title=row.title,
        priorities=tuple(row.priorities),
        activities=tuple(activity_of(one) for one in row.activities.all()),
    )


def activity_of(row: models.Activity) -> library.Activity:
    """An activity as it is planned; what was reported of it is laid over it elsewhere."""
    return library.Activity(
        code=row.code,
        title=row.title,
        objective=row.objective,
        modality=row.modality,
        place=row.place,
        months=frozenset(row.months),
        responsible=tuple(Responsible(one.side, one.body, one.post) for one in row.bodies.all()),
        expected=People(row.expected_women, row.expected_men, row.expected_others),
        themes=tuple(row.themes),
        goal_targets=tuple(row.goal_targets),
        results=tuple(result_of(one) for one in row.results.all()),
        budget=tuple(budget_line_of(one) for one in row.budget.all()),
        carried_from=row.carried_from,
    )


def result_of(row: models.Result) -> library.Result:
    """A result with its indicators."""
    return library.Result(
        row.code, row.title, tuple(indicator_of(one) for one in row.indicators.all())
    )


def indicator_of(row: models.Indicator) -> Indicator:
    """An indicator with its baseline and targets."""
    baseline = None
    if row.has_baseline:
        start = values.value_of(row, "baseline")
        baseline = Baseline(start, row.baseline_year, row.baseline_comment)
    return Indicator(
        code=row.code,
        title=row.title,
        kind=row.kind,  # type: ignore[arg-type] # the database keeps to the lists
        counting=row.counting,  # type: ignore[arg-type]
        direction=row.direction,  # type: ignore[arg-type]
        unit=row.unit,
        baseline=baseline,
        targets=tuple(target_of(one) for one in row.targets.all()),
        verification=row.verification,
        feeds=row.feeds,
    )


def target_of(row: models.Target) -> Target:
    """A target of a period."""
    value: Value | None = values.value_of(row, "value")
    return Target(Period(row.starts, row.ends), value, row.comment)


def budget_line_of(row: models.BudgetLine) -> library.BudgetLine:
    """A budget line as it is planned."""
    amount = None if row.amount is None else Amount(values.plain(row.amount), row.currency)
    return library.BudgetLine(
        code=row.code,
        what=row.what,
        source=row.source,
        side=row.side,
        kind=row.kind,  # type: ignore[arg-type]
        amount=amount,
        on=row.on,
        carried_from=row.carried_from,
    )


def rates_of(rows: Iterable[models.ExchangeRate]) -> library.Rates:
    """The rates that an office entered."""
    return library.Rates(
        tuple(
            library.Rate(row.currency, row.into, values.plain(row.value), row.on, row.source)
            for row in rows
        )
    )
