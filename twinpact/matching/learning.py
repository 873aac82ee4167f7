"""Learning the weights from real ties: a conditional logit (McFadden, 1974).

Some ties are hidden, everything that features take from ties is counted without them, and the
weights are sought with which the hidden partners stand above the other candidates. Of these, the
ones that stand highest are all taken, and of the others a random few that stand for the rest.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from twinpact.matching.arrays import Floats, Ints
from twinpact.matching.features import FEATURES
from twinpact.matching.question import Question
from twinpact.matching.ties import Ties
from twinpact.matching.weights import Weight, Weights

HARD, RANDOM = 60, 60
RIDGE = 20.0
FIRST_LOOKS = (150, 500, 1500)
"""After so many questions the weights are learned for the first times, to know what is hard."""

_BOUNDS = {1: (0, None), -1: (None, 0), 0: (None, None)}

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Split:
    """Ties that are known, and those that are hidden and asked for (pairs of candidates).

    ``betrayed`` are territories that are in the table only because of a hidden tie. That they have
    no known tie would say that they have a hidden one, so nothing is learned from them.
    """

    known: Ties
    hidden: Ints
    betrayed: frozenset[int] = frozenset()


@dataclass
class _Choices:
    """What was seen of each choice: the partner first, then those that were not chosen."""

    neutral: Floats = field(default_factory=lambda: np.empty(0, np.float32))
    rows: list[Floats] = field(default_factory=list)
    offsets: list[Floats] = field(default_factory=list)


def split_at_random(ties: Ties, *, share: float, parts: int, seed: int) -> Iterator[Split]:
    """Hides a share of the international ties, evenly over pairs of countries, several times.

    The parts have no tie in common.
    """
    country = ties.territories.country[ties.pairs]
    abroad = np.flatnonzero((country[:, 0] != country[:, 1]) & (country >= 0).all(axis=1))
    draw = np.random.default_rng(seed)
    low, high = country.min(axis=1), country.max(axis=1)
    # Sorted by pair of countries in random order, every n-th tie is an even draw.
    order = abroad[np.lexsort((draw.random(len(abroad)), high[abroad], low[abroad]))]
    every = max(round(1 / share), parts)
    start = int(draw.integers(every))
    for part in range(parts):
        chosen = order[(start + part) % every :: every]
        known = ties.without(chosen)
        yield Split(known, ties.pairs[chosen], betrayed_by(known, ties.pairs))


def betrayed_by(known: Ties, all_pairs: Ints) -> frozenset[int]:
    """The territories that have a tie, and none that is known."""
    ends = np.unique(all_pairs)
    return frozenset(ends[known.degree[ends] == 0].tolist())


def learn(
    splits: Iterable[Split], *, most: int = 6000, seed: int = 1, told: Told | None = None
) -> Weights:
    """The weights under which the hidden partners are most probable.

    ``most`` questions are asked of each split. ``told`` is called with the number of questions
    done and of all, to show progress.
    """
    draw = np.random.default_rng(seed)
    choices = _Choices()
    weights: Floats | None = None
    done = 0
    names = [feature.name for feature in FEATURES]
    for split in splits:
        asked = _asked(split, most, draw)
        for seeker, partners in asked:
            question = Question(split.known, seeker)
            _see(choices, question, partners, split.betrayed, weights, draw)
            done += 1
            if done in FIRST_LOOKS:
                weights = _fitted(choices)[0]
            if told is not None:
                told(done, len(asked))
    fitted, neutral = _fitted(choices)
    pairs = zip(names, fitted, neutral, strict=True)
    return Weights({name: Weight(float(w), float(n)) for name, w, n in pairs})


def measures(question: Question) -> Floats:
    """All features of all candidates, one row a feature; nan where not known."""
    return np.stack([feature.measure(question) for feature in FEATURES])


def _asked(split: Split, most: int, draw: np.random.Generator) -> list[tuple[int, list[int]]]:
    """Each territory with a hidden tie, with its hidden partners, in random order."""
    partners: dict[int, list[int]] = defaultdict(list)
    for a, b in split.hidden.tolist():
        partners[a].append(b)
        partners[b].append(a)
    seekers = sorted(partners)
    draw.shuffle(seekers)
    return [(seeker, partners[seeker]) for seeker in seekers[:most]]


def _see(
    choices: _Choices,
    question: Question,
    partners: Sequence[int],
    betrayed: frozenset[int],
    weights: Floats | None,
    draw: np.random.Generator,
) -> None:
    columns = measures(question)
    allowed = question.allowed.copy()
    allowed[[*partners, *betrayed]] = False
    others = np.flatnonzero(allowed)
    hard = np.empty(0, np.int64)
    if weights is not None:
        score = _score(columns, weights, choices.neutral)[others]
        hard = others[np.argpartition(-score, HARD)[:HARD]]
        others = np.setdiff1d(others, hard)
    some = draw.choice(
        others, min(RANDOM if weights is not None else HARD + RANDOM, len(others)), replace=False
    )
    stands_for = np.log(len(others) / len(some))
    offsets = np.concatenate([[0], np.zeros(len(hard)), np.full(len(some), stands_for)])
    for partner in partners:
        if question.allowed[partner] and partner not in betrayed:
            chosen = np.concatenate([[partner], hard, some])
            choices.rows.append(columns[:, chosen].T.astype(np.float32))
            choices.offsets.append(offsets.astype(np.float32))


def _score(columns: Floats, weights: Floats, neutral: Floats) -> Floats:
    """The scores of all candidates; what is not known of one counts as neutral."""
    total = np.zeros(columns.shape[1], np.float32)
    for values, weight, middle in zip(columns, weights, neutral, strict=True):
        total += np.nan_to_num((values - middle) * weight, copy=False, nan=0.0)
    return total


def _neutral(choices: _Choices) -> Floats:
    """The mean of each feature over the first candidates that stand for the rest."""
    rows = np.concatenate([one[-RANDOM:] for one in choices.rows[:200]])
    with np.errstate(invalid="ignore"):
        known = np.isfinite(rows)
        return (np.where(known, rows, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)).astype(
            np.float32
        )


def _fitted(choices: _Choices) -> tuple[Floats, Floats]:
    """The weights and the neutral values for what was seen."""
    from scipy.optimize import minimize  # noqa: PLC0415 - costly, only learning needs it

    if len(choices.neutral) == 0:
        choices.neutral = _neutral(choices)
    neutral = choices.neutral
    sizes = np.array([len(rows) for rows in choices.rows])
    rows = np.concatenate(choices.rows) - neutral
    np.nan_to_num(rows, copy=False, nan=0.0)
    scale = np.maximum(rows.std(axis=0), 1e-6)
    rows /= scale
    offsets = np.concatenate(choices.offsets)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def loss(weights: Floats) -> tuple[float, Floats]:
        utility = rows @ weights.astype(np.float32) + offsets
        highest = np.maximum.reduceat(utility, starts)
        grown = np.exp(utility - np.repeat(highest, sizes))
        total = np.add.reduceat(grown, starts)
        value = float((highest + np.log(total) - utility[starts]).sum(dtype=np.float64))
        chance = grown / np.repeat(total, sizes)
        slope = rows.T @ chance - rows[starts].sum(axis=0)
        ridge = RIDGE * float(weights @ weights)
        return value + ridge, slope.astype(np.float64) + 2 * RIDGE * weights

    found = minimize(
        loss,
        np.zeros(rows.shape[1]),
        jac=True,
        method="L-BFGS-B",
        bounds=[_BOUNDS[feature.sign] for feature in FEATURES],
        options={"maxiter": 200},
    )
    return (found.x / scale).astype(np.float32), neutral
