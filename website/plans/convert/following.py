"""What was reported, laid over the programme that all sides agreed to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from twinpact import plans as library
from twinpact.plans import Amount, People, Period, ProgrammeVersion, SideAgreed
from twinpact.plans.programme import ActivityState
from twinpact.plans.updates import UpdateStepTaken
from website.plans import models
from website.plans.convert.content import of_content
from website.plans.models.values import plain, value_of


def followed(
    programme: library.Programme,
    *,
    progress: Iterable[models.ActivityProgress],
    spending: Iterable[models.Spending],
    carried_to: str | None,
) -> library.Programme:
    """The programme with where each activity stands, who came, and what was spent."""
    told = {row.activity: row for row in progress}
    spent = {row.budget_line: Amount(plain(row.amount), row.currency) for row in spending}
    lines = tuple(
        replace(line, activities=tuple(_followed(one, told, spent) for one in line.activities))
        for line in programme.lines
    )
    budget = tuple(replace(one, spent=spent.get(one.code)) for one in programme.budget)
    return replace(programme, lines=lines, budget=budget, carried_to=carried_to)


def _followed(
    activity: library.Activity,
    told: Mapping[str, models.ActivityProgress],
    spent: Mapping[str, Amount],
) -> library.Activity:
    row = told.get(activity.code)
    budget = tuple(replace(one, spent=spent.get(one.code)) for one in activity.budget)
    if row is None:
        return replace(activity, budget=budget)
    reached = People(row.reached_women, row.reached_men, row.reached_others)
    state: ActivityState = row.state  # type: ignore[assignment] # kept by the database
    return replace(activity, budget=budget, state=state, reached=reached)


def update_of(row: models.Update) -> library.Update:
    """An update with its steps and evidence; both are to be prefetched."""
    return library.Update(
        code=str(row.pk),
        indicator=row.indicator,
        period=Period(row.starts, row.ends),
        said_on=row.said_on,
        said_by=str(row.said_by_id),
        value=value_of(row, "value"),
        part=None if row.part is None else plain(row.part),
        whole=None if row.whole is None else plain(row.whole),
        comment=row.comment,
        deviation_reason=row.deviation_reason,
        evidence=tuple(str(one.pk) for one in row.evidence.all()),
        state=row.state,  # type: ignore[arg-type] # kept by the database
        steps=tuple(
            UpdateStepTaken(one.step, str(one.taker), one.on, one.reason)
            for one in row.steps.all()
        ),
    )


def version_of(row: models.ProgrammeVersion) -> ProgrammeVersion:
    """A version with the sides that agreed to it."""
    return ProgrammeVersion(
        row.number,
        of_content(row.content),
        row.drafted_by,
        row.drafted_on,
        tuple(SideAgreed(one.side, one.on, str(one.said_by or "")) for one in row.agreed.all()),
    )
