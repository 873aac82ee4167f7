"""What desks read of a procedure without running the engine, written after every change."""

from datetime import date

from twinpact.agreements.lifecycle import open_steps
from website.procedures.ahead import AUTHORITIES, Ahead, ahead_of, asked_since
from website.procedures.course import Course, course_of, with_parts
from website.procedures.models import Procedure, Turn

COLUMNS = (
    "state", "closed", "due", "next_step", "next_rule", "turn_side", "turn_actor", "asked",
    "computed_on",
)  # fmt: skip


def summarise(pk: int, *, on: date) -> None:
    """Write the columns of a procedure that are computed, and its open turns, as of a day.

    The caller holds the procedure's row and calls this as the last thing of its transaction.
    """
    procedure = with_parts(Procedure.objects.all()).get(pk=pk)
    course = course_of(procedure)
    ahead = ahead_of(course, on)
    procedure.state = course.life.state
    procedure.closed = not open_steps(course.life.state)
    procedure.due = ahead.due
    procedure.next_step = ahead.step
    procedure.computed_on = on
    _say_turn(procedure, ahead)
    procedure.save(update_fields=COLUMNS)
    procedure.turns.all().delete()
    Turn.objects.bulk_create(_turns(course, ahead))


def _say_turn(procedure: Procedure, ahead: Ahead) -> None:
    """Whose turn it is: who has to do the first rule, or the office that takes the next step."""
    first = ahead.first
    procedure.next_rule = "" if first is None else first.key
    if first is not None:
        procedure.turn_side = first.side + 1
        procedure.turn_actor = first.rule.actor or "office"
    else:
        procedure.turn_side = 1 if ahead.step else None
        procedure.turn_actor = "office" if ahead.step else ""
    asking = [one for one in ahead.open if one.rule.actor in AUTHORITIES]
    asking.sort(key=lambda one: not one.rule.blocking)
    procedure.asked = country_of(ahead, asking[0].key) if asking else ""


def _turns(course: Course, ahead: Ahead) -> list[Turn]:
    procedure = course.procedure
    return [
        Turn(
            procedure=procedure,
            office_id=procedure.office_id,
            side=one.side + 1,
            rule=one.rule.id,
            country=country_of(ahead, one.key),
            actor=one.rule.actor or "",
            authority=one.rule.authority or "",
            asks_authority=one.rule.actor in AUTHORITIES,
            blocking=one.rule.blocking,
            artefact=one.rule.artefact or "",
            since=asked_since(ahead.assessment, one),
            due=None if one.due is None else one.due.day,
        )
        for one in ahead.open
    ]


def country_of(ahead: Ahead, key: str) -> str:
    """The country of the directive in which a rule stands."""
    for side in ahead.assessment.sides:
        if side.directive is not None and any(one.key == key for one in side.standings):
            return side.directive.country
    return ""
