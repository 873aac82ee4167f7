"""Already many partners: an office that keeps dozens of ties has little time for one more."""

from twinpact.matching.features.feature import Gaps
from twinpact.matching.question import Question

MANY_TIES = 25


def overloaded(question: Question, candidate: int) -> Gaps | None:
    """25 known ties and more."""
    count = int(question.ties.degree[candidate])
    return {"count": count} if count >= MANY_TIES else None
