"""Unequal size: one of the two has more than ten times the people."""

from twinpact.matching.features.feature import Gaps
from twinpact.matching.question import Question


def size_mismatch(question: Question, candidate: int) -> Gaps | None:
    """Nothing where the population of either is not known."""
    population = question.territories.population
    own, theirs = float(population[question.seeker]), float(population[candidate])
    if not max(own, theirs) > 10 * min(own, theirs):
        return None
    return {"own": int(own), "theirs": int(theirs)}
