"""Into how many parts that do not touch a network falls.

Unknown: nothing is; a territory without a link is a part of its own.
"""

from collections.abc import Sequence

import numpy as np
import rustworkx

from twinpact.network.graph import Network, Numbers
from twinpact.network.measure import Measure


def components(network: Network) -> Measure:
    """How many parts there are between which no way leads. Newman (2018), 6.12."""
    value = len(component_members(network))
    return Measure("components", value, "parts", network.size, network.size, "territories")


def largest_component(network: Network) -> Measure:
    """How many territories the largest part has. Newman (2018), 6.12."""
    members = component_members(network)
    value = len(members[0]) if members else None
    unit = "territories"
    return Measure("largest_component", value, unit, network.size, network.size, "territories")


def component_members(network: Network) -> Sequence[Numbers]:
    """The positions of each part's territories, the largest part first."""
    found = [
        np.array(sorted(part), dtype=np.int64)
        for part in rustworkx.connected_components(network.graph)
    ]
    return sorted(found, key=lambda part: (-len(part), part[0]))
