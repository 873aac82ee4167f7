"""Writing the parts of a plan: only rows that differ are touched, so that the history says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from twinpact import plans as library
from website.priorities import convert
from website.priorities.models import (
    AgreementPriority,
    DevelopmentPlan,
    KeyFigureReport,
    KeyIndicator,
    KeyTarget,
    PlanProgramme,
    Priority,
)

Columns = dict[str, Any]
Row = TypeVar("Row", bound=models.Model)


class StillInUseError(Exception):
    """Something is to go, or to change its kind, while agreements or figures rest on it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The keys of the parts that a plan no longer has."""

    priorities: list[int]
    programmes: list[int]
    indicators: list[int]


@dataclass(frozen=True, slots=True)
class There:
    """The parts of a plan that stand in the register, by their codes."""

    priorities: Mapping[str, Priority]
    programmes: Mapping[str, PlanProgramme]
    indicators: Mapping[str, KeyIndicator]

    @classmethod
    def of(cls, row: DevelopmentPlan) -> "There":
        """The parts of a plan that was read with them."""
        return cls(
            {one.code: one for one in row.priorities.all()},
            {one.code: one for one in row.programmes.all()},
            {one.code: one for one in row.indicators.all()},
        )

    def gone(self, plan: library.DevelopmentPlan) -> Gone:
        """The parts that another plan does not have."""
        priorities = {one.code for one in plan.priorities}
        programmes = {one.code for one in plan.programmes}
        indicators = {one.indicator.code for one in plan.indicators}
        return Gone(
            [one.pk for code, one in self.priorities.items() if code not in priorities],
            [one.pk for code, one in self.programmes.items() if code not in programmes],
            [one.pk for code, one in self.indicators.items() if code not in indicators],
        )


def write_parts(row: DevelopmentPlan, plan: library.DevelopmentPlan) -> None:
    """Make the parts of a plan, read with them, those of the library's plan.

    Raises:
        StillInUseError: A part that is to go is pointed to, or has reported figures.
    """
    there = There.of(row)
    _check_going(there, plan)
    priorities = _priorities(row, there.priorities, plan)
    programmes = _keep(
        PlanProgramme,
        there.programmes,
        {
            one.code: {
                "plan_id": row.pk,
                "title": one.title,
                "priority_id": priorities[one.priority].pk,
                "position": place,
            }
            for place, one in enumerate(plan.programmes, start=1)
        },
    )
    indicators = _keep(
        KeyIndicator,
        there.indicators,
        {
            one.indicator.code: {
                "plan_id": row.pk,
                **convert.indicator_columns(one),
                "priority_id": priorities[one.priority].pk,
                "programme_id": None if one.programme is None else programmes[one.programme].pk,
                "position": place,
            }
            for place, one in enumerate(plan.indicators, start=1)
        },
    )
    _targets(there.indicators, indicators, plan.indicators)
    _remove_gone(there, plan)


def _priorities(
    row: DevelopmentPlan, there: Mapping[str, Priority], plan: library.DevelopmentPlan
) -> dict[str, Priority]:
    """The priorities; what each lies within is written once all of them stand in the table."""
    kept = _keep(
        Priority,
        there,
        {
            one.code: {
                "plan_id": row.pk,
                "title": one.title,
                "themes": list(one.themes),
                "position": place,
            }
            for place, one in enumerate(plan.priorities, start=1)
        },
    )
    moved = []
    for one in plan.priorities:
        within = None if one.within is None else kept[one.within].pk
        if kept[one.code].within_id != within:
            kept[one.code].within_id = within
            moved.append(kept[one.code])
    # What leaves a wider priority goes first: on the way there is no circle either.
    Priority.objects.filter(pk__in=[one.pk for one in moved]).exclude(within=None).update(
        within=None
    )
    Priority.objects.bulk_update(moved, ["within"], batch_size=500)
    return kept


def _targets(
    before: Mapping[str, KeyIndicator],
    kept: Mapping[str, KeyIndicator],
    keys: Iterable[library.KeyIndicator],
) -> None:
    """The targets of the indicators, each found again by its period."""
    new: list[KeyTarget] = []
    changed: list[KeyTarget] = []
    gone: list[int] = []
    for key in keys:
        indicator = kept[key.indicator.code]
        known = indicator.code in before
        old = {convert.period_of(one): one for one in indicator.targets.all()} if known else {}
        for place, target in enumerate(key.indicator.targets, start=1):
            columns = convert.target_columns(target, key.indicator.kind) | {"position": place}
            row = old.pop(target.period, None)
            if row is None:
                starts, ends = target.period.starts, target.period.ends
                new.append(KeyTarget(indicator=indicator, starts=starts, ends=ends, **columns))
            elif _take(row, columns):
                changed.append(row)
        gone += [one.pk for one in old.values()]
    KeyTarget.objects.filter(pk__in=gone).delete()
    KeyTarget.objects.bulk_create(new, batch_size=1000)
    KeyTarget.objects.bulk_update(changed, ["kind", *convert.VALUE, "comment", "position"], 500)


def _keep(
    model: type[Row], there: Mapping[str, Row], wanted: Mapping[str, Columns]
) -> dict[str, Row]:
    """The rows of these codes, entered where they are new and changed where they differ."""
    kept, new, changed = {}, [], []
    for code, columns in wanted.items():
        row = there.get(code)
        if row is None:
            row = model(code=code, **columns)
            new.append(row)
        elif _take(row, columns):
            changed.append(row)
        kept[code] = row
    model._default_manager.bulk_create(new, batch_size=1000)
    fields = [model._meta.get_field(name).name for name in next(iter(wanted.values()), {})]
    if changed:
        model._default_manager.bulk_update(changed, fields, batch_size=200)
    return kept


def _take(row: models.Model, columns: Columns) -> bool:
    """Give a row its new columns; whether any of them differed."""
    differing = [name for name, value in columns.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, columns[name])
    return bool(differing)


def _check_going(there: There, plan: library.DevelopmentPlan) -> None:
    """Refuse what would take the ground from under agreements and reported figures."""
    gone = there.gone(plan)
    pointed = AgreementPriority.objects.filter(priority__in=gone.priorities).select_related(
        "priority"
    )
    if first := pointed.first():
        raise StillInUseError(
            _("Agreements point to the priority %(code)s. Point them elsewhere first.")
            % {"code": first.priority.code}
        )
    wanted = {one.indicator.code: one.indicator for one in plan.indicators}
    reports = KeyFigureReport.objects.filter(
        indicator__in=[one.pk for one in there.indicators.values()]
    ).select_related("indicator")
    for report in reports:
        indicator = wanted.get(report.indicator.code)
        periods = () if indicator is None else {one.period for one in indicator.targets}
        if (
            indicator is None
            or indicator.kind != report.kind
            or convert.period_of(report) not in periods
        ):
            raise StillInUseError(
                _(
                    "Figures were reported for %(code)s (%(starts)s to %(ends)s). Its kind and "
                    "this period stay."
                )
                % {
                    "code": report.indicator.code,
                    "starts": report.starts.isoformat(),
                    "ends": report.ends.isoformat(),
                }
            )


def _remove_gone(there: There, plan: library.DevelopmentPlan) -> None:
    """Take out what the plan no longer has, the innermost parts first."""
    gone = there.gone(plan)
    KeyIndicator.objects.filter(pk__in=gone.indicators).delete()
    PlanProgramme.objects.filter(pk__in=gone.programmes).delete()
    if gone.priorities:
        Priority.objects.filter(pk__in=gone.priorities).update(within=None)
        Priority.objects.filter(pk__in=gone.priorities).delete()
