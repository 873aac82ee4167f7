"""Whom a rule binds: yes, no, or not known, and what would have to be known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from twinpact.directives.case import Case, Side
from twinpact.directives.directive import Binding


@dataclass(frozen=True, slots=True)
class Bound:
    """Whether the rule binds; None where that rests on the ``facts``, which are not known."""

    answer: bool | None
    facts: tuple[str, ...] = ()


def counterparts(case: Case, side: int) -> tuple[Side, ...]:
    """The other sides that are not known to be of the same country."""
    country = case.sides[side].country
    return tuple(
        other
        for number, other in enumerate(case.sides)
        if number != side and (other.country is None or other.country != country)
    )


def binds(binding: Binding, case: Case, side: int) -> Bound:
    """Whether a rule binds one side of the case."""
    answers = tuple(_answers(binding, case, side))
    if any(answer is False for _, answer in answers):
        return Bound(answer=False)
    wanted = tuple(fact for fact, answer in answers if answer is None)
    return Bound(None, wanted) if wanted else Bound(answer=True)


def _answers(binding: Binding, case: Case, side: int) -> Iterator[tuple[str, bool | None]]:
    others = counterparts(case, side)
    if binding.levels is not None:
        yield "own_level", _any(binding.levels, [case.sides[side].level])
    if binding.counterpart_levels is not None:
        levels = [one.level for one in others]
        yield "counterpart_level", _any(binding.counterpart_levels, levels)
    if binding.counterpart_kinds is not None:
        kinds = [one.kind for one in others]
        yield "counterpart_kind", _any(binding.counterpart_kinds, kinds)
    if binding.forms is not None:
        yield "form", _any(binding.forms, [case.form])
    if binding.themes is not None:
        yield "themes", _any(binding.themes, case.themes or [None])
    for fact, wanted in binding.facts.items():
        there = case.fact(fact, side)
        yield fact, None if there is None else there == wanted


def _any(allowed: tuple[str, ...], there: Iterable[str | None]) -> bool | None:
    """Whether one of the values is allowed; None where only an unknown one could be."""
    values = list(there)
    if any(value in allowed for value in values):
        return True
    return None if None in values else False
