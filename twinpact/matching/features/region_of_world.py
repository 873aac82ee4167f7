"""Countries side by side, in one part of the world, in one union."""

from collections.abc import Callable

from twinpact.matching.arrays import Floats
from twinpact.matching.countries import CountryPairs
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question


def _of_pair(measure: Callable[[CountryPairs, int], Floats]) -> Callable[[Question], Floats]:
    def measured(question: Question) -> Floats:
        if question.country < 0:
            return question.unknown()
        return question.of_country(measure(question.territories.pairs, question.country))

    return measured


def _said(
    measure: Callable[[CountryPairs, int], Floats],
) -> Callable[[Question, int], Gaps | None]:
    def said(question: Question, candidate: int) -> Gaps | None:
        there = int(question.territories.country[candidate])
        if question.country < 0 or there < 0:
            return None
        holds = measure(question.territories.pairs, question.country)[there] == 1
        code = question.territories.pairs.codes[there]
        return {"country": f"country:{code}"} if holds else None

    return said


COMMON_BORDER = Feature(
    "common_border", "economic", _of_pair(CountryPairs.neighbouring),
    _said(CountryPairs.neighbouring))  # fmt: skip
SAME_CONTINENT = Feature("same_continent", "economic", _of_pair(CountryPairs.same_continent))
SAME_SUBREGION = Feature(
    "same_subregion", "economic", _of_pair(CountryPairs.same_subregion),
    _said(CountryPairs.same_subregion))  # fmt: skip
SAME_UNION = Feature(
    "same_union", "economic", _of_pair(CountryPairs.both_in_union),
    _said(CountryPairs.both_in_union))  # fmt: skip
