"""Rank: a region beside a region, a municipality beside a municipality."""

import numpy as np

from twinpact.matching.arrays import Flags, Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question
from twinpact.matching.territories import INTERMEDIATE, STATE


def _is_region(question: Question) -> Flags:
    level = question.territories.level
    return (level == STATE) | (level == INTERMEDIATE)


def _both_regions(question: Question) -> Floats:
    """1 where both are states, provinces or districts."""
    region = _is_region(question)
    return (region & region[question.seeker]).astype(np.float32)


def _one_region(question: Question) -> Floats:
    """1 where only one of the two is a state, province or district."""
    region = _is_region(question)
    return (region ^ region[question.seeker]).astype(np.float32)


def _same_level(question: Question) -> Floats:
    """1 where the two regions are of the same level."""
    level = question.territories.level
    return _both_regions(question) * (level == level[question.seeker])


def _said(question: Question, candidate: int) -> Gaps | None:
    return {} if _same_level(question)[candidate] else None


BOTH_REGIONS = Feature("both_regions", "strategic", _both_regions, sign=1)
ONE_REGION = Feature("one_region", "strategic", _one_region, sign=-1)
SAME_LEVEL = Feature("same_level", "strategic", _same_level, _said, sign=1)
