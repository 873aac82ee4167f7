"""Challenges that both work on: themes of their agreements, plans, needs and offers."""

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps
from twinpact.matching.question import Question
from twinpact.vocabularies import terms


def _measure(question: Question) -> Floats:
    """The number of common themes; unknown where those of either are."""
    values = question.unknown()
    own = question.themes.get(question.seeker)
    for candidate, themes in question.themes.items() if own is not None else ():
        values[candidate] = len(own & themes) if own is not None else 0
    return values


def _said(question: Question, candidate: int) -> Gaps | None:
    own, theirs = (question.themes.get(one, frozenset()) for one in (question.seeker, candidate))
    common = sorted((own & theirs) & set(terms("themes")))
    return {"themes": "|".join(f"themes:{code}" for code in common[:3])} if common else None


SHARED_THEMES = Feature("shared_themes", "social", _measure, _said, sign=1)
