"""Where the rules of two sides, or two texts of one law, do not go together."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from twinpact.directives.assessment import Conflict, RuleStanding, SideAssessment
from twinpact.directives.case import Case

_CLOSED = {"done", "overridden", "not_applicable"}


def conflicts(case: Case, sides: Sequence[SideAssessment]) -> tuple[Conflict, ...]:
    """All conflicts: between two directives, and inside one.

    Both sides' rules hold, each for its own side. A conflict does not say who is right; it says
    what the parties have to settle between themselves or ask their authorities.
    """
    found = [one for first, second in combinations(sides, 2) for one in _between(first, second)]
    for side in sides:
        found += _texts_differ(side)
        found += _form_differs(case, side)
    return tuple(found)


def _between(first: SideAssessment, second: SideAssessment) -> Iterator[Conflict]:
    pair = (first.number, second.number)
    answers = {first.may: first, second.may: second}
    if set(answers) == {"yes", "no"}:
        yield Conflict("answers_differ", answers["no"].because + answers["yes"].because, pair)
    ends = [_into_force(side) for side in (first, second)]
    if all(ends) and any(one.rule.effect for side in ends for one in side):
        yield Conflict("force_differs", ends[0] + ends[1], pair)
    for one in _silent(first):
        for other in _silent(second):
            if one.rule.before == other.rule.before and one.rule.silence != other.rule.silence:
                yield Conflict("silence_differs", (one, other), pair)


def _into_force(side: SideAssessment) -> tuple[RuleStanding, ...]:
    """The steps that bring into force, or without which the agreement does not enter into it."""
    return tuple(
        one
        for one in side.standings
        if one.rule.kind == "step"
        and one.rule.blocking
        and one.rule.before == "enter_into_force"
        and one.standing not in _CLOSED
    )


def _silent(side: SideAssessment) -> tuple[RuleStanding, ...]:
    """The blocking steps of which silence is known to approve or to refuse."""
    return tuple(
        one
        for one in side.standings
        if one.rule.blocking
        and one.rule.silence in {"approval", "refusal"}
        and one.standing not in _CLOSED
    )


def _texts_differ(side: SideAssessment) -> Iterator[Conflict]:
    """Two texts of one law give different times, or another meaning to silence."""
    by_id = {one.rule.id: one for one in side.standings}
    for one in side.standings:
        older = by_id.get(one.rule.amends or "")
        if older is None or one.standing in _CLOSED or older.standing in _CLOSED:
            continue
        if (one.rule.deadline, one.rule.silence) != (older.rule.deadline, older.rule.silence):
            yield Conflict("texts_differ", (older, one), (side.number,))


def _form_differs(case: Case, side: SideAssessment) -> Iterator[Conflict]:
    """For one side the agreement counts as another form than the one that the parties want."""
    for one in side.standings:
        other_form = one.rule.otherwise
        if one.standing == "fails" and other_form is not None and other_form != case.form:
            yield Conflict("form_differs", (one,), (side.number,))
