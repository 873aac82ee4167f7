"""Saying that a rule was done or refused, and taking back what was entered by mistake."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.directives import Directive, Rule, RuleStanding, say_standing
from website.accounts.models import User
from website.agreements.models import Document
from website.agreements.words import reader_language
from website.procedures.actions.holding import check_day, course_held, hold, today
from website.procedures.actions.recording import RegistryEntry, enter_registration
from website.procedures.course import Course
from website.procedures.models import RuleEvidence
from website.procedures.permissions import require_evidence
from website.procedures.summary import summarise

#: What cannot be done on the day: something comes first, or the rule does not bind this side.
NOT_OPEN = frozenset({"waiting", "not_applicable"})


class RuleNotOpenError(Exception):
    """The rule cannot be done or refused on that day; the message says why, with the rule."""


class WithdrawnAlreadyError(Exception):
    """Somebody has withdrawn this already."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule of one side (counted from 1) that was done or refused on a day, and what shows it.

    ``registry`` is the number under which the authority entered the agreement, where the rule
    is the registration.
    """

    side: int
    rule: str
    on: date
    outcome: str = RuleEvidence.Outcome.DONE
    document: Document | None = None
    note: str = ""
    registry: RegistryEntry | None = None


@transaction.atomic
def give_evidence(
    *,
    pk: int,
    shown: Shown,
    by: User,
    at: datetime,
) -> RuleEvidence:
    """Say that a rule of one side was done or refused on a day.

    What the authority of the office's country does, only the authority may say. Where the paper
    of the rule is the registration certificate and a number is given, the agreement gets its
    registration.

    Raises:
        NotAllowedError: The person's role does not allow this.
        RuleNotOpenError: There is no such rule, it is none that is done, or it is not its turn.
        DayAheadError: The day has not come yet.
    """
    procedure = hold(pk)
    course = course_held(procedure, at=at)
    directive, found = _rule(course, shown.side, shown.rule)
    require_evidence(by, found, directive, procedure.office)
    check_day(procedure, shown.on, at)
    _check_open(course, directive, shown.side, found, shown.on)
    done = shown.outcome == RuleEvidence.Outcome.DONE
    row = RuleEvidence.objects.create(
        procedure=procedure,
        side=shown.side,
        rule=shown.rule,
        on=shown.on,
        outcome=shown.outcome,
        artefact=(found.artefact or "") if done else "",
        document=shown.document,
        note=shown.note,
        entered_at=at,
        entered_by=by,
    )
    if shown.registry is not None and done:
        enter_registration(
            course.agreement, country=directive.country, entry=shown.registry, on=shown.on
        )
    summarise(pk, on=today(procedure, at))
    return row


@transaction.atomic
def withdraw_evidence(*, pk: int, reason: str, by: User, at: datetime) -> RuleEvidence:
    """Take back what was entered by mistake; it stays to be seen, but counts no more.

    Raises:
        NotAllowedError: The person's role does not allow this.
        WithdrawnAlreadyError: It was taken back before.
    """
    procedure = hold(RuleEvidence.objects.values_list("procedure", flat=True).get(pk=pk))
    row = RuleEvidence.objects.get(pk=pk)
    course = course_held(procedure, at=at)
    directive, rule = _rule(course, row.side, row.rule)
    require_evidence(by, rule, directive, procedure.office)
    if row.withdrawn_at is not None:
        raise WithdrawnAlreadyError(_("This was taken back already."))
    row.withdrawn_at, row.withdrawn_by, row.withdrawal_reason = at, by, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    summarise(procedure.pk, on=today(procedure, at))
    return row


def _rule(course: Course, side: int, rule: str) -> tuple[Directive, Rule]:
    found = course.rule_of(side, rule)
    if found is None:
        raise RuleNotOpenError(
            _("The directive of this side has no rule %(rule)s.") % {"rule": rule}
        )
    return found


def _check_open(course: Course, directive: Directive, side: int, rule: Rule, on: date) -> None:
    if rule.kind not in {"step", "duty"}:
        raise RuleNotOpenError(
            _("%(rule)s is a condition: answer its question instead.") % {"rule": rule.id}
        )
    told = standing_on(course, side, rule, on)
    if told is None or told.standing in NOT_OPEN:
        raise RuleNotOpenError(
            _("%(rule)s does not apply here.") % {"rule": rule.id}
            if told is None
            else say_standing(told, reader_language(), directive=directive)
        )


def standing_on(course: Course, side: int, rule: Rule, on: date) -> RuleStanding | None:
    """How a rule of one side stands on a day; None where its directive does not apply."""
    for one in course.assess(on).standings:
        if one.side == side - 1 and one.rule.id == rule.id:
            return one
    return None
