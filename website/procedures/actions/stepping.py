"""Taking a step of an agreement's life."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.agreements import lifecycle
from twinpact.agreements.lifecycle import StepRefusedError
from twinpact.directives import Assessment, met_of, requirements_of
from website.accounts.models import User
from website.accounts.permissions import ADMINISTER, WRITE, require
from website.procedures import convert
from website.procedures.actions.holding import check_day, course_held, hold, today
from website.procedures.actions.recording import (
    RegistryEntry,
    enter_registration,
    keep_in_step,
)
from website.procedures.course import Course
from website.procedures.models import Procedure, RuleEvidence, TakenStep
from website.procedures.papers import papers_at_hand
from website.procedures.refusing import StepForbiddenError
from website.procedures.summary import summarise
from website.procedures.words import step_word


class StepTakenMeanwhileError(Exception):
    """Somebody else took a step after this person opened the page; ``taken`` is that step."""

    def __init__(self, taken: TakenStep) -> None:
        self.taken = taken
        super().__init__(
            _("%(who)s took this step first: “%(step)s”. Nothing of yours was written.")
            % {"who": taken.taken_by or _("Somebody"), "step": step_word(taken.step)}
        )


@transaction.atomic
def take_step(
    *,
    pk: int,
    number: int,
    wanted: lifecycle.TakenStep,
    registry: RegistryEntry | None = None,
    by: User,
    at: datetime,
) -> TakenStep:
    """Take a step of the life, the ``number``-th of this procedure.

    ``wanted.artefacts`` are papers that the person says are at hand, beside those that the
    register has; which rules are met (``wanted.met``) is computed here. Overrides set rules
    aside, each with a written reason that is shown for ever; only an administrator may do that.
    A rule of which the step itself is the act, such
    as that both heads sign, is done with it.

    Raises:
        NotAllowedError: The person may not write in the office, or not set rules aside.
        StepTakenMeanwhileError: ``number`` is taken already.
        StepForbiddenError: The life or the rules of a side forbid the step.
        DayAheadError: The day has not come yet.
        RecordDisagreesError: The record has the agreement end before this day.
    """
    procedure = hold(pk)
    require(by, WRITE, procedure.office)
    if wanted.overrides:
        require(by, ADMINISTER, procedure.office)
    _check_number(procedure, number)
    check_day(procedure, wanted.on, at)
    course = course_held(procedure, at=at)
    assessment = course.assess(wanted.on)
    wanted = replace(
        wanted,
        artefacts=wanted.artefacts | papers_at_hand(course, wanted.on),
        met=met_of(assessment),
    )
    requirements = requirements_of(assessment)
    try:
        life = lifecycle.take(course.life, wanted, requirements)
    except StepRefusedError as refused:
        raise StepForbiddenError(refused, course) from refused
    row = TakenStep.objects.create(
        procedure=procedure,
        number=number,
        state=life.state,
        requirements=convert.requirement_columns(requirements),
        silences=_silences(assessment),
        taken_at=at,
        taken_by=by,
        **convert.step_columns(wanted),
    )
    _done_with_it(course, assessment, row)
    _tell_record(course, row, registry, by)
    summarise(pk, on=today(procedure, at))
    return row


def _check_number(procedure: Procedure, number: int) -> None:
    last = procedure.taken_steps.select_related("taken_by").last()
    expected = 1 if last is None else last.number + 1
    if number < expected and last is not None:
        raise StepTakenMeanwhileError(procedure.taken_steps.get(number=max(number, 1)))
    if number != expected:
        raise ValueError(f"The next step is number {expected}, not {number}.")


def _silences(assessment: Assessment) -> list[dict[str, str]]:
    """What silence meant by that day: from now on it stands in the record."""
    return [
        {"rule": one.key, "on": one.on.isoformat()}
        for one in assessment.standings
        if one.standing == "done_by_silence" and one.on is not None
    ]


def _done_with_it(course: Course, assessment: Assessment, row: TakenStep) -> None:
    """Evidence of the rules of which the step itself is the act: the heads of both sides sign."""
    papers = lifecycle.step(row.step).artefacts
    RuleEvidence.objects.bulk_create(
        RuleEvidence(
            procedure=course.procedure,
            side=one.side + 1,
            rule=one.rule.id,
            on=row.on,
            artefact=one.rule.artefact or "",
            entered_at=row.taken_at,
            entered_by=row.taken_by,
        )
        for one in assessment.turn
        if one.rule.actor == "both_heads" and one.rule.artefact in papers
    )


def _tell_record(course: Course, row: TakenStep, registry: RegistryEntry | None, by: User) -> None:
    agreement = course.agreement
    # Places before agreements: who merges places locks in the same order.
    if registry is not None:
        country = agreement.office.country
        enter_registration(agreement, country=country, entry=registry, on=row.on)
    keep_in_step(
        agreement,
        state=row.state,
        step=row.step,
        on=row.on,
        until=row.until,
        locator=_("step %(number)s of the procedure") % {"number": row.number},
        by=by,
        at=row.taken_at,
    )
