"""The same belt of the Earth: harvests, heat, storms and water are alike at like latitudes."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature
from twinpact.matching.question import Question


def _measure(question: Question) -> Floats:
    """Degrees between the distances of the two from the equator."""
    latitude = np.abs(question.territories.latitude)
    return np.abs(latitude - latitude[question.seeker])


LATITUDE = Feature("latitude", "social", _measure)
