"""Development plans: row ↔ library."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol, cast

from django.db.models import Prefetch, QuerySet

from twinpact import plans as library
from twinpact.plans.indicators import Counting, Direction, Kind, Value
from twinpact.plans.updates import UpdateState
from website.agreements.convert import date_columns, partial_date
from website.priorities.models import (
    DevelopmentPlan,
    KeyFigureReport,
    KeyIndicator,
    KeyTarget,
    Priority,
)

#: What the database keeps of a figure.
VALUE = ("number", "yes_no", "words")
Columns = dict[str, Any]


class HasPeriod(Protocol):
    """A row with a first and a last day."""

    starts: Any
    ends: Any


def plan_of(pk: int) -> library.DevelopmentPlan:
    """The plan as the library knows it; a fixed number of queries, however large it is.

    Raises:
        DevelopmentPlan.DoesNotExist: There is no such plan.
    """
    return to_library(with_parts(DevelopmentPlan.register.all()).get(pk=pk))


def with_parts(
    rows: QuerySet[DevelopmentPlan], targets: QuerySet[KeyTarget] | None = None
) -> QuerySet[DevelopmentPlan]:
    """The plans with all that ``to_library`` reads; of the targets only those asked for."""
    some = KeyTarget.objects.all() if targets is None else targets
    return rows.select_related("office", "territory").prefetch_related(
        "priorities", "programmes", "indicators", Prefetch("indicators__targets", some)
    )


def to_library(row: DevelopmentPlan) -> library.DevelopmentPlan:
    """The plan of a row that was read with its parts."""
    priorities = list(row.priorities.all())
    programmes = list(row.programmes.all())
    code_of = {one.pk: one.code for one in priorities}
    programme_of = {one.pk: one.code for one in programmes}
    return library.DevelopmentPlan(
        code=row.code,
        title=row.title,
        territory=row.territory_id,
        starts=partial_date(row, "starts"),
        ends=partial_date(row, "ends"),
        priorities=tuple(_priority(one, code_of) for one in priorities),
        programmes=tuple(
            library.PlanProgramme(one.code, one.title, code_of[one.priority_id])
            for one in programmes
        ),
        indicators=tuple(
            key_indicator_of(one, code_of, programme_of) for one in row.indicators.all()
        ),
    )


def _priority(row: Priority, code_of: Mapping[int, str]) -> library.Priority:
    within = None if row.within_id is None else code_of[row.within_id]
    return library.Priority(row.code, row.title, within, tuple(row.themes))


def key_indicator_of(
    row: KeyIndicator, code_of: Mapping[int, str], programme_of: Mapping[int, str]
) -> library.KeyIndicator:
    """A key indicator with its targets; the codes of priorities and programmes by their keys."""
    baseline = None
    if row.has_baseline:
        value = value_of(row, "baseline_")
        baseline = library.Baseline(value, row.baseline_year, row.baseline_comment)
    indicator = library.Indicator(
        code=row.code,
        title=row.title,
        kind=cast("Kind", row.kind),
        counting=cast("Counting", row.counting),
        direction=cast("Direction", row.direction),
        unit=row.unit,
        baseline=baseline,
        targets=tuple(
            library.Target(period_of(one), value_of(one), one.comment) for one in row.targets.all()
        ),
        verification=row.verification,
    )
    programme = None if row.programme_id is None else programme_of[row.programme_id]
    return library.KeyIndicator(
        indicator, code_of[row.priority_id], programme, row.body, row.source
    )


def period_of(row: HasPeriod) -> library.Period:
    """The period of a target or report."""
    return library.Period(row.starts, row.ends)


def value_of(row: object, prefix: str = "") -> Value | None:
    """The figure in a row's three columns; None where it is unknown. 0 and no are known."""
    return first_known(getattr(row, f"{prefix}{name}") for name in VALUE)


def first_known(columns: Iterable[Value | None]) -> Value | None:
    """The one of three columns that holds the figure; None where it is unknown."""
    value = next((one for one in columns if one is not None), None)
    return None if value is None else plain(value)


