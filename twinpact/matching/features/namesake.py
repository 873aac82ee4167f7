"""The same name, or nearly: Guadalajara and Guadalajara, Córdoba and Cordova."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question
from twinpact.places.gazetteer_tables import ALTERNATE, gazetteer, key

ALIKE = 0.7
"""From this likeness of groups of three letters on, two names are nearly the same."""


def _same(question: Question) -> Floats:
    """1 where the candidate bears the seeker's name, 0.5 where it is one of its other names."""
    territories = question.territories
    values = (question.name_likeness >= 1).astype(np.float32)
    name = key(territories.name(question.seeker))
    others = [n.row for n in gazetteer().called(name) if 0 < n.kind <= ALTERNATE]
    if others:
        values = np.maximum(values, 0.5 * np.isin(territories.line, others))
    return values.astype(np.float32)


def _similar(question: Question) -> Floats:
    """The share of groups of three letters that both names have (Dice), above 0.3."""
    return np.maximum(question.name_likeness - 0.3, 0)


def _said_same(question: Question, candidate: int) -> Gaps | None:
    return {} if question.name_likeness[candidate] >= 1 else None


def _said_similar(question: Question, candidate: int) -> Gaps | None:
    alike = question.name_likeness[candidate]
    return {} if ALIKE <= alike < 1 else None


SAME_NAME = Feature("same_name", "historical", _same, _said_same, sign=1)
SIMILAR_NAME = Feature("similar_name", "historical", _similar, _said_similar, sign=1)
