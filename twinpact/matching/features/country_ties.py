"""Existing links between the two countries."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question

MANY = 5


def _affinity(question: Question) -> Floats:
    """The logarithm of the share of the seeker's country's ties that go to the candidate's."""
    if question.country < 0 or not question.ties.known:
        return question.unknown()
    return question.of_country(np.log(question.ties.affinity[question.country]))


def _affinity_back(question: Question) -> Floats:
    """The same seen from the candidate's country."""
    if question.country < 0 or not question.ties.known:
        return question.unknown()
    return question.of_country(np.log(question.ties.affinity[:, question.country]))


def _crowd(question: Question) -> Floats:
    """How many candidates share the ties of their country (logarithm)."""
    return question.of_country(np.log(np.maximum(question.territories.in_country, 1)))


def _said(question: Question, candidate: int) -> Gaps | None:
    there = int(question.territories.country[candidate])
    if question.country < 0 or there < 0:
        return None
    count = int(question.ties.between_countries[question.country, there])
    code = question.territories.pairs.codes[there]
    return {"count": count, "country": f"country:{code}"} if count >= MANY else None


COUNTRY_TIES = Feature("country_ties", "historical", _affinity, _said)
COUNTRY_TIES_BACK = Feature("country_ties_back", "historical", _affinity_back)
COUNTRY_CROWD = Feature("country_crowd", "historical", _crowd)
