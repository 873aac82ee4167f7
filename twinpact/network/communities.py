"""Groups of territories that are linked more among themselves than chance would have it.

Unknown: nothing is; a territory without a link is a group of its own. The groups are one good
answer of several: they depend on the seed, which is an argument.
"""

from dataclasses import dataclass

import graspologic_native
import numpy as np

from twinpact.network.graph import Network, Numbers
from twinpact.network.measure import Measure


@dataclass(frozen=True, eq=False)
class Communities:
    """Of each territory the number of its group, the largest group being 0."""

    groups: Numbers
    links: int
    modularity: float | None

    @property
    def sizes(self) -> list[int]:
        """How many territories each group has, the largest first."""
        return [int(n) for n in np.bincount(self.groups)] if len(self.groups) else []


def find_communities(network: Network, *, seed: int, trials: int = 5) -> Communities:
    """Groups by the Leiden method, the best by modularity of several trials.

    Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
    Scientific Reports 9, 2019.
    """
    links = [(str(a), str(b), 1.0) for a, b in network.ends.tolist()]
    told: dict[str, int] = {}
    if links:
        _, told = graspologic_native.leiden(links, seed=seed, trials=trials, iterations=3)
    alone = len(network.territories)
    written = np.array([told.get(str(n), alone + n) for n in range(network.size)], dtype=np.int64)
    groups = _by_size(written)
    return Communities(groups, len(links), _modularity(network, groups))


def communities(found: Communities) -> Measure:
    """How many groups there are."""
    return _of_links(found, "communities", len(found.sizes), "groups")


def largest_community(found: Communities) -> Measure:
    """How many territories the largest group has."""
    return _of_links(found, "largest_community", max(found.sizes, default=None), "territories")


def modularity(found: Communities) -> Measure:
    """By how much links within groups are more than chance would have it, of all links.

    Q = sum over groups of l / m - (k / 2m) ** 2: l its inner links, k its link ends, m all links.
    Newman, "Modularity and community structure in networks", PNAS 103, 2006. Networks without any
    groups can have a high value too: see the null model.
    """
    return _of_links(found, "modularity", found.modularity, "share")


def _of_links(found: Communities, name: str, value: float | None, unit: str) -> Measure:
    return Measure(name, value, unit, found.links, found.links, "links")


def _by_size(written: Numbers) -> Numbers:
    """The same groups numbered by size, then by their first territory."""
    _, first, inverse, counts = np.unique(
        written, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -counts))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[inverse]


def _modularity(network: Network, groups: Numbers) -> float | None:
    if not len(network.ends):
        return None
    ends = groups[network.ends]
    m = len(ends)
    inner = float((ends[:, 0] == ends[:, 1]).sum()) / m
    shares = np.bincount(ends.ravel()) / (2 * m)
    return inner - float((shares**2).sum())
