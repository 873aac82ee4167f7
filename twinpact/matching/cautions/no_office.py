"""No office for international relations is known, so there is nobody to write to."""

from twinpact.matching.features.feature import Gaps
from twinpact.matching.question import Question


def no_office(question: Question, candidate: int) -> Gaps | None:
    """Said only where offices are recorded at all."""
    if question.offices is None or candidate in question.offices:
        return None
    return {}
