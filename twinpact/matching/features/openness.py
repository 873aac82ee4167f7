"""Network position: how many ties a candidate has, and whether any is known."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question


def _ties(question: Question) -> Floats:
    """The logarithm of one more than the candidate's ties."""
    return question.ties.openness


def _both(question: Question) -> Floats:
    """The same, times that of the seeker."""
    openness = question.ties.openness
    return openness * openness[question.seeker]


def _gap(question: Question) -> Floats:
    """How differently many ties the two have (logarithm)."""
    ties = question.ties.openness
    return np.abs(ties - ties[question.seeker])


def _tied(question: Question) -> Floats:
    """1 where a tie of the candidate is known; unknown where that it has none says nothing."""
    if not question.ties.known or not question.ties.says_untied:
        return question.unknown()
    return (question.ties.degree > 0).astype(np.float32)


def _density(question: Question) -> Floats:
    """How many ties the candidate's region has (logarithm of one more)."""
    return np.log1p(np.append(question.ties.from_each_state, np.float32(np.nan)))[
        question.territories.state
    ]


def _said(question: Question, candidate: int) -> Gaps | None:
    count = int(question.ties.degree[candidate])
    return {"count": count} if count >= 3 else None


TIES = Feature("ties", "strategic", _ties, _said)
TIES_OF_BOTH = Feature("ties_of_both", "strategic", _both)
TIES_GAP = Feature("ties_gap", "strategic", _gap)
TIED = Feature("tied", "strategic", _tied)
REGION_OPENNESS = Feature("region_openness", "strategic", _density)
