"""Ties of history: two countries that once stood in one state, or one under the other."""

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question


def _measure(question: Question) -> Floats:
    if question.country < 0:
        return question.unknown()
    pairs = question.territories.pairs
    return question.of_country(pairs.former_state(question.country))


def _said(question: Question, candidate: int) -> Gaps | None:
    there = int(question.territories.country[candidate])
    if question.country < 0 or there < 0:
        return None
    worth = question.territories.pairs.former_state(question.country)[there]
    return (
        {"country": f"country:{question.territories.pairs.codes[there]}"} if worth >= 1 else None
    )


FORMER_STATE = Feature("former_state", "historical", _measure, _said)
