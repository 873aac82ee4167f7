"""Whether the sizes of the partners that either side has had are like the other side's."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature
from twinpact.matching.question import Question


def _own(question: Question) -> Floats:
    """How far the candidate's size is from that of the seeker's partners (decimal logarithm)."""
    usual = question.ties.usual_partner_size[question.seeker]
    return np.abs(question.territories.log_population - usual)


def _theirs(question: Question) -> Floats:
    """How far the seeker's size is from that of the candidate's partners (decimal logarithm)."""
    size = question.territories.log_population[question.seeker]
    return np.abs(question.ties.usual_partner_size - size)


OWN_SIZE_HABIT = Feature("own_size_habit", "strategic", _own)
THEIR_SIZE_HABIT = Feature("their_size_habit", "strategic", _theirs)