def plain(value: Value) -> Value:
    """A number without the zeros that the database puts after its mark."""
    if not isinstance(value, Decimal) or not value.is_finite():
        return value
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def value_columns(value: Value | None, prefix: str = "") -> Columns:
    """The three columns of a figure."""
    if isinstance(value, bool):
        known: Columns = {"yes_no": value}
    elif isinstance(value, str):
        known = {"words": value}
    else:
        known = {"number": value}
    return {f"{prefix}{name}": known.get(name) for name in VALUE}


def plan_columns(plan: library.DevelopmentPlan) -> Columns:
    """The plan's own columns without its territory."""
    return {
        "code": plan.code,
        "title": plan.title,
        **date_columns("starts", plan.starts),
        **date_columns("ends", plan.ends),
    }


def indicator_columns(key: library.KeyIndicator) -> Columns:
    """The columns of a key indicator that name no other row."""
    indicator, baseline = key.indicator, key.indicator.baseline
    told = library.Baseline() if baseline is None else baseline
    return {
        **{
            name: getattr(indicator, name)
            for name in ("title", "kind", "counting", "direction", "unit", "verification")
        },
        "has_baseline": baseline is not None,
        **value_columns(told.value, "baseline_"),
        "baseline_year": told.year,
        "baseline_comment": told.comment,
        "body": key.body,
        "source": key.source,
    }


def target_columns(target: library.Target, kind: str) -> Columns:
    """The columns of a target beside its period."""
    return {"kind": kind, **value_columns(target.value), "comment": target.comment}


def update_of(row: KeyFigureReport) -> library.Update:
    """A report, read with its indicator and steps, as the library knows it."""
    return library.Update(
        code=str(row.pk),
        indicator=row.indicator.code,
        period=period_of(row),
        said_on=row.said_on,
        said_by=str(row.said_by_id or ""),
        value=value_of(row),
        part=row.part,
        whole=row.whole,
        comment=row.comment,
        deviation_reason=row.deviation_reason,
        state=cast("UpdateState", row.state),
        steps=tuple(
            library.UpdateStepTaken(one.step, str(one.taken_by_id or ""), one.on, one.reason)
            for one in row.steps.all()
        ),
    )


def key_figures_of(
    row: DevelopmentPlan,
    *,
    programmes: Sequence[library.Programme] = (),
    updates: Sequence[library.Update] = (),
    evidence: Mapping[int, Sequence[str]] | None = None,
    plan: library.DevelopmentPlan | None = None,
) -> tuple[library.KeyFigure, ...]:
    """The key figures of a plan that was read with its parts; one query.

    ``programmes`` and ``updates`` are what rooms above know of the activities that feed its
    indicators; without them the figures are those that were approved for the plan itself.
    ``evidence`` holds the addresses of what shows a report, by its key; ``plan`` is a part of the
    plan, where only that is asked for.
    """
    asked = to_library(row) if plan is None else plan
    return library.key_figures(
        asked, programmes, [*own_updates(row, asked, evidence or {}), *updates]
    )


#: The columns of a report that a figure is made of.
TOLD = ("pk", "indicator__code", "starts", "ends", "said_on", *VALUE, "deviation_reason")


def own_updates(
    row: DevelopmentPlan, plan: library.DevelopmentPlan, evidence: Mapping[int, Sequence[str]]
) -> list[library.Update]:
    """The approved figures that were reported for a plan itself, or for a part of it."""
    approved = KeyFigureReport.objects.filter(indicator__plan=row, state="approved")
    codes = {one.indicator.code for one in plan.indicators}
    periods = {target.period for one in plan.indicators for target in one.indicator.targets}
    if len(codes) == 1:
        approved = approved.filter(indicator__code__in=codes)
    if len(periods) == 1:
        [period] = periods
        approved = approved.filter(starts=period.starts, ends=period.ends)
    return [
        library.Update(
            code=str(pk),
            indicator=code,
            period=library.Period(starts, ends),
            said_on=said_on,
            said_by="",
            value=first_known(value),
            deviation_reason=reason,
            evidence=tuple(evidence.get(pk, ())),
            state="approved",
        )
        for pk, code, starts, ends, said_on, *value, reason in approved.values_list(*TOLD)
    ]
