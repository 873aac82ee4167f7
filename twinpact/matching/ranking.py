"""The shortlist: candidates in the order of their score, each with reasons and counter-reasons."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from twinpact.matching.arrays import Floats, Ints
from twinpact.matching.cautions import CAUTIONS
from twinpact.matching.features import FEATURES, Feature, Gaps, Motivation
from twinpact.matching.priorities import Priorities
from twinpact.matching.question import Question
from twinpact.matching.saying import CAUTIONS as CAUTION_WORDS
from twinpact.matching.saying import REASONS, say
from twinpact.matching.weights import Weights, shipped_weights

BY_MOTIVATION = {feature.name: feature.motivation for feature in FEATURES}


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks for a candidate, and how much it adds to the score."""

    code: str
    motivation: Motivation
    adds: float
    gaps: Gaps

    def say(self, language: str) -> str:
        """The sentence in a language."""
        return say(REASONS, self.code, self.gaps, language)


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that speaks against a candidate; it does not change the score."""

    code: str
    gaps: Gaps

    def say(self, language: str) -> str:
        """The sentence in a language."""
        return say(CAUTION_WORDS, self.code, self.gaps, language)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate: its place in the list, what it rests on and what speaks against it.

    ``known`` is the share of the features with a weight that are known of it; ``adds`` what each
    motivation adds to the score beside an average candidate, ``values`` what each feature is, None
    where it is not known.
    """

    rank: int
    number: int
    place_id: str
    name: str
    country: str | None
    score: float
    known: float
    adds: Mapping[Motivation, float]
    values: Mapping[str, float | None]
    reasons: tuple[Reason, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True)
class Ranking:
    """All candidates with their scores, from which the shortlist is drawn."""

    question: Question
    weights: Weights
    priorities: Priorities
    scores: Floats
    columns: Mapping[str, Floats]

    def best(self, top: int) -> Ints:
        """The candidates with the highest scores, the highest first."""
        allowed = np.flatnonzero(self.question.allowed)
        scores = self.scores[allowed]
        if top < len(allowed):
            chosen = np.argpartition(-scores, top)[:top]
            allowed, scores = allowed[chosen], scores[chosen]
        return allowed[np.lexsort((allowed, -scores))]

    def shortlist(self, top: int = 20) -> tuple[Suggestion, ...]:
        """The first candidates, with what speaks for and against them."""
        return tuple(self.suggestion(int(n), rank + 1) for rank, n in enumerate(self.best(top)))

    def rank_of(self, candidate: int) -> int | None:
        """Where a candidate stands, from 1; None where it is no candidate."""
        if not self.question.allowed[candidate]:
            return None
        return 1 + int((self.scores[self.question.allowed] > self.scores[candidate]).sum())

    def suggestion(self, number: int, rank: int) -> Suggestion:
        """One candidate with all that is known of it."""
        territories = self.question.territories
        values = {name: _known(column[number]) for name, column in self.columns.items()}
        added = {name: self._adds(name, value) for name, value in values.items()}
        by_motivation: dict[Motivation, float] = {}
        for name, value in added.items():
            motivation = BY_MOTIVATION[name]
            by_motivation[motivation] = by_motivation.get(motivation, 0.0) + value
        return Suggestion(
            rank=rank,
            number=number,
            place_id=territories.id(number),
            name=territories.name(number),
            country=territories.country_code(number),
            score=float(self.scores[number]),
            known=sum(value is not None for value in values.values()) / max(len(values), 1),
            adds=by_motivation,
            values=values,
            reasons=self._reasons(number, added),
            cautions=self._cautions(number),
        )

    def _adds(self, name: str, value: float | None) -> float:
        if value is None:
            return 0.0
        weight = self.weights.of[name]
        factor = self.priorities.of(BY_MOTIVATION[name])
        return (value - weight.neutral) * weight.weight * factor

    def _reasons(self, number: int, added: Mapping[str, float]) -> tuple[Reason, ...]:
        found = []
        for feature in FEATURES:
            gaps = feature.said(self.question, number) if feature.said is not None else None
            adds = added.get(feature.name, 0.0)
            if gaps is not None and adds >= 0:
                gaps = {"candidate": self.question.territories.name(number), **gaps}
                found.append(Reason(feature.name, feature.motivation, adds, gaps))
        return tuple(sorted(found, key=lambda reason: -reason.adds))

    def _cautions(self, number: int) -> tuple[Caution, ...]:
        territories = self.question.territories
        told = ((caution.__name__, caution(self.question, number)) for caution in CAUTIONS)
        seeker, name = territories.name(self.question.seeker), territories.name(number)
        return tuple(
            Caution(code, {"candidate": name, "seeker": seeker, **gaps})
            for code, gaps in told
            if gaps is not None
        )


def rank(
    question: Question, *, weights: Weights | None = None, priorities: Priorities | None = None
) -> Ranking:
    """Scores all candidates of a question by weights and an office's priorities.

    A candidate of which little is known stays in the list: what is not known of it adds nothing.
    """
    weights = weights or shipped_weights()
    priorities = priorities or Priorities()
    columns: dict[str, Floats] = {}
    scores = np.zeros(len(question.territories), np.float32)
    for feature in _used(weights):
        column = feature.measure(question)
        columns[feature.name] = column
        factor = np.float32(priorities.of(feature.motivation))
        if factor:
            scores += weights.adds(feature.name, column) * factor
    southern = question.territories.southern
    if priorities.south_south and southern[question.seeker] == 1:
        scores += np.float32(priorities.south_south) * (southern == 1)
    return Ranking(question, weights, priorities, scores, columns)


def _used(weights: Weights) -> tuple[Feature, ...]:
    used = set(weights.used())
    return tuple(feature for feature in FEATURES if feature.name in used)


def _known(value: np.float32) -> float | None:
    return None if np.isnan(value) else float(value)
