"""A common language: what people of both countries speak, and what both states use."""

from twinpact.matching.arrays import Floats
from twinpact.matching.countries import countries, shared_language
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question
from twinpact.vocabularies import terms

SPOKEN_BY = 0.25
"""From this share of the people of both countries on, the common language is a reason."""


def _spoken(question: Question) -> Floats:
    pairs = question.territories.pairs
    if question.country < 0:
        return question.unknown()
    return question.of_country(pairs.common_language(question.country))


def _official(question: Question) -> Floats:
    pairs = question.territories.pairs
    if question.country < 0:
        return question.unknown()
    return question.of_country(pairs.common_official(question.country))


def _said(question: Question, candidate: int) -> Gaps | None:
    here = countries().get(question.territories.country_code(question.seeker) or "")
    there = countries().get(question.territories.country_code(candidate) or "")
    language = shared_language(here, there) if here and there else None
    if language is None or here is None or there is None or language not in terms("languages"):
        return None
    if min(here.languages[language], there.languages[language]) < SPOKEN_BY:
        return None
    return {"language": f"languages:{language}"}


COMMON_LANGUAGE = Feature("common_language", "historical", _spoken, _said, sign=1)
COMMON_OFFICIAL = Feature("common_official", "historical", _official, sign=1)
