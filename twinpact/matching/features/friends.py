"""Friends of friends: partners in common, and partners of partners of partners."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps, lifted
from twinpact.matching.question import Question


def _friends(question: Question) -> Floats:
    """Common partners, each by how few ties it has (Adamic and Adar, 2003)."""
    return question.friends


def _any_friend(question: Question) -> Floats:
    """1 where there is a common partner."""
    return (question.friends > 0).astype(np.float32)


def _three_steps(question: Question) -> Floats:
    """Paths of three ties, each step shared among the ties of its end."""
    return lifted(question.three_steps * 5)


def _said(question: Question, candidate: int) -> Gaps | None:
    common = np.intersect1d(question.partners, question.ties.partners(candidate))
    if len(common) == 0:
        return None
    first = common[np.argmin(question.ties.degree[common])]
    return {"count": len(common), "name": question.territories.name(int(first))}


FRIENDS = Feature("friends", "strategic", _friends, _said, sign=1)
ANY_FRIEND = Feature("any_friend", "strategic", _any_friend)
THREE_STEPS = Feature("three_steps", "strategic", _three_steps)
