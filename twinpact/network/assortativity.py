"""Whether like twins with like: by number of links, by population, by country, by level.

Unknown: a link counts where the value is known at both of its ends; ``known`` says of how many of
all links that holds. None where nothing is known or all are alike, as there is no correlation
then.
"""

from collections.abc import Sequence

import numpy as np

from twinpact.network.graph import Network, Reals
from twinpact.network.measure import Measure


def degree_assortativity(network: Network) -> Measure:
    """Whether territories with many links are linked with others that have many.

    The correlation (Pearson's r, from -1 to 1) of the numbers of links at both ends, each link
    seen from both sides. Newman, "Assortative mixing in networks", Phys. Rev. Lett. 89, 2002.
    """
    return _correlation(network, "degree_assortativity", network.degrees.astype(np.float64))


def population_assortativity(network: Network) -> Measure:
    """Whether large territories are linked with large ones.

    The correlation (Pearson's r) of the logarithms of the populations at both ends, each link seen
    from both sides; logarithms, as towns and capitals differ by factors. Newman, "Mixing patterns
    in networks", Phys. Rev. E 67, 2003, equation 21.
    """
    populations = [one.population for one in network.territories]
    logs = np.array([np.nan if n is None or n <= 0 else np.log(n) for n in populations])
    return _correlation(network, "population_assortativity", logs.astype(np.float64))


def country_assortativity(network: Network) -> Measure:
    """Whether territories are linked within their country more than the countries' links explain.

    r = (sum(e_ii) - sum(a_i ** 2)) / (1 - sum(a_i ** 2)): e_ii the share of link ends that join
    country i with itself, a_i the share of link ends in country i. 1 all within, 0 as chance would
    have it. Newman (2003), equation 2.
    """
    return _mixing(network, "country_assortativity", [one.country for one in network.territories])


def level_assortativity(network: Network) -> Measure:
    """Whether territories are linked with others of their level: as ``country_assortativity``."""
    return _mixing(network, "level_assortativity", [one.level for one in network.territories])


def domestic_share(network: Network) -> Measure:
    """Which part of the links joins two territories of one country, where both are known."""
    countries = _codes([one.country for one in network.territories])[network.ends]
    known = countries[(countries >= 0).all(axis=1)]
    value = float((known[:, 0] == known[:, 1]).mean()) if len(known) else None
    return Measure("domestic_share", value, "share", len(known), len(countries), "links")


def _correlation(network: Network, name: str, values: Reals) -> Measure:
    ends = values[network.ends]
    known = ends[~np.isnan(ends).any(axis=1)]
    both = np.concatenate([known, known[:, ::-1]])
    value = None
    if len(both):
        from_mean = both - both.mean(axis=0)
        spread = float((from_mean[:, 0] ** 2).sum())
        scale = float((both[:, 0] ** 2).sum())
        if spread > 1e-12 * scale:
            value = float((from_mean[:, 0] * from_mean[:, 1]).sum()) / spread
    return Measure(name, value, "correlation", len(known), len(ends), "links")


def _mixing(network: Network, name: str, words: Sequence[str | None]) -> Measure:
    codes = _codes(words)[network.ends]
    known = codes[(codes >= 0).all(axis=1)]
    value = None
    if len(known):
        within = float((known[:, 0] == known[:, 1]).mean())
        shares = np.bincount(known.ravel()) / known.size
        by_chance = float((shares**2).sum())
        if by_chance < 1 - 1e-12:
            value = (within - by_chance) / (1 - by_chance)
    return Measure(name, value, "coefficient", len(known), len(codes), "links")


def _codes(words: Sequence[str | None]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """A number for each word, -1 for the unknown."""
    numbers = {word: n for n, word in enumerate(sorted({word for word in words if word}))}
    return np.array([numbers[word] if word else -1 for word in words], dtype=np.int64)
