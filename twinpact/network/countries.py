"""Which countries' territories work together: a network of countries, weighted by links.

Unknown: a link counts where the country of both ends is known; ``known`` says of how many of all
links that holds. Links within a country are counted apart and are no link of this network.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from twinpact.network.graph import Network, Territory, network_of
from twinpact.network.measure import Measure
from twinpact.network.paths import mean_distance, shortest_paths
from twinpact.network.triangles import transitivity


@dataclass(frozen=True, eq=False)
class CountryNetwork:
    """Countries and how many links join each two of them (codes in order), or lie within one."""

    between: Mapping[tuple[str, str], int]
    within: Mapping[str, int]
    network: Network
    known: int
    total: int

    def strength(self) -> dict[str, int]:
        """How many links each country has with others, the most first."""
        ends: Counter[str] = Counter()
        for pair, links in self.between.items():
            for country in pair:
                ends[country] += links
        return dict(sorted(ends.items(), key=lambda item: (-item[1], item[0])))


def country_network(network: Network) -> CountryNetwork:
    """The network of the countries of the territories. After Kaltenbrunner and others (2013)."""
    between: Counter[tuple[str, str]] = Counter()
    within: Counter[str] = Counter()
    for a, b in network.ends.tolist():
        first, second = network.territories[a].country, network.territories[b].country
        if first is None or second is None:
            continue
        if first == second:
            within[first] += 1
        else:
            between[(min(first, second), max(first, second))] += 1
    every = sorted({one.country for one in network.territories if one.country})
    known = between.total() + within.total()
    joined = network_of([Territory(code, country=code) for code in every], between)
    return CountryNetwork(dict(between), dict(within), joined, known, len(network.ends))


def countries(found: CountryNetwork) -> Measure:
    """How many countries have a territory in the network."""
    return _of_links(found, "countries", found.network.size, "countries")


def country_links(found: CountryNetwork) -> Measure:
    """How many pairs of countries at least one link joins."""
    return _of_links(found, "country_links", len(found.between), "pairs of countries")


def country_transitivity(found: CountryNetwork) -> Measure:
    """How likely two partner countries of a country are partners: see ``transitivity``."""
    value = transitivity(found.network).value
    return _of_links(found, "country_transitivity", value, "share")


def country_mean_distance(found: CountryNetwork) -> Measure:
    """The mean number of steps between two countries that a way joins: see ``mean_distance``."""
    value = mean_distance(shortest_paths(found.network)).value
    return _of_links(found, "country_mean_distance", value, "steps")


def _of_links(found: CountryNetwork, name: str, value: float | None, unit: str) -> Measure:
    return Measure(name, value, unit, found.known, found.total, "links")
