"""Learning the weights anew from what people have decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import yaml

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.sameness.comparing import best_fits
from twinpact.agreements.sameness.comparisons import COMPARISONS
from twinpact.agreements.sameness.engine import Scored, score
from twinpact.agreements.sameness.meeting import MeetingPoint, standings_of
from twinpact.agreements.sameness.records import Records
from twinpact.agreements.sameness.weights import Weight, Weights

STRENGTH = 50
"""The table that is there counts as so many decisions of each kind: a few more move it little."""

Decision = tuple[Agreement, Agreement, bool]
"""Two agreements, and whether a person decided that they are one."""


def learn_weights(decisions: Iterable[Decision], weights: Weights) -> Weights:
    """The weights after these decisions; shares and limits beforehand stay as they are.

    The share of a likeness among pairs that are one agreement (and likewise among those that are
    not) is counted, the old table standing for fifty decisions (the mean of a Dirichlet
    distribution; A. Gelman et al. 2013, "Bayesian Data Analysis", 3.4). A comparison in which a
    pair says nothing does not count.
    """
    decided = list(decisions)
    best = _scored(decided, weights)
    counts: Mapping[bool, Counter[tuple[str, str]]] = {True: Counter(), False: Counter()}
    for (one, _), found in best.items():
        counts[decided[one][2]].update(_likenesses(found))
    return replace(
        weights,
        of={
            name: {
                code: Weight(
                    _share(counts[True], name, code, old, weight.same),
                    _share(counts[False], name, code, old, weight.different),
                )
                for code, weight in old.items()
            }
            for name, old in weights.of.items()
        },
    )


def _scored(decided: Sequence[Decision], weights: Weights) -> dict[tuple[int, int], Scored]:
    """Each decided pair by itself, whether it would have met or not."""
    firsts, seconds = [one for one, _, _ in decided], [other for _, other, _ in decided]
    records = Records([*firsts, *seconds], len(decided))
    stand = [tuple(standings_of(n, parties)) for n, parties in enumerate(records.parties)]
    points = (
        MeetingPoint(stand[n], stand[n] + stand[n + len(decided)]) for n in range(len(decided))
    )
    best = best_fits(score(records, weights, points=points))
    return {pair: found for pair, found in best.items() if pair[1] == pair[0] + len(decided)}


def write_weights(weights: Weights) -> str:
    """The table as YAML, which ``read_weights`` reads."""
    table: dict[str, object] = {
        "prior": {"against": 100 * weights.against, "within": 100 * weights.within},
        "outcomes": {"same": weights.same_from, "different": weights.different_to},
    }
    for name, levels in weights.of.items():
        table[name] = {
            code: {
                "same": round(100 * weight.same, 3),
                "different": round(100 * weight.different, 3),
                "from": "learned",
            }
            for code, weight in levels.items()
        }
    return yaml.safe_dump(table, sort_keys=False, default_flow_style=None)


def _likenesses(found: Scored) -> Iterable[tuple[str, str]]:
    for comparison, level in zip(COMPARISONS, found.levels, strict=True):
        if level is not None:
            yield comparison.weights, level


def _share(
    counted: Counter[tuple[str, str]],
    name: str,
    code: str,
    old: Mapping[str, Weight],
    before: float,
) -> float:
    total = sum(counted[name, level] for level in old)
    return (counted[name, code] + STRENGTH * before) / (total + STRENGTH)
