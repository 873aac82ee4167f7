"""Capitals seek capitals."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question


def _both(question: Question) -> Floats:
    capital = question.territories.capital
    return (capital & capital[question.seeker]).astype(np.float32)


def _one(question: Question) -> Floats:
    capital = question.territories.capital
    return (capital ^ capital[question.seeker]).astype(np.float32)


def _said(question: Question, candidate: int) -> Gaps | None:
    return {} if _both(question)[candidate] else None


BOTH_CAPITALS = Feature("both_capitals", "strategic", _both, _said, sign=1)
ONE_CAPITAL = Feature("one_capital", "strategic", _one, sign=-1)
