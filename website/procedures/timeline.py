"""The way of an agreement as a page shows it: what is done, next and ahead, both sides' rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from twinpact.agreements.lifecycle import STEPS, Step
from twinpact.directives import RuleStanding
from website.accounts.models import User
from website.agreements.words import party_name
from website.procedures.ahead import ON_THE_WAY, Ahead
from website.procedures.course import Course
from website.procedures.models import TakenStep
from website.procedures.rule_lines import RuleLine, rule_line
from website.procedures.words import step_word

WAY: tuple[Step, ...] = tuple(one for one in STEPS if one.way)
#: Stages that an agreement may do without where no rule asks for them.
OPTIONAL = frozenset({"sign_letter_of_intent", "request_opinion"})


@dataclass(frozen=True, slots=True)
class SideLines:
    """The rules of one side at a stage; the first side is the near one."""

    number: int
    name: str
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way. ``status`` is done, before, left_out, next or ahead.

    *before* is what lies before the beginning of the procedure: nothing is known of it here.
    """

    step: str
    word: str
    status: str
    taken: TakenStep | None
    near: SideLines
    far: tuple[SideLines, ...]

    @property
    def far_is_empty(self) -> bool:
        """Whether no rule of the other side waits here."""
        return not any(side.lines for side in self.far)


@dataclass(frozen=True, slots=True)
class Timeline:
    """All stages of the way; and rules that hold nothing back, or do not apply, by side."""

    stages: tuple[Stage, ...]
    beside: tuple[SideLines, ...]
    not_applicable: tuple[SideLines, ...]

    @property
    def has_not_applicable(self) -> bool:
        """Whether some rule does not apply here."""
        return any(side.lines for side in self.not_applicable)


def timeline_of(course: Course, ahead: Ahead, user: User | None) -> Timeline:
    """The timeline of a procedure, as a person sees it."""
    told = ahead.assessment.standings
    applying = [one for one in told if one.standing != "not_applicable"]
    on_way = [one for one in applying if one.rule.blocking and one.rule.before]
    beside = [one for one in applying if one not in on_way]
    others = [one for one in told if one.standing == "not_applicable"]
    stages = (
        _stage(course, ahead, step, [one for one in on_way if one.rule.before == step.code], user)
        for step in WAY
    )
    return Timeline(
        tuple(one for one in stages if one is not None),
        _by_side(course, beside, user),
        _by_side(course, others, user),
    )


def _stage(
    course: Course, ahead: Ahead, step: Step, told: list[RuleStanding], user: User | None
) -> Stage | None:
    status, taken = _status(course, ahead, step)
    if not told and taken is None and step.code in OPTIONAL and status != "next":
        return None
    near, *far = _by_side(course, told, user)
    return Stage(step.code, step_word(step.code), status, taken, near, tuple(far))


def _status(course: Course, ahead: Ahead, step: Step) -> tuple[str, TakenStep | None]:
    position, begun = reached(course.life.state), reached(course.procedure.beginning)
    number = WAY.index(step)
    taken = [row for row in course.taken if row.step == step.code]
    if step.code == ahead.step:
        return "next", None
    if number > position:
        return "ahead", None
    if taken:
        return "done", taken[-1]
    return ("before" if number <= begun else "left_out"), None


def reached(state: str) -> int:
    """How many steps of the way lie behind a state, counted from -1; all once it was in force."""
    if state not in ON_THE_WAY:
        return len(WAY) - 1
    return max((n for n, one in enumerate(WAY) if one.to == state), default=-1)


def _by_side(
    course: Course, told: Iterable[RuleStanding], user: User | None
) -> tuple[SideLines, ...]:
    lines = [rule_line(course, one, user) for one in told]
    return tuple(
        SideLines(number, party_name(party), tuple(one for one in lines if one.side == number))
        for number, party in enumerate(course.agreement.parties.all(), start=1)
    )
