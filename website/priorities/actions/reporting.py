"""Reporting a figure of a key indicator, and the steps until it counts."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.plans import Period, UpdateStepTaken, take_update_step
from twinpact.plans.indicators import Value, WrongValueError, check_value
from website.accounts.models import User
from website.accounts.permissions import PUBLISH, WRITE, require
from website.agreements.models import Document
from website.priorities import convert
from website.priorities.models import (
    DevelopmentPlan,
    KeyFigureReport,
    KeyFigureStep,
    KeyIndicator,
)
from website.procedures.course import day_in

#: What a person may do to take each step: who decides is somebody who answers for what is public.
STEP_NEEDS = {"submit": WRITE, "send_back": PUBLISH, "approve": PUBLISH, "reopen": PUBLISH}


class NoSuchTargetError(Exception):
    """The indicator has no target for this period: there is nothing to hold the figure against."""


class ReportClosedError(Exception):
    """What was submitted or approved is not changed any more."""


class ReportChangedMeanwhileError(Exception):
    """Somebody else changed the report after this person opened it."""


class WrongFigureError(Exception):
    """The figure is none of the indicator's kind, or its parts do not give it."""


class ForeignDocumentError(Exception):
    """The document is of another office."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What is reported of a period; ``value`` None is a figure that the reporter does not know."""

    period: Period
    value: Value | None
    source: str
    part: Decimal | None = None
    whole: Decimal | None = None
    comment: str = ""
    deviation_reason: str = ""
    link: str = ""
    document: Document | None = None


@transaction.atomic
def report_figure(*, indicator: int, figure: Figure, by: User, at: datetime) -> KeyFigureReport:
    """Enter a figure of a key indicator, as a draft.

    Raises:
        NotAllowedError: The person may not write in the plan's office.
        NoSuchTargetError: There is no target for the period.
        WrongFigureError: The figure is none of the indicator's kind.
        ForeignDocumentError: The document is of another office.
    """
    key = _hold_indicator(indicator)
    require(by, WRITE, key.plan.office)
    _check(key, figure)
    report: KeyFigureReport = KeyFigureReport.objects.create(
        indicator=key,
        kind=key.kind,
        said_on=_today(key.plan, at),
        said_at=at,
        said_by=by,
        **_columns(figure),
    )
    return report


@transaction.atomic
def change_figure(
    *, pk: int, version: int, figure: Figure, by: User, at: datetime
) -> KeyFigureReport:
    """Change a report that is a draft or was returned.

    Raises:
        NotAllowedError: The person may not write in the plan's office.
        ReportClosedError: It was submitted.
        ReportChangedMeanwhileError: ``version`` is no longer the latest one.
        NoSuchTargetError, WrongFigureError, ForeignDocumentError: As for a new report.
    """
    key = _hold_indicator(KeyFigureReport.objects.values_list("indicator", flat=True).get(pk=pk))
    row = KeyFigureReport.objects.select_for_update().get(pk=pk)
    require(by, WRITE, key.plan.office)
    if row.state not in ("draft", "returned"):
        raise ReportClosedError(_("This figure was submitted; it has to be returned first."))
    _check_version(row, version)
    _check(key, figure)
    for name, value in _columns(figure).items():
        setattr(row, name, value)
    row.version += 1
    row.said_on, row.said_at, row.said_by = _today(key.plan, at), at, by
    row.save()
    return row


@transaction.atomic
def take_figure_step(
    *, pk: int, version: int, step: str, reason: str = "", by: User, at: datetime
) -> KeyFigureReport:
    """Submit, return, approve or reopen a report, as the library's table of steps says.

    Raises:
        NotAllowedError: The person's role does not allow the step.
        ReportChangedMeanwhileError: ``version`` is no longer the latest one.
        UpdateStepRefusedError: One of its kinds: own report, no reason, not its turn.
    """
    row = KeyFigureReport.objects.select_for_update().get(pk=pk)
    plan = row.indicator.plan
    require(by, STEP_NEEDS.get(step, PUBLISH), plan.office)
    _check_version(row, version)
    taken = UpdateStepTaken(step, str(by.pk), _today(plan, at), reason.strip())
    after = take_update_step(convert.update_of(row), taken)
    KeyFigureStep.objects.create(
        report=row,
        number=len(after.steps),
        step=taken.step,
        on=taken.on,
        reason=taken.reason,
        taken_at=at,
        taken_by=by,
    )
    row.state = after.state
    row.version += 1
    row.save(update_fields=["state", "version"])
    return row


def _hold_indicator(pk: int) -> KeyIndicator:
    """The indicator with its plan held, so that neither its kind nor its targets change."""
    plan = KeyIndicator.objects.values_list("plan", flat=True).get(pk=pk)
    DevelopmentPlan.register.select_for_update(no_key=True).get(pk=plan)
    key: KeyIndicator = KeyIndicator.objects.select_related("plan__office").get(pk=pk)
    return key


def _check(key: KeyIndicator, figure: Figure) -> None:
    period = figure.period
    if not key.targets.filter(starts=period.starts, ends=period.ends).exists():
        raise NoSuchTargetError(
            _("%(code)s has no target for this period. Enter the target first.")
            % {"code": key.code}
        )
    try:
        check_value(key.kind, figure.value)
    except WrongValueError:
        raise WrongFigureError(_("This is no figure of the indicator's kind.")) from None
    parts = (figure.part, figure.whole)
    if parts != (None, None) and (key.kind != "percentage" or None in parts):
        raise WrongFigureError(
            _("Only a percentage has a part and a whole, and it has both or neither.")
        )
    if figure.document is not None and figure.document.agreement.office_id != key.plan.office_id:
        raise ForeignDocumentError(_("This document is of another office."))


def _check_version(row: KeyFigureReport, version: int) -> None:
    if row.version != version:
        raise ReportChangedMeanwhileError(
            _("Somebody else changed this figure after you opened it.")
        )


def _columns(figure: Figure) -> dict[str, object]:
    return {
        "starts": figure.period.starts,
        "ends": figure.period.ends,
        **convert.value_columns(figure.value),
        **{
            name: getattr(figure, name)
            for name in (
                "part", "whole", "source", "comment", "deviation_reason", "link", "document"
            )
        },
    }  # fmt: skip


def _today(plan: DevelopmentPlan, at: datetime) -> date:
    return day_in(plan.office.country, at)
