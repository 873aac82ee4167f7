"""Habit: ties that either side already has in the other's country."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question


def _own(question: Question) -> Floats:
    """How many partners the seeker has in the candidate's country (logarithm of one more)."""
    counts = _own_counts(question)
    return question.of_country(np.log1p(counts))


def _own_counts(question: Question) -> Floats:
    codes = question.territories.country[question.partners]
    size = question.territories.pairs.size
    return np.bincount(codes[codes >= 0], minlength=size).astype(np.float32)


def _theirs(question: Question) -> Floats:
    """How many partners the candidate has in the seeker's country (logarithm of one more)."""
    return np.log1p(_their_counts(question))


def _their_counts(question: Question) -> Floats:
    column = question.ties.into_country[:, [question.country]].toarray().ravel()
    return np.asarray(column, np.float32)


def _share(question: Question) -> Floats:
    """The share of the candidate's ties that lead to the seeker's country, few ties drawn to 0."""
    return (_their_counts(question) / (question.ties.degree + 2)).astype(np.float32)


def _own_share(question: Question) -> Floats:
    """The share of the seeker's ties that lead to the candidate's country, few drawn to 0."""
    return question.of_country(_own_counts(question) / np.float32(len(question.partners) + 2))


def _said(question: Question, candidate: int) -> Gaps | None:
    count = int(question.ties.into_country[candidate, question.country])
    code = question.territories.country_code(question.seeker)
    return {"count": count, "country": f"country:{code}"} if count and code else None


OWN_HABIT = Feature("own_habit", "historical", _own)
OWN_HABIT_SHARE = Feature("own_habit_share", "historical", _own_share)
THEIR_HABIT = Feature("their_habit", "historical", _theirs, _said)
THEIR_HABIT_SHARE = Feature("their_habit_share", "historical", _share)
