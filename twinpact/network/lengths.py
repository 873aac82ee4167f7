"""How far apart linked territories are: kilometres along the great circle.

Unknown: a link counts where both points are known; ``known`` says of how many of all links that
holds. Studied for twinnings by Kaltenbrunner and others, "Not all paths lead to Rome", 2013.
"""

from collections.abc import Sequence

import numpy as np

from twinpact.network.graph import Network, Reals
from twinpact.network.measure import Measure
from twinpact.places.distance import EARTH_RADIUS_KM

BANDS_KM = (0, 100, 250, 500, 1000, 2500, 5000, 10000, 20038)
"""Where the bands of ``length_distribution`` begin and end; the last is half the Earth's girth."""


def mean_km(network: Network) -> Measure:
    """The mean length of the links, in kilometres."""
    known = known_lengths(network)
    return _of_links(network, "mean_km", float(known.mean()) if len(known) else None, known)


def median_km(network: Network) -> Measure:
    """The length, in kilometres, within which half of the links are."""
    known = known_lengths(network)
    return _of_links(network, "median_km", float(np.median(known)) if len(known) else None, known)


def km_90(network: Network) -> Measure:
    """The length, in kilometres, within which 90 % of the links are."""
    known = known_lengths(network)
    value = float(np.quantile(known, 0.9)) if len(known) else None
    return _of_links(network, "km_90", value, known)


def length_distribution(
    network: Network, bands: Sequence[float] = BANDS_KM
) -> list[tuple[float, float, int]]:
    """The bands of length: from (included), to (not included), links of known length in it."""
    counts, _ = np.histogram(known_lengths(network), bins=np.array([*bands[:-1], np.inf]))
    return [(low, high, int(n)) for low, high, n in zip(bands, bands[1:], counts, strict=False)]


def known_lengths(network: Network) -> Reals:
    """The kilometres of each link of which both points are known."""
    found = link_lengths(network)
    return found[~np.isnan(found)]


def link_lengths(network: Network) -> Reals:
    """The kilometres of each link, not a number where a point is unknown; haversine formula."""
    unknown = (np.nan, np.nan)
    points = np.radians(
        np.array([one.point or unknown for one in network.territories], dtype=np.float64)
    ).reshape(-1, 2)
    first, second = points[network.ends[:, 0]], points[network.ends[:, 1]]
    half = np.sin((second - first) / 2) ** 2
    inner = half[:, 0] + np.cos(first[:, 0]) * np.cos(second[:, 0]) * half[:, 1]
    found: Reals = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(inner)))
    return found


def _of_links(network: Network, name: str, value: float | None, known: Reals) -> Measure:
    return Measure(name, value, "km", len(known), len(network.ends), "links")
