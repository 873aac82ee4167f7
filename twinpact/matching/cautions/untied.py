"""No sign of life: no ties are known, or those that are have long been silent."""

from twinpact.matching.features.feature import Gaps
from twinpact.matching.question import Question


def untied(question: Question, candidate: int) -> Gaps | None:
    """No tie of the candidate is known, where ties are known at all."""
    is_untied = question.ties.known and question.ties.degree[candidate] == 0
    return {} if is_untied else None


def dormant(question: Question, candidate: int) -> Gaps | None:
    """The register knows the candidate's agreements as dormant."""
    return {} if candidate in question.dormant else None
