"""From a programme as the library knows it to the rows of one; nothing is saved here."""

from dataclasses import dataclass, field

from twinpact import plans as library
from website.plans import models
from website.plans.models.values import columns_of


@dataclass(slots=True)
class Rows:
    """The rows of a programme in the order in which they can be saved."""

    lines: list[models.ProgrammeLine] = field(default_factory=list)
    activities: list[models.Activity] = field(default_factory=list)
    bodies: list[models.ActivityBody] = field(default_factory=list)
    results: list[models.Result] = field(default_factory=list)
    indicators: list[models.Indicator] = field(default_factory=list)
    targets: list[models.Target] = field(default_factory=list)
    budget: list[models.BudgetLine] = field(default_factory=list)

    @property
    def in_order(self) -> tuple[list, ...]:
        """What is pointed to comes before what points to it."""
        return (
            self.lines, self.activities, self.bodies, self.results, self.indicators,
            self.targets, self.budget,
        )  # fmt: skip


def rows_of(programme: library.Programme, *, of: models.Programme) -> Rows:
    """The rows for the content of a programme."""
    rows = Rows()
    for one in programme.budget:
        rows.budget.append(_budget_line(one, of, None, len(rows.budget)))
    for position, line in enumerate(programme.lines):
        row = models.ProgrammeLine(
            programme=of,
            position=position,
            code=line.code,
            title=line.title,
            priorities=list(line.priorities),
        )
        rows.lines.append(row)
        for place, activity in enumerate(line.activities):
            _add_activity(rows, activity, row, place)
    return rows


def _add_activity(
    rows: Rows, activity: library.Activity, line: models.ProgrammeLine, position: int
) -> None:
    row = models.Activity(
        programme=line.programme,
        line=line,
        position=position,
        code=activity.code,
        title=activity.title,
        objective=activity.objective,
        modality=activity.modality,
        place=activity.place,
        months=sorted(activity.months),
        expected_women=activity.expected.women,
        expected_men=activity.expected.men,
        expected_others=activity.expected.others,
        themes=list(activity.themes),
        goal_targets=list(activity.goal_targets),
        carried_from=activity.carried_from,
    )
    rows.activities.append(row)
    rows.bodies += [
        models.ActivityBody(activity=row, side=one.side, body=one.body, post=one.post)
        for one in activity.responsible
    ]
    for one in activity.budget:
        rows.budget.append(_budget_line(one, line.programme, row, len(rows.budget)))
    for place, result in enumerate(activity.results):
        _add_result(rows, result, row, place)


def _add_result(
    rows: Rows, result: library.Result, activity: models.Activity, position: int
) -> None:
    row = models.Result(
        programme=activity.programme,
        activity=activity,
        position=position,
        code=result.code,
        title=result.title,
    )
    rows.results.append(row)
    for place, one in enumerate(result.indicators):
        rows.indicators.append(_indicator(one, row, place))
        rows.targets += [
            models.Target(
                indicator=rows.indicators[-1],
                starts=target.period.starts,
                ends=target.period.ends,
                comment=target.comment,
                **columns_of(target.value, "value"),
            )
            for target in one.targets
        ]


def _indicator(one: library.Indicator, result: models.Result, position: int) -> models.Indicator:
    start = one.baseline
    return models.Indicator(
        programme=result.programme,
        result=result,
        position=position,
        code=one.code,
        title=one.title,
        kind=one.kind,
        counting=one.counting,
        direction=one.direction,
        unit=one.unit,
        has_baseline=start is not None,
        baseline_year=None if start is None else start.year,
        baseline_comment="" if start is None else start.comment,
        verification=one.verification,
        feeds=one.feeds,
        **columns_of(None if start is None else start.value, "baseline"),
    )


def _budget_line(
    one: library.BudgetLine,
    programme: models.Programme,
    activity: models.Activity | None,
    position: int,
) -> models.BudgetLine:
    return models.BudgetLine(
        programme=programme,
        activity=activity,
        position=position,
        code=one.code,
        what=one.what,
        source=one.source,
        side=one.side,
        kind=one.kind,
        amount=None if one.amount is None else one.amount.amount,
        currency="" if one.amount is None else one.amount.currency,
        on=one.on,
        carried_from=one.carried_from,
    )
