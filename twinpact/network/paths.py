"""How many links lie between two territories: exact, over all pairs.

The measures are those of the largest part of the network, as KONECT and most papers give them;
``mean_distance_of_all`` takes in the pairs of the small parts. Unknown: nothing is. Pairs between
which no way leads have no distance: ``known`` of ``total`` says how many of all pairs of the
network were counted.

Every territory is a source once. 1,024 sources spread together, a bit for each, so that one step
over all links takes all of them one link further: breadth-first search by many sources at once
(Then and others, "The more the merrier: efficient multi-source graph traversal", PVLDB 8, 2014).
Libraries answer with all distances in a square table, which for 24,000 territories needs over 4
GB.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twinpact.network.components import component_members
from twinpact.network.graph import Network, Numbers
from twinpact.network.measure import Measure, Progress, untold

_WORDS = 16
_BITS = 64 * _WORDS
_Reached = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Paths:
    """The shortest ways of a network.

    ``counts`` are the ordered pairs of the largest part at each number of links, from 1, and
    ``all_counts`` those of all parts; of each territory ``farness`` is the sum of its distances,
    ``reached`` to how many others a way leads, ``eccentricity`` the distance of the farthest.
    """

    counts: Numbers
    all_counts: Numbers
    farness: Numbers
    reached: Numbers
    eccentricity: Numbers

    @property
    def size(self) -> int:
        """The number of territories."""
        return len(self.farness)

    @property
    def pairs(self) -> int:
        """How many pairs of territories there are, joined or not."""
        return self.size * (self.size - 1) // 2

    def share_within(self) -> list[float]:
        """Which share of the largest part's pairs lies within 0, 1, 2 … links: the hop plot."""
        total = int(self.counts.sum())
        within = np.concatenate([[0], np.cumsum(self.counts)])
        return [int(n) / total for n in within] if total else []


def shortest_paths(network: Network, progress: Progress = untold) -> Paths:
    """All shortest ways of a network; memory is 0.3 KB for each link and 0.4 KB for each node."""
    linked = np.flatnonzero(network.degrees)
    others, begins = network.neighbours
    places = np.full(network.size, -1, dtype=np.int64)
    places[linked] = np.arange(len(linked))
    others, begins = places[others], begins[linked]
    inside = np.isin(linked, component_members(network)[0]) if len(linked) else linked
    counts: dict[int, tuple[int, int]] = {}
    farness, reached, farthest = np.zeros((3, len(linked)), dtype=np.int64)
    for first in range(0, len(linked), _BITS):
        progress(first, len(linked))
        for distance, new in _spread(others, begins, first):
            largest, every = counts.get(distance, (0, 0))
            counts[distance] = (largest + int(new[inside].sum()), every + int(new.sum()))
            farness += distance * new
            reached += new
            farthest[new > 0] = np.maximum(farthest[new > 0], distance)
    progress(len(linked), len(linked))
    told = np.zeros((3, network.size), dtype=np.int64)
    told[:, linked] = farness, reached, farthest
    ordered = np.array([counts[distance] for distance in sorted(counts)], dtype=np.int64)
    ordered = ordered.reshape(-1, 2)
    return Paths(ordered[ordered[:, 0] > 0, 0], ordered[:, 1], *told)


def diameter(found: Paths) -> Measure:
    """The most links between any two territories. Newman (2018), 6.11.1."""
    return _of_pairs(found, "diameter", len(found.counts) or None, "links")


def mean_distance(found: Paths) -> Measure:
    """The mean number of links between two territories of that part. Newman (2018), 7.1.6."""
    return _of_pairs(found, "mean_distance", _mean(found.counts), "links")


def mean_distance_of_all(found: Paths) -> Measure:
    """The mean number of links between two territories that a way joins, in whichever part."""
    joined = int(found.all_counts.sum()) // 2
    value = _mean(found.all_counts)
    return Measure("mean_distance_of_all", value, "links", joined, found.pairs, "pairs")


def joined_share(found: Paths) -> Measure:
    """Between which part of all pairs of territories a way leads."""
    joined = int(found.all_counts.sum()) // 2
    value = joined / found.pairs if found.pairs else None
    return Measure("joined_share", value, "share", found.pairs, found.pairs, "pairs")


def median_distance(found: Paths) -> Measure:
    """The number of links within which at least half of the pairs lie."""
    shares = found.share_within()
    value = next((d for d, share in enumerate(shares) if share >= 0.5), None)
    return _of_pairs(found, "median_distance", value, "links")


def effective_diameter_50(found: Paths) -> Measure:
    """The median distance, straight between whole numbers of links: see ``effective_diameter``."""
    value = effective_diameter(found, 0.5)
    return _of_pairs(found, "effective_diameter_50", value, "links")


def effective_diameter_90(found: Paths) -> Measure:
    """The distance within which 90 % of the pairs lie: see ``effective_diameter``."""
    value = effective_diameter(found, 0.9)
    return _of_pairs(found, "effective_diameter_90", value, "links")


def effective_diameter(found: Paths, share: float) -> float | None:
    """The distance within which a share of the pairs lies, straight between whole numbers.

    d - 1 + (share - h(d - 1)) / (h(d) - h(d - 1)) for the first d with h(d) >= share, h the part
    of the pairs within d links. Leskovec, Kleinberg and Faloutsos, "Graphs over time", KDD 2005.
    """
    within = found.share_within()
    for distance in range(1, len(within)):
        if within[distance] >= share:
            step = within[distance] - within[distance - 1]
            return distance - 1 + (share - within[distance - 1]) / step
    return None


def _mean(counts: Numbers) -> float | None:
    steps = np.arange(1, len(counts) + 1)
    return int((steps * counts).sum()) / int(counts.sum()) if len(counts) else None


def _of_pairs(found: Paths, name: str, value: float | None, unit: str) -> Measure:
    return Measure(name, value, unit, int(found.counts.sum()) // 2, found.pairs, "pairs")


def _spread(others: Numbers, begins: Numbers, first: int) -> Iterator[tuple[int, Numbers]]:
    """Of up to 1,024 sources, how many reach each territory newly with each further link."""
    sources = np.arange(first, min(first + _BITS, len(begins)))
    bits = sources - first
    seen: _Reached = np.zeros((len(begins), _WORDS), dtype=np.uint64)
    seen[sources, bits // 64] = np.uint64(1) << (bits % 64).astype(np.uint64)
    front, distance = seen.copy(), 0
    while True:
        distance += 1
        new = np.bitwise_or.reduceat(front[others], begins, axis=0)
        new &= ~seen
        told = np.bitwise_count(new).sum(axis=1, dtype=np.int64)
        if not told.any():
            return
        yield distance, told
        seen |= new
        front = new
