"""One territory that seeks a partner, and what its candidates are measured by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from twinpact.matching.arrays import Flags, Floats, Ints
from twinpact.matching.territories import Territories, by_country, chord, km
from twinpact.matching.ties import Ties

NEAR_KM = 100.0
CLOSE, WIDE = 10.0, 60.0
MOST_SOURCES = 250


@dataclass(frozen=True)
class Question:
    """Who could be the partner of ``seeker``, with the ties that are known.

    ``themes`` are what territories are known to work on, by candidate; where a territory is not
    among them, its themes are unknown. ``offices`` are the candidates with a known office for
    international relations, None where none are recorded; ``dormant`` those whose agreements are
    known to sleep.
    """

    ties: Ties
    seeker: int
    themes: Mapping[int, frozenset[str]] = field(default_factory=dict)
    offices: frozenset[int] | None = None
    dormant: frozenset[int] = frozenset()

    @property
    def territories(self) -> Territories:
        return self.ties.territories

    @cached_property
    def country(self) -> int:
        """The seeker's country by number, -1 unknown."""
        return int(self.territories.country[self.seeker])

    @cached_property
    def state(self) -> int:
        return int(self.territories.state[self.seeker])

    @cached_property
    def partners(self) -> Ints:
        """The seeker's known partners."""
        return self.ties.partners(self.seeker)

    @cached_property
    def allowed(self) -> Flags:
        """Candidates: all territories abroad that are not yet partners."""
        flags = self.territories.country != self.country
        flags[self.partners] = False
        flags[self.seeker] = False
        return flags

    @cached_property
    def distance(self) -> Floats:
        """Kilometres to each candidate; nan where a point is not known."""
        points = self.territories.points
        straight = np.sqrt(np.maximum(2 - 2 * (points @ points[self.seeker]), 0))
        return km(straight)

    def of_country(self, values: Floats) -> Floats:
        """A value of each country, given to its candidates."""
        return by_country(values, self.territories.country)

    def unknown(self) -> Floats:
        """A column in which nothing is known."""
        return np.full(len(self.territories), np.nan, np.float32)

    @cached_property
    def size_likeness(self) -> Floats:
        """1 for a candidate of the seeker's size, falling with the ratio of sizes."""
        return self._like(self.territories.log_population[self.seeker])

    def _like(self, size: float) -> Floats:
        apart = np.abs(self.territories.log_population - size)
        return np.exp(-1.5 * np.nan_to_num(apart, nan=0.7)).astype(np.float32)

    @cached_property
    def neighbours(self) -> tuple[Ints, Floats]:
        """The territories within 100 km of the seeker and how far they are, without itself."""
        territories = self.territories
        point = territories.points[self.seeker]
        if not np.isfinite(point[0]):
            return np.empty(0, np.int64), np.empty(0, np.float32)
        near = territories.placed[territories.tree.query_ball_point(point, chord(NEAR_KM))]
        near = near[(near != self.seeker) & (self.ties.degree[near] > 0)]
        return near, self.distance[near]

    @cached_property
    def neighbours_partners(self) -> tuple[Floats, Floats, Floats]:
        """How strongly the seeker's neighbours are tied to each candidate.

        By closeness over 10 km, over 60 km, and over 60 km with likeness of size.
        """
        near, far = self.neighbours
        like = self.size_likeness[near]
        close, wide = np.exp(-far / CLOSE), np.exp(-far / WIDE)
        rows = self.ties.matrix[near]
        found = (rows.T @ weight for weight in (close, wide, wide * like))
        first, second, third = (np.asarray(one, np.float32) for one in found)
        return first, second, third

    def around(self, values: Floats, *, alike: bool) -> tuple[Floats, Floats]:
        """What some candidates have, given to the territories near them by closeness.

        Over 10 km and over 60 km; with ``alike`` also by the likeness of size of the two. Of many
        sources the strongest are taken.
        """
        territories = self.territories
        sources = np.flatnonzero(values > 0)
        sources = sources[np.isfinite(territories.points[sources, 0])]
        if len(sources) > MOST_SOURCES:
            strongest = np.argpartition(-values[sources], MOST_SOURCES)[:MOST_SOURCES]
            sources = sources[strongest]
        size = len(territories)
        if len(sources) == 0:
            return np.zeros(size, np.float32), np.zeros(size, np.float32)
        from scipy.spatial import cKDTree  # noqa: PLC0415 - loaded already by the territories

        near = cKDTree(territories.points[sources]).sparse_distance_matrix(
            territories.tree, chord(NEAR_KM), output_type="ndarray"
        )
        source, target = sources[near["i"]], territories.placed[near["j"]]
        apart = km(near["v"])
        weight = values[source]
        if alike:
            logs = territories.log_population
            ratio = np.nan_to_num(np.abs(logs[source] - logs[target]), nan=0.7)
            weight = weight * np.exp(-1.5 * ratio)
        different = source != target
        close = np.bincount(target, weight * np.exp(-apart / CLOSE) * different, minlength=size)
        wide = np.bincount(target, weight * np.exp(-apart / WIDE) * different, minlength=size)
        return close.astype(np.float32), wide.astype(np.float32)

    @cached_property
    def near_neighbours_partners(self) -> tuple[Floats, Floats]:
        """How near a candidate is to partners of the seeker's neighbours, over 10 and 60 km."""
        return self.around(self.neighbours_partners[2], alike=True)

    @cached_property
    def near_own_partners(self) -> tuple[Floats, Floats]:
        """How near a candidate is to the seeker's own partners, over 10 and 60 km."""
        own = np.zeros(len(self.territories), np.float32)
        own[self.partners] = 1
        return self.around(own, alike=False)

    @cached_property
    def friends(self) -> Floats:
        """Adamic and Adar's measure: common partners, each by how few ties it has."""
        rows = self.ties.matrix[self.partners]
        return np.asarray(rows.T @ self.ties.friend_weight[self.partners], np.float32)

    @cached_property
    def name_likeness(self) -> Floats:
        """The share of groups of three letters that each name has in common with the seeker's."""
        return self.territories.names.likeness(self.seeker)

    @cached_property
    def region_partners(self) -> Floats:
        """How many territories of the seeker's first-level division are partners of each."""
        if self.state < 0:
            return self.unknown()
        same = (self.territories.state == self.state).astype(np.float32)
        same[self.seeker] = 0
        return np.asarray(self.ties.matrix @ same, np.float32)

    @cached_property
    def neighbours_steps(self) -> Floats:
        """Paths of three ties that begin at a neighbour, each step shared among its ties."""
        matrix, degree = self.ties.matrix, np.maximum(self.ties.degree, 1)
        return np.asarray(matrix @ ((matrix @ (self.neighbours_partners[2] / degree)) / degree))

    @cached_property
    def three_steps(self) -> Floats:
        """Paths over a partner and that partner's partner, each step shared among its ties."""
        matrix, degree = self.ties.matrix, np.maximum(self.ties.degree, 1)
        first = np.zeros(len(self.territories), np.float32)
        first[self.partners] = 1 / degree[self.partners]
        second = matrix @ first
        second[self.seeker] = 0
        return np.asarray(matrix @ (second / degree), np.float32)
