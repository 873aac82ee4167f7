"""How central each territory is: a number for each, in the order of the network's territories.

Unknown: nothing is. A territory without a link has betweenness 0 and closeness 0 by definition.
"""

from collections.abc import Mapping

import numpy as np
import rustworkx

from twinpact.network.components import component_members
from twinpact.network.graph import Network, Numbers, Reals
from twinpact.network.measure import Progress, untold
from twinpact.network.paths import Paths

DAMPING = 0.85


def betweenness(network: Network, progress: Progress = untold) -> Reals:
    """On which part of the shortest ways between two others a territory lies: 0 to 1, exact.

    sum over pairs s, t of (shortest ways through v) / (shortest ways), by the number of pairs of
    other territories, (n - 1)(n - 2) / 2. Freeman, "A set of measures of centrality based on
    betweenness", Sociometry 40, 1977; computed after Brandes, J. Math. Sociol. 25, 2001.
    """
    found = np.zeros(network.size, dtype=np.float64)
    done = 0
    for members in component_members(network):
        progress(done, network.size)
        done += len(members)
        if len(members) > 2:
            part = network.graph.subgraph(members.tolist())
            counted = rustworkx.betweenness_centrality(part, normalized=False)
            found[members] = [counted[position] for position in range(len(members))]
    progress(network.size, network.size)
    pairs = (network.size - 1) * (network.size - 2) / 2
    return found / pairs if pairs > 0 else found


def closeness(found: Paths) -> Reals:
    """How near a territory is to all it can reach: 0 to 1, 1 where it is linked with all others.

    (r / sum of distances) * (r / (n - 1)), r the number of others that it reaches: closeness after
    Freeman (1979), by the part reached as Wasserman and Faust (1994), equation 5.22, for networks
    of several parts.
    """
    reached = found.reached.astype(np.float64)
    value = np.zeros(found.size, dtype=np.float64)
    some = found.farness > 0
    value[some] = reached[some] ** 2 / (found.farness[some] * (found.size - 1))
    return value


def pagerank(network: Network) -> Reals:
    """How often somebody who walks along links at random is at a territory; all add up to 1.

    At each step the walk goes on along a link with probability 0.85, else to any territory.
    Brin and Page, "The anatomy of a large-scale hypertextual web search engine", 1998.
    """
    if not network.size:
        return np.zeros(0, dtype=np.float64)
    told = rustworkx.pagerank(network.graph.to_directed(), alpha=DAMPING, tol=1e-12, max_iter=1000)
    return np.array([told[position] for position in range(network.size)], dtype=np.float64)


def core(network: Network) -> Numbers:
    """The largest k for which a territory is in a group where each has k links inside it.

    Seidman, "Network structure and minimum degree", Social Networks 5, 1983.
    """
    told: Mapping[int, int] = rustworkx.core_number(network.graph)  # type: ignore[assignment]
    return np.array([told[position] for position in range(network.size)], dtype=np.int64)
