"""Distance: trade, travel and time are easier near by."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question

NEAR_KM = 150.0


def _distance(question: Question) -> Floats:
    """The logarithm of the distance in km, from 30 km on."""
    return np.log(question.distance + 30)


def _close(question: Question) -> Floats:
    """How close a candidate within some 150 km is, 1 here and 0 far away."""
    return np.exp(-question.distance / (NEAR_KM / 3))


def _said(question: Question, candidate: int) -> Gaps | None:
    km = question.distance[candidate]
    return {"km": round(float(km))} if km <= NEAR_KM else None


DISTANCE = Feature("distance", "economic", _distance)
CLOSE = Feature("close", "economic", _close, _said, sign=1)
