"""What the table of links says as a whole: its largest eigenvalue.

Unknown: nothing is. None where there is no link.
"""

import numpy as np

from twinpact.network.graph import Network
from twinpact.network.measure import Measure

_TOLERANCE = 1e-13
_MOST_STEPS = 20_000


def spectral_norm(network: Network) -> Measure:
    """The largest eigenvalue of the table of links: how fast ways of more links multiply.

    At least the mean degree, at most the largest. Newman (2018), 6.14; KONECT's ``snorm``. Power
    iteration on the table plus one on its diagonal, which leaves no second eigenvalue of the same
    size with the other sign.
    """
    links = len(network.ends)
    return Measure(
        "spectral_norm", _largest(network), "links per territory", links, links, "links"
    )


def _largest(network: Network) -> float | None:
    linked = np.flatnonzero(network.degrees)
    if not len(linked):
        return None
    others, begins = network.neighbours
    starts = begins[linked]
    vector = network.degrees.astype(np.float64)
    value = 0.0
    for _ in range(_MOST_STEPS):
        vector /= np.linalg.norm(vector)
        before, step = value, vector.copy()
        step[linked] += np.add.reduceat(vector[others], starts)
        value = float(vector @ step) - 1
        vector = step
        if abs(value - before) <= _TOLERANCE * value:
            break
    return value
