"""Two networks of one kind: partners in the same countries abroad."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question


def _measure(question: Question) -> Floats:
    """How alike the countries of the two sides' partners are (cosine of roots of counts)."""
    rooted = question.ties.rooted_profile
    own = rooted[[question.seeker]].toarray().ravel()
    own[question.country] = 0
    return np.asarray(rooted @ own, np.float32)


def _said(question: Question, candidate: int) -> Gaps | None:
    counts = question.ties.into_country
    both = counts[[question.seeker, candidate]].toarray()
    common = int((both > 0).all(axis=0).sum())
    return {"count": common} if common >= 3 else None


PARTNER_COUNTRIES = Feature("partner_countries", "strategic", _measure, _said)
