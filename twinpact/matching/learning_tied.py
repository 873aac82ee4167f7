"""Learning what it means that a candidate has no known tie, in the whole world.

A table of twinned places holds no territory without ties, so it cannot say how seldom such a one
becomes a partner. Among all territories of the gazetteer it can be learned: the other weights
stay, and one weight is sought for the feature ``tied``.
"""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.openness import TIED
from twinpact.matching.learning import RANDOM, Split
from twinpact.matching.question import Question
from twinpact.matching.ranking import rank
from twinpact.matching.weights import Weight, Weights

SAMPLE = 40 * RANDOM
STEPS = 25


def with_tied(weights: Weights, split: Split, *, most: int = 150, seed: int = 1) -> Weights:
    """The weights with one for ``tied``, learned on ``most`` hidden ties of a whole world."""
    draw = np.random.default_rng(seed)
    pairs = split.hidden[draw.permutation(len(split.hidden))[:most]]
    scores, flags, offsets = [], [], []
    for a, b in pairs.tolist():
        seeker, partner = (a, b) if draw.random() < 0.5 else (b, a)
        question = Question(split.known, seeker)
        others = np.setdiff1d(np.flatnonzero(question.allowed), [partner])
        some = draw.choice(others, min(SAMPLE, len(others)), replace=False)
        chosen = np.append(partner, some)
        scores.append(rank(question, weights=weights).scores[chosen])
        flags.append(TIED.measure(question)[chosen])
        offsets.append(np.append(0, np.full(len(some), np.log(len(others) / len(some)))))
    utility = np.array(scores) + np.array(offsets)
    tied = np.array(flags)
    return Weights({**weights.of, TIED.name: Weight(_steepest(utility, tied), float(tied.mean()))})


def _steepest(utility: Floats, tied: Floats) -> float:
    """The weight with which the first of each row is most probable, by Newton's steps."""
    weight = 0.0
    for _ in range(STEPS):
        raised = utility + weight * tied
        chance = np.exp(raised - raised.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        mean = (chance * tied).sum(axis=1)
        slope = (tied[:, 0] - mean).sum() - 0.1 * weight
        bend = (mean * (1 - mean)).sum() + 0.1
        weight += float(np.clip(slope / bend, -1, 1))
    return weight
