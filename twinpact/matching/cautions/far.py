"""Far away: every visit costs days and money."""

from twinpact.matching.features.feature import Gaps
from twinpact.matching.question import Question

FAR_KM = 8000.0


def far(question: Question, candidate: int) -> Gaps | None:
    """Over 8,000 km, some ten hours of flight; nothing where a point is not known."""
    km = float(question.distance[candidate])
    return {"km": round(km)} if km > FAR_KM else None
