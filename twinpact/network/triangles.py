"""How often partners of one territory are partners of each other.

Unknown: nothing is. Triangles and squares are counted exactly, from the less linked end of each
link (Chiba and Nishizeki, "Arboricity and subgraph listing algorithms", SIAM J. Comput. 14, 1985),
so that a territory with very many partners costs no more than it must.
"""

import numpy as np

from twinpact.network.graph import Network, Numbers
from twinpact.network.measure import Measure


def triangles(network: Network) -> Measure:
    """How many groups of three territories are all linked with each other. Newman (2018), 7.3."""
    links = len(network.ends)
    return Measure("triangles", _triangles(network), "triangles", links, links, "links")


def transitivity(network: Network) -> Measure:
    """How likely two partners of a territory are partners: 3 triangles / paths of two links.

    The clustering coefficient of the whole network, Newman (2018), equation 7.28. None where no
    territory has two partners.
    """
    paths = _paths_of_two(network)
    value = 3 * _triangles(network) / paths if paths else None
    return Measure("transitivity", value, "share", paths, paths, "paths of two links")


def wedges(network: Network) -> Measure:
    """How many paths of two links there are: sum(k (k - 1) / 2). KONECT's ``wedges``."""
    links = len(network.ends)
    return Measure("wedges", _paths_of_two(network), "paths", links, links, "links")


def claws(network: Network) -> Measure:
    """How many groups of three links of one territory: sum(k (k - 1) (k - 2) / 6). KONECT."""
    value = sum(n * k * (k - 1) * (k - 2) // 6 for k, n in _degree_counts(network))
    links = len(network.ends)
    return Measure("claws", value, "stars of three links", links, links, "links")


def squares(network: Network) -> Measure:
    """How many rings of four links there are, with or without links across. KONECT."""
    highest, _, furthest = _two_steps(network)
    _, counts = np.unique(highest * network.size + furthest, return_counts=True)
    value = int((counts * (counts - 1) // 2).sum())
    links = len(network.ends)
    return Measure("squares", value, "squares", links, links, "links")


def _triangles(network: Network) -> int:
    """Each has one link between its highest and its middle territory, seen from the lowest."""
    highest, between, furthest = _two_steps(network)
    rank = _rank(network)
    down = rank[furthest] > rank[between]
    low, high = np.sort(np.stack([highest[down], furthest[down]]), axis=0)
    keys = network.ends[:, 0] * network.size + network.ends[:, 1]
    return int(np.isin(low * network.size + high, keys).sum())


def _two_steps(network: Network) -> tuple[Numbers, Numbers, Numbers]:
    """All paths of two links v, u, w of which v has the highest rank of the three."""
    rank = _rank(network)
    others, begins = network.neighbours
    a, b = network.ends[:, 0], network.ends[:, 1]
    v = np.where(rank[a] > rank[b], a, b)
    u = np.where(rank[a] > rank[b], b, a)
    counts = network.degrees[u]
    starts = np.repeat(begins[u] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    w = others[starts + np.arange(int(counts.sum()))]
    v, u = np.repeat(v, counts), np.repeat(u, counts)
    lower = rank[w] < rank[v]
    return v[lower], u[lower], w[lower]


def _rank(network: Network) -> Numbers:
    rank = np.empty(network.size, dtype=np.int64)
    rank[np.argsort(network.degrees, kind="stable")] = np.arange(network.size)
    return rank


def _paths_of_two(network: Network) -> int:
    return sum(n * k * (k - 1) // 2 for k, n in _degree_counts(network))


def _degree_counts(network: Network) -> list[tuple[int, int]]:
    return [(k, int(n)) for k, n in enumerate(np.bincount(network.degrees).tolist()) if n]
