"""What lies ahead of a procedure: the step that is next, what holds it back, what is open."""

from dataclasses import dataclass
from datetime import date

from twinpact.agreements.lifecycle import STEPS, TakenStep, open_steps, step, unmet
from twinpact.directives import Assessment, RuleStanding, met_of, requirements_of
from website.procedures.course import Course

AUTHORITIES = frozenset({"national_authority", "regional_authority"})
#: The states from which the way leads to *in force*.
ON_THE_WAY = frozenset(state for one in STEPS if one.way for state in one.since)
#: The states in which an agreement has been in force and has not ended.
AWAKE = frozenset({"in_force", "suspended", "dormant"})
#: What forbids comes first, then what somebody can say at once, then what can be done, then what
#: waits for something else.
_URGENCY = {
    "fails": 0, "refused": 0, "refused_by_silence": 0, "cannot_be_said": 1, "overdue": 2,
    "open": 2, "waiting": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is next on a day.

    ``step`` is the next step of the life, empty where none is to be expected; ``holding`` are
    the rules that still forbid it, the most urgent first, and ``papers`` those that it needs at
    hand. ``open`` are all rules of both sides that can be done now, also those that hold nothing
    back; ``due`` is the first day on which something ends.
    """

    assessment: Assessment
    step: str
    holding: tuple[RuleStanding, ...]
    papers: tuple[str, ...]
    open: tuple[RuleStanding, ...]
    due: date | None

    @property
    def first(self) -> RuleStanding | None:
        """The rule that is to be settled first."""
        return self.holding[0] if self.holding else None


def ahead_of(course: Course, on: date) -> Ahead:
    """What lies ahead of a procedure on a day."""
    assessment = course.assess(on)
    code = next_step(course, assessment)
    holding = held_by(course, assessment, code, on) if code else ()
    open_now = tuple(one for one in assessment.turn if _lies_ahead(course, one))
    days = [one.due.day for one in open_now if one.due is not None]
    if course.life.state in AWAKE and course.agreement.ends_latest is not None:
        days.append(course.agreement.ends_latest)
    papers = step(code).artefacts if code else ()
    return Ahead(assessment, code, holding, papers, open_now, min(days, default=None))


def next_step(course: Course, assessment: Assessment) -> str:
    """The step of the life that is expected next; of two that are open the one the rules ask for.

    A letter of intent is next only where a rule wants one, an opinion only where an authority
    gives one.
    """
    state = course.life.state
    if state in AWAKE:
        return "renew" if course.agreement.ends_latest is not None else ""
    steps = [one.code for one in open_steps(state) if one.way]
    if not steps:
        return ""
    wanted = {
        one.rule.artefact
        for one in assessment.standings
        if one.rule.kind == "step" and one.standing != "not_applicable"
    }
    asked = any(
        one.rule.artefact == "opinion" and one.rule.actor in AUTHORITIES and not one.met
        for one in assessment.standings
    )
    if steps[0] == "sign_letter_of_intent" and "letter_of_intent" not in wanted:
        return steps[1]
    if steps[0] == "request_opinion" and not asked:
        return steps[1]
    return steps[0]


def held_by(
    course: Course, assessment: Assessment, code: str, on: date
) -> tuple[RuleStanding, ...]:
    """The rules of the directives that forbid a step on a day, the most urgent first."""
    trial = TakenStep(code, on, met=met_of(assessment))
    keys = unmet(course.life, trial, requirements_of(assessment))
    standings = {one.key: one for one in assessment.standings}
    found = [standings[key] for key in keys if key in standings]
    return tuple(sorted(found, key=lambda one: (_URGENCY.get(one.standing, 9), one.side)))


def _lies_ahead(course: Course, one: RuleStanding) -> bool:
    """Whether an open rule is still to be done: what led to a signature long past is not."""
    if course.life.state in ON_THE_WAY:
        return True
    return (
        course.life.state in AWAKE
        and course.procedure.beginning in ON_THE_WAY
        and one.rule.after_signature
    )


def asked_since(assessment: Assessment, one: RuleStanding) -> date | None:
    """The day from which it is somebody's turn, where a step came first or a deadline runs."""
    if one.due is not None:
        return one.due.counted_from
    days = [
        other.on
        for other in assessment.standings
        if other.side == one.side and other.rule.id in one.rule.after and other.on is not None
    ]
    return max(days, default=None)
