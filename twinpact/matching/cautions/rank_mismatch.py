"""Unequal rank: a region and a municipality; some countries refuse that."""

from twinpact.matching.features.feature import Gaps
from twinpact.matching.question import Question
from twinpact.places.gazetteer_tables import LEVELS


def rank_mismatch(question: Question, candidate: int) -> Gaps | None:
    """The levels differ; a metropolitan area and a municipality are of one rank here."""
    level = question.territories.level
    own, theirs = (LEVELS[int(level[one])] for one in (question.seeker, candidate))
    if own == theirs or {own, theirs} == {"municipality", "metropolitan"}:
        return None
    return {"own": f"levels:{own}", "theirs": f"levels:{theirs}"}
