"""Existing links between the regions: first-level divisions, beyond what their countries have."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question

PRIOR = 4.0
"""So many ties as expected are added, so that a region with few says little."""


def _lift(question: Question) -> Floats:
    """How much more the seeker's region is tied to the candidate's country than its country is."""
    ties = question.ties
    if question.state < 0 or question.country < 0 or not ties.known:
        return question.unknown()
    counts = ties.from_states[[question.state]].toarray().ravel()
    expected = ties.affinity[question.country] * counts.sum()
    return question.of_country(_log_ratio(counts, expected))


def _lift_back(question: Question) -> Floats:
    """How much more the candidate's region is tied to the seeker's country than its country is."""
    ties = question.ties
    if question.country < 0 or not ties.known:
        return question.unknown()
    counts = ties.from_states[:, [question.country]].toarray().ravel()
    share = np.append(ties.affinity[:, question.country], np.float32(0))[ties.country_of_state]
    ratio = _log_ratio(counts, share * ties.from_each_state)
    return np.append(ratio, np.float32(np.nan))[question.territories.state]


def _excess(question: Question) -> Floats:
    """How much more the two regions are tied than their ties with the two countries explain."""
    ties = question.ties
    if question.state < 0 or question.country < 0 or not ties.known:
        return question.unknown()
    counts = ties.between_states[[question.state]].toarray().ravel()
    to_country = ties.from_states[[question.state]].toarray().ravel()
    back = ties.from_states[:, [question.country]].toarray().ravel()
    in_country = np.append(ties.between_countries[:, question.country], 1)[ties.country_of_state]
    expected = np.append(to_country, 0)[ties.country_of_state] * back / np.maximum(in_country, 1)
    ratio = np.log((counts + 0.5) / (expected + 0.5)).astype(np.float32)
    return np.append(ratio, np.float32(np.nan))[question.territories.state]


def _log_ratio(counts: Floats, expected: Floats) -> Floats:
    return np.log((counts + PRIOR) / (expected + PRIOR)).astype(np.float32)


def _said(question: Question, candidate: int) -> Gaps | None:
    there = int(question.territories.state[candidate])
    if question.state < 0 or there < 0:
        return None
    count = int(question.ties.between_states[question.state, there])
    return {"count": count} if count >= 2 else None


REGION_LIFT = Feature("region_lift", "historical", _lift)
REGION_LIFT_BACK = Feature("region_lift_back", "historical", _lift_back)
REGION_TIES = Feature("region_ties", "historical", _excess, _said)
