"""The report of a year received, and the evaluation of an agreement with its decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.plans import Evaluation as Judgement
from twinpact.plans.evaluation import EvaluationKind
from website.accounts.models import User
from website.accounts.permissions import PUBLISH, WRITE, require
from website.agreements.models import Agreement, Document
from website.plans.actions.holding import ChangedMeanwhileError, check_day, hold
from website.plans.models import Evaluation, Programme
from website.plans.permissions import require_on
from website.procedures.course import day_in


class ReasonMissingError(Exception):
    """A decision says why."""


class DecidedBeforeError(Exception):
    """What was decided does not change; a new evaluation may decide anew."""


@dataclass(frozen=True, slots=True)
class Answers:
    """An evaluation as filled in; what is not answered is left out."""

    kind: EvaluationKind
    on: date
    answers: Mapping[str, str | int] = field(default_factory=dict)
    principles: Mapping[str, int] = field(default_factory=dict)
    programme: int | None = None


@transaction.atomic
def receive_report(*, pk: int, on: date, report: int | None, by: User, at: datetime) -> Programme:
    """Say that the report on a year's programme was received.

    Raises:
        NotAllowedError: The person may not decide for any side.
        DayAheadError: The day has not come yet.
    """
    programme = hold(pk)
    require_on(by, PUBLISH, programme)
    check_day(programme, on, at)
    if report is not None:
        programme.report = Document.objects.get(pk=report, agreement=programme.agreement_id)
    programme.report_received = on
    programme.save(update_fields=["report", "report_received"])
    return programme


@transaction.atomic
def save_evaluation(
    *,
    agreement: int,
    told: Answers,
    by: User,
    at: datetime,
    pk: int | None = None,
    version: int | None = None,
) -> Evaluation:
    """Begin an evaluation, or change one that has not decided.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        DecidedBeforeError: It has decided.
        ChangedMeanwhileError: Somebody else changed it since.
        PlanRefusedError: An answer is off the scale, or to a question that is not asked.
    """
    row = Agreement.register.select_for_update(of=("self",)).select_related("office")
    of = row.get(pk=agreement)
    require(by, WRITE, of.office)
    Judgement(told.kind, str(agreement), told.on, "", told.answers, told.principles)
    if pk is None:
        found = Evaluation(agreement=of, office=of.office, begun_at=at, begun_by=by)
    else:
        found = _open(pk, of)
        if version != found.version:
            raise ChangedMeanwhileError(
                _("Somebody changed this evaluation meanwhile. Nothing was saved: look again.")
            )
        found.version += 1
    found.kind, found.on, found.programme_id = told.kind, told.on, told.programme
    found.answers, found.principles = dict(told.answers), dict(told.principles)
    found.save()
    return found


@transaction.atomic
def decide_evaluation(
    *, pk: int, decision: str, reason: str, by: User, at: datetime
) -> Evaluation:
    """Decide what becomes of the agreement; the step of its life follows from it.

    Raises:
        NotAllowedError: The person may not decide in the agreement's office.
        DecidedBeforeError: It has decided.
        ReasonMissingError: No reason was written.
    """
    of = Evaluation.objects.select_related("agreement__office").get(pk=pk).agreement
    require(by, PUBLISH, of.office)
    row = _open(pk, of)
    if not reason.strip():
        raise ReasonMissingError(_("Say why this was decided, so that others can follow it."))
    row.decision, row.reason = decision, reason
    row.decided_on, row.decided_by = day_in(of.office.country, at), by
    row.version += 1
    row.save()
    return row


def _open(pk: int, agreement: Agreement) -> Evaluation:
    row: Evaluation = Evaluation.objects.select_for_update().get(pk=pk, agreement=agreement)
    if row.decision is not None:
        raise DecidedBeforeError(
            _("This evaluation has decided. Begin another one to decide anew.")
        )
    return row
