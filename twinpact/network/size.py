"""How large a network is and how unevenly its links are spread.

Unknown: nothing is; every territory and every link counts. Where a measure is not defined (no
territory, no link), it is None.
"""

from math import log

import numpy as np

from twinpact.network.graph import Network
from twinpact.network.measure import Measure


def nodes(network: Network) -> Measure:
    """How many territories there are (n), those without a link included. Newman (2018), 6.1."""
    return _of_territories(network, "nodes", network.size, "territories")


def edges(network: Network) -> Measure:
    """How many links there are (m), each pair of territories once. Newman (2018), 6.1."""
    links = len(network.ends)
    return Measure("edges", links, "links", links, links, "links")


def isolates(network: Network) -> Measure:
    """How many territories have no link: k = 0."""
    alone = int((network.degrees == 0).sum())
    return _of_territories(network, "isolates", alone, "territories")


def mean_degree(network: Network) -> Measure:
    """Links per territory: 2 m / n. Newman (2018), equation 6.15."""
    value = 2 * len(network.ends) / network.size if network.size else None
    return _of_territories(network, "mean_degree", value, "links per territory")


def max_degree(network: Network) -> Measure:
    """The most links that one territory has: the largest k."""
    value = int(network.degrees.max()) if network.size else None
    return _of_territories(network, "max_degree", value, "links")


def density(network: Network) -> Measure:
    """Which part of all possible links there is: 2 m / (n (n - 1)). Newman (2018), 6.10.1.

    KONECT's ``fill``.
    """
    possible = network.size * (network.size - 1) // 2
    value = len(network.ends) / possible if possible else None
    return Measure("density", value, "share", possible, possible, "pairs")


def gini(network: Network) -> Measure:
    """How unevenly links are spread over territories: 0 all alike, near 1 one has nearly all.

    G = 2 sum(i k_i) / (n sum(k)) - (n + 1) / n over the degrees k in rising order, i from 1; of
    territories with a link. Kunegis and Preusse, "Fairness on the Web: Alternatives to the power
    law", WebSci 2012.
    """
    degrees = _linked(network)
    n = len(degrees)
    if not n:
        return _of_linked(network, "gini", None, "share")
    order = np.arange(1, n + 1)
    value = 2 * float((order * degrees).sum()) / (n * float(degrees.sum())) - (n + 1) / n
    return _of_linked(network, "gini", value, "share")


def balanced_inequality(network: Network) -> Measure:
    """The share P of links that the least linked 1 - P of the territories have: 0.5 all alike.

    Where the Lorenz curve, straight between its points, meets y = 1 - x; of territories with a
    link. Kunegis and Preusse (2012), as for ``gini``.
    """
    degrees = _linked(network)
    if not len(degrees):
        return _of_linked(network, "balanced_inequality", None, "share")
    x = np.arange(len(degrees) + 1) / len(degrees)
    y = np.concatenate([[0.0], np.cumsum(degrees) / degrees.sum()])
    first = int(np.argmax(x + y >= 1))
    before, after = (x + y)[first - 1], (x + y)[first]
    part = (1 - before) / (after - before)
    value = float(y[first - 1] + part * (y[first] - y[first - 1]))
    return _of_linked(network, "balanced_inequality", value, "share")


def degree_entropy(network: Network) -> Measure:
    """How evenly the ends of links are spread: 1 all alike, 0 all at one territory.

    H = - sum((k / 2m) ln(k / 2m)) / ln n over territories with a link. Kunegis and Preusse (2012),
    the relative edge distribution entropy.
    """
    degrees = _linked(network)
    if len(degrees) < 2:
        return _of_linked(network, "degree_entropy", None, "share")
    parts = degrees / degrees.sum()
    value = float(-(parts * np.log(parts)).sum() / log(len(parts)))
    return _of_linked(network, "degree_entropy", value, "share")


def power_law_exponent(network: Network) -> Measure:
    """How fast many links become rare, if degrees follow k to the power of minus this number.

    1 + n / sum(ln(k / k_min)), k_min = 1, of territories with a link: the continuous estimate of
    Newman, "Power laws, Pareto distributions and Zipf's law", 2005, as KONECT gives it. It does
    not say that degrees do follow a power law.
    """
    degrees = _linked(network)
    logs = float(np.log(degrees).sum())
    value = 1 + len(degrees) / logs if logs > 0 else None
    return _of_linked(network, "power_law_exponent", value, "exponent")


def degree_distribution(network: Network) -> dict[int, int]:
    """How many territories have each number of links, from the fewest."""
    counts = np.bincount(network.degrees) if network.size else np.zeros(0, dtype=np.int64)
    return {degree: int(n) for degree, n in enumerate(counts) if n}


def _linked(network: Network) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.sort(network.degrees[network.degrees > 0])


def _of_territories(network: Network, name: str, value: float | None, unit: str) -> Measure:
    return Measure(name, value, unit, network.size, network.size, "territories")


def _of_linked(network: Network, name: str, value: float | None, unit: str) -> Measure:
    known = int((network.degrees > 0).sum())
    return Measure(name, value, unit, known, network.size, "territories")
