"""How many people: a partner of like size has an administration of like strength."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question

LIKE = 0.18
"""Decimal logarithms of populations this far apart (half as many more) are alike."""


def _population(question: Question) -> Floats:
    """The decimal logarithm of the candidate's population."""
    return question.territories.log_population


def _gap(question: Question) -> Floats:
    """How many times larger one of the two is (decimal logarithm)."""
    logs = question.territories.log_population
    return np.abs(logs - logs[question.seeker])


def _gap_beyond(question: Question) -> Floats:
    """How far the ratio of sizes goes beyond five to one (decimal logarithm)."""
    return np.maximum(_gap(question) - 0.7, 0)


def _millions(question: Question) -> Floats:
    """1 where both have over a million people, -1 where one has."""
    large = question.territories.log_population >= 6
    own = large[question.seeker]
    return np.where(large == own, float(own), -1).astype(np.float32)


def _role(question: Question) -> Floats:
    """How differently large the two are in their countries (share of the largest town)."""
    territories = question.territories
    share = territories.log_population - question.of_country(territories.largest_town)
    return np.abs(share - share[question.seeker])


def _people_unknown(question: Question) -> Floats:
    """1 where nobody says how many people the candidate has."""
    return np.isnan(question.territories.population).astype(np.float32)


def _said(question: Question, candidate: int) -> Gaps | None:
    population = question.territories.population
    if not _gap(question)[candidate] <= LIKE:
        return None
    return {"own": int(population[question.seeker]), "theirs": int(population[candidate])}


POPULATION = Feature("population", "strategic", _population)
LIKE_SIZE = Feature("size_gap", "strategic", _gap, _said)
SIZE_BEYOND = Feature("size_gap_beyond", "strategic", _gap_beyond)
MILLIONS = Feature("millions", "strategic", _millions)
LIKE_ROLE = Feature("role_gap", "strategic", _role)
PEOPLE_UNKNOWN = Feature("people_unknown", "strategic", _people_unknown)
