"""The one thing that the person who looks at a procedure does next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from twinpact.agreements.lifecycle import open_steps
from twinpact.directives import RuleStanding
from website.accounts.models import User
from website.accounts.permissions import ADMINISTER, WRITE, may
from website.agreements.words import word
from website.procedures.ahead import AWAKE, Ahead
from website.procedures.course import Course
from website.procedures.rule_lines import Question, RuleLine, questions, rule_line
from website.procedures.words import step_word


@dataclass(frozen=True, slots=True)
class NextAction:
    """What is next. ``kind`` says which button there is.

    *ended* and *quiet*: nothing is to be done; *ask*: a question is to be answered; *record*: a
    rule was perhaps done and can be entered; *wait*: somebody else acts; *mend*: the record lacks
    something; *forbidden*: a rule forbids the next step; *step*: the next step can be taken.
    """

    kind: str
    sentence: str
    step: str = ""
    step_word: str = ""
    line: RuleLine | None = None
    question: Question | None = None
    may_set_aside: bool = False


def next_action(course: Course, ahead: Ahead, user: User) -> NextAction:
    """What the person who looks can do next, or whom the procedure waits for."""
    state = course.life.state
    if not open_steps(state):
        return NextAction("ended", _("This agreement has ended. Nothing is ahead of it."))
    if not ahead.step or state in AWAKE:
        return _awake(course, ahead, user)
    first = _first(course, ahead)
    if first is None:
        return _step(course, ahead, user)
    return _rule(course, ahead, first, user)


def _awake(course: Course, ahead: Ahead, user: User) -> NextAction:
    if ahead.open:
        return _rule(course, ahead, ahead.open[0], user)
    state = word("state", course.life.state)
    return NextAction("quiet", _("State: %(state)s. Nothing is due.") % {"state": state})


def _step(course: Course, ahead: Ahead, user: User) -> NextAction:
    name = step_word(ahead.step)
    if may(user, WRITE, course.procedure.office):
        said = _("Nothing holds the next step back.")
        return NextAction("step", said, ahead.step, name)
    said = _("The office takes the next step: %(step)s.") % {"step": name}
    return NextAction("wait", said, ahead.step, name)


def _first(course: Course, ahead: Ahead) -> RuleStanding | None:
    """The rule to settle first; for one that waits for another, that other one.

    A question of which somebody said that nobody knows comes after what can be done.
    """
    first = next(
        (one for one in ahead.holding if not _known_to_be_unknown(course, one)), ahead.first
    )
    if first is None or first.standing != "waiting":
        return first
    for one in ahead.open:
        if one.side == first.side and one.rule.id in first.waits_for:
            return one
    return first


def _known_to_be_unknown(course: Course, told: RuleStanding) -> bool:
    asked = questions(course, told)
    return bool(asked) and all(one.answer == "unknown" for one in asked)


def _rule(course: Course, ahead: Ahead, first: RuleStanding, user: User) -> NextAction:
    line = rule_line(course, first, user)
    office = course.procedure.office
    told = {
        "sentence": line.sentence,
        "step": ahead.step,
        "step_word": step_word(ahead.step) if ahead.step else "",
        "line": line,
        "may_set_aside": bool(ahead.step) and first.rule.blocking
        and may(user, ADMINISTER, office),
    }  # fmt: skip
    if line.mood == "asked" and line.questions:
        question = line.questions[0]
        kind = "mend" if question.of_the_record else "ask"
        return NextAction(kind if may(user, WRITE, office) else "wait", question=question, **told)
    if line.mood in {"forbids", "asked"}:
        return NextAction("forbidden", **told)
    return NextAction("record" if line.may_record else "wait", **told)
