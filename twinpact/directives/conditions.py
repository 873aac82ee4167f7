"""What conditions and classifications ask; each test answers holds, fails, or cannot be said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from twinpact.directives.binding import counterparts
from twinpact.directives.case import Case, Side
from twinpact.directives.directive import Directive, Test

_ALIKE = {"metropolitan": "municipality"}
"""A metropolitan area and a municipality both govern a city."""


@dataclass(frozen=True, slots=True)
class Result:
    """Whether the test is passed; None where that rests on the ``facts``, which are not known."""

    passed: bool | None
    facts: tuple[str, ...] = ()


_Values = Mapping[str, Any]
_Ask = Callable[[_Values, Case, int, Directive], Result]


def try_test(test: Test, case: Case, side: int, directive: Directive) -> Result:
    """The answer of a rule's test for one side of the case."""
    return TESTS[test.name](test.values, case, side, directive)


def _fact(values: _Values, case: Case, side: int, directive: Directive) -> Result:
    """A fact that somebody must know: diplomatic relations, powers, what the text states."""
    there = case.fact(values["fact"], side)
    if there is None:
        return Result(None, (values["fact"],))
    return Result(there == values["expected"])


def _counterpart_kind(values: _Values, case: Case, side: int, directive: Directive) -> Result:
    """Every counterpart is an organisation of an allowed kind; some kinds can be either."""
    unclear = values.get("unclear", ())
    return _every(
        (
            None if one.kind is None or one.kind in unclear else one.kind in values["allowed"]
            for one in counterparts(case, side)
        ),
        "counterpart_kind",
    )


def _counterpart_level(values: _Values, case: Case, side: int, directive: Directive) -> Result:
    """Every counterpart has an allowed level of government."""
    return _every(
        (
            None if one.level is None else one.level in values["allowed"]
            for one in counterparts(case, side)
        ),
        "counterpart_level",
    )


def _own_level(values: _Values, case: Case, side: int, directive: Directive) -> Result:
    """The party has an allowed level; for some levels a fact decides (is the city open?)."""
    level = case.sides[side].level
    if level is None:
        return Result(None, ("own_level",))
    fact = values.get("asks", {}).get(level)
    if fact is None:
        return Result(level in values["allowed"])
    there = case.fact(fact, side)
    return Result(there, (fact,) if there is None else ())


def _no_foreign_state(values: _Values, case: Case, side: int, directive: Directive) -> Result:
    """No counterpart is a State, unless an exception is granted."""
    states = [_is_state(one) for one in counterparts(case, side)]
    exception = case.fact(values["unless"], side) if "unless" in values else False
    if not any(one is not False for one in states) or exception:
        return Result(passed=True)
    if any(states):
        return Result(None, (values["unless"],)) if exception is None else Result(passed=False)
    return Result(None, ("counterpart_level",))


def _is_state(side: Side) -> bool | None:
    if side.level == "country" or side.kind == "national_authority":
        return side.kind != "multilateral"
    if side.level is None and side.kind in {None, "government"}:
        return None
    return False


def _ranks_match(values: _Values, case: Case, side: int, directive: Directive) -> Result:
    """The parties have the same rank; what the office states goes before the levels.

    Levels tell ranks apart only roughly: of an intermediate level, only a person knows.
    """
    stated = case.fact("ranks_match", side)
    if stated is not None:
        return Result(stated)
    own = case.sides[side].level
    levels = [one.level for one in counterparts(case, side)]
    if own is None or None in levels:
        return Result(None, ("ranks_match",))
    ranks = {_ALIKE.get(level or "", level) for level in (own, *levels)}
    if len(ranks) == 1:
        return Result(passed=True)
    if "intermediate" in ranks and "country" not in ranks:
        return Result(None, ("ranks_match",))
    return Result(passed=False)


def _several_fields(values: _Values, case: Case, side: int, directive: Directive) -> Result:
    """The exchange covers more than one field, as stated or by the themes of the agreement."""
    stated = case.fact("several_fields", side)
    if stated is not None:
        return Result(stated)
    themes = set(case.themes)
    return Result(len(themes) > 1) if themes else Result(None, ("themes",))


def _two_members(values: _Values, case: Case, side: int, directive: Directive) -> Result:
    """The parties come from at least two countries of the union."""
    countries = [one.country for one in case.sides]
    if len({country for country in countries if country in directive.members}) > 1:
        return Result(passed=True)
    return Result(None, ("countries",)) if None in countries else Result(passed=False)


def _themes(values: _Values, case: Case, side: int, directive: Directive) -> Result:
    """Every theme of the agreement is allowed."""
    if not case.themes:
        return Result(None, ("themes",))
    return Result(all(theme in values["allowed"] for theme in case.themes))


def _every(answers: Iterable[bool | None], fact: str) -> Result:
    told = list(answers)
    if any(answer is False for answer in told):
        return Result(passed=False)
    return Result(None, (fact,)) if None in told else Result(passed=True)


TESTS: Mapping[str, _Ask] = MappingProxyType(
    {
        "fact": _fact,
        "counterpart_kind": _counterpart_kind,
        "counterpart_level": _counterpart_level,
        "own_level": _own_level,
        "no_foreign_state": _no_foreign_state,
        "ranks_match": _ranks_match,
        "several_fields": _several_fields,
        "two_members": _two_members,
        "themes": _themes,
    }
)
"""The menu of tests, by the name that the text of a directive uses."""
