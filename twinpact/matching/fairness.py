"""How the ranking treats small, poor and southern territories beside the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from twinpact.matching.arrays import Flags, Floats, Ints
from twinpact.matching.question import Question
from twinpact.matching.ranking import Ranking
from twinpact.matching.territories import Territories

SMALL = 50_000
"""People; below this a territory counts as small."""

GROUPS = ("small", "least_developed", "southern")


@dataclass(frozen=True, slots=True)
class Treatment:
    """A group of candidates beside the rest, over the shortlists of some seekers.

    ``of_candidates`` is the group's share of the candidates, ``of_shortlists`` that of the first
    places, ``of_partners`` that of the partners that the seekers have in life (None where they
    have none), ``mean_percentile`` where its candidates stand on average (0 first, 100 last).
    ``n`` counts seekers. Candidates of which it is not known whether they belong are left out.
    """

    group: str
    n: int
    of_candidates: float | None
    of_shortlists: float | None
    of_partners: float | None
    mean_percentile: float | None


def treatment(
    questions: Iterable[Question], ranked: Callable[[Question], Ranking], *, top: int = 20
) -> tuple[Treatment, ...]:
    """The share of each group among candidates, first places and real partners."""
    told: dict[str, list[Floats]] = {group: [] for group in GROUPS}
    for question in questions:
        groups = members(question.territories)
        ranking = ranked(question)
        allowed = np.flatnonzero(question.allowed)
        percentile = np.empty(len(allowed))
        percentile[np.argsort(-ranking.scores[allowed], kind="stable")] = np.linspace(
            0, 100, len(allowed)
        )
        for group, (is_member, is_known) in groups.items():
            inside = is_member[allowed] & is_known[allowed]
            told[group].append(
                np.array(
                    [
                        _share(is_member, is_known, allowed),
                        _share(is_member, is_known, ranking.best(top)),
                        _share(is_member, is_known, question.partners),
                        percentile[inside].mean() if inside.any() else np.nan,
                    ]
                )
            )
    return tuple(_treatment(group, rows) for group, rows in told.items())


def members(territories: Territories) -> dict[str, tuple[Flags, Flags]]:
    """Of each group: which candidates belong to it, and of which that is known."""
    small = territories.population < SMALL
    poor, southern = territories.least_developed, territories.southern
    return {
        "small": (small, np.isfinite(territories.population)),
        "least_developed": (poor == 1, np.isfinite(poor)),
        "southern": (southern == 1, np.isfinite(southern)),
    }


def _share(is_member: Flags, is_known: Flags, chosen: Ints) -> float:
    known = is_known[chosen]
    return float(is_member[chosen][known].mean()) if known.any() else np.nan


def _treatment(group: str, rows: list[Floats]) -> Treatment:
    if not rows:
        return Treatment(group, 0, None, None, None, None)
    table = np.array(rows)
    means = [_mean(column) for column in table.T]
    return Treatment(group, len(rows), *means)


def _mean(column: Floats) -> float | None:
    known = column[np.isfinite(column)]
    return float(known.mean()) if len(known) else None
