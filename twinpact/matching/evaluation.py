"""How good the ranking is, measured on real agreements that it was not shown.

Each held-out tie asks twice: for the partner of either side, among all territories abroad that
are not known partners.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.question import Question
from twinpact.matching.ties import Ties
from twinpact.places.gazetteer_tables import key

RESTATED_KM = 60.0

Scorer = Callable[[Question], Floats]
"""Gives every candidate a number, the higher the better."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where one held-out partner stood.

    ``rank`` counts from 1, equals share the middle; ``below`` is the share of the other candidates
    under it, ``below_in_country`` of those of its own country (None where it is alone).
    """

    seeker: int
    partner: int
    rank: float
    candidates: int
    below: float
    below_in_country: float | None


@dataclass(frozen=True, slots=True)
class Skill:
    """The measures of a set of answers; None where there is none."""

    n: int
    auc: float | None
    auc_in_country: float | None
    mrr: float | None
    hit_at_10: float | None
    hit_at_20: float | None
    hit_at_100: float | None
    any_in_20: float | None
    median_percentile: float | None


@dataclass(frozen=True)
class Evaluation:
    """All answers, and which territories they are about."""

    ties: Ties
    answers: Sequence[Answer]
    left_out: int = 0
    groups: dict[str, list[Answer]] = field(default_factory=dict)

    def skill(self, group: str = "all") -> Skill:
        """The measures of a group of questions: see ``GROUPS``."""
        return skill([one for one in self.answers if self.belongs(one, group)])

    def belongs(self, answer: Answer, group: str) -> bool:
        """Whether the seeker, or for ``tied_partner`` the partner, is of a group."""
        territories, seeker = self.ties.territories, answer.seeker
        if group == "tied_partner":
            return bool(self.ties.degree[answer.partner] > 0)
        if group == "latam":
            return bool(territories.latin_american[seeker] == 1)
        if group == "cold_start":
            return bool(self.ties.degree[seeker] == 0)
        if group == "regions":
            return bool(territories.level[seeker] in (1, 2))
        return True


GROUPS = ("all", "latam", "cold_start", "regions", "tied_partner")
"""All questions; those of Latin America, of territories without a known tie, of regions; those
whose right answer still has a known tie, as all have for which only some ties are held out."""


def evaluate(
    ties: Ties,
    held: Iterable[tuple[int, int]],
    scorer: Scorer,
    *,
    told: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Asks for the partners of held-out ties; those that only restate a known tie are left out."""
    partners: dict[int, list[int]] = defaultdict(list)
    left_out = 0
    for a, b in dict.fromkeys((min(p), max(p)) for p in held):
        for seeker, partner in ((a, b), (b, a)):
            question = Question(ties, seeker)
            if not question.allowed[partner] or restates(question, partner):
                left_out += 1
            else:
                partners[seeker].append(partner)
    answers: list[Answer] = []
    for done, (seeker, wanted) in enumerate(sorted(partners.items())):
        question = Question(ties, seeker)
        scores = scorer(question)
        answers.extend(_answer(question, partner, scores) for partner in wanted)
        if told is not None:
            told(done + 1, len(partners))
    return Evaluation(ties, answers, left_out)


def restates(question: Question, partner: int) -> bool:
    """Whether a known partner within 60 km bears the same name, or one contains the other.

    A town under two spellings or ids would make a held-out tie the repetition of a known one.
    """
    territories = question.territories
    near = question.partners[_apart(question, partner) <= RESTATED_KM]
    name = key(territories.name(partner))
    others = (key(territories.name(int(one))) for one in near)
    return any(name in other or other in name for other in others)


def _apart(question: Question, partner: int) -> Floats:
    points = question.territories.points
    straight = np.linalg.norm(points[question.partners] - points[partner], axis=1)
    return np.asarray(straight * 6371, np.float32)


def _answer(question: Question, partner: int, scores: Floats) -> Answer:
    allowed = question.allowed.copy()
    allowed[partner] = False
    others = scores[allowed]
    mine = scores[partner]
    above, level = int((others > mine).sum()), int((others == mine).sum())
    country = question.territories.country
    there = scores[allowed & (country == country[partner])]
    return Answer(
        seeker=question.seeker,
        partner=partner,
        rank=1 + above + level / 2,
        candidates=len(others) + 1,
        below=_below(others, mine) if len(others) else 1.0,
        below_in_country=_below(there, mine) if len(there) else None,
    )


def _below(others: Floats, mine: np.float32) -> float:
    return float((others < mine).mean() + (others == mine).mean() / 2)


def skill(answers: Sequence[Answer]) -> Skill:
    """The measures of some answers."""
    if not answers:
        return Skill(0, *[None] * 8)
    rank = np.array([one.rank for one in answers])
    inside = [one.below_in_country for one in answers if one.below_in_country is not None]
    percentile = 100 * np.median([(one.rank - 0.5) / one.candidates for one in answers])
    best: dict[int, float] = {}
    for one in answers:
        best[one.seeker] = min(one.rank, best.get(one.seeker, np.inf))
    return Skill(
        n=len(answers),
        auc=float(np.mean([one.below for one in answers])),
        auc_in_country=float(np.mean(inside)) if inside else None,
        mrr=float((1 / rank).mean()),
        hit_at_10=float((rank <= 10).mean()),
        hit_at_20=float((rank <= 20).mean()),
        hit_at_100=float((rank <= 100).mean()),
        any_in_20=float(np.mean([one <= 20 for one in best.values()])),
        median_percentile=float(percentile),
    )
