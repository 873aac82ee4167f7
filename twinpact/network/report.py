"""All measures of a network, in the order in which they are told."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from twinpact.network import (
    assortativity,
    communities,
    components,
    countries,
    lengths,
    paths,
    size,
    spectrum,
    triangles,
)
from twinpact.network.centrality import betweenness, closeness, core, pagerank
from twinpact.network.communities import Communities, find_communities
from twinpact.network.countries import CountryNetwork, country_network
from twinpact.network.graph import Network, Numbers, Reals
from twinpact.network.measure import Measure, Progress, untold
from twinpact.network.paths import Paths

OF_LINKS: tuple[Callable[[Network], Measure], ...] = (
    size.nodes,
    size.edges,
    size.mean_degree,
    size.max_degree,
    components.components,
    components.largest_component,
    triangles.triangles,
    triangles.transitivity,
    assortativity.degree_assortativity,
)
OF_PATHS: tuple[Callable[[Paths], Measure], ...] = (
    paths.diameter,
    paths.mean_distance,
    paths.median_distance,
    paths.effective_diameter_50,
    paths.effective_diameter_90,
    paths.joined_share,
    paths.mean_distance_of_all,
)
OF_SPREAD: tuple[Callable[[Network], Measure], ...] = (
    size.isolates,
    size.density,
    size.gini,
    size.balanced_inequality,
    size.degree_entropy,
    size.power_law_exponent,
    triangles.wedges,
    triangles.claws,
    triangles.squares,
    spectrum.spectral_norm,
)
OF_GROUPS: tuple[Callable[[Communities], Measure], ...] = (
    communities.communities,
    communities.largest_community,
    communities.modularity,
)
OF_PLACES: tuple[Callable[[Network], Measure], ...] = (
    assortativity.population_assortativity,
    assortativity.country_assortativity,
    assortativity.level_assortativity,
    assortativity.domestic_share,
    lengths.mean_km,
    lengths.median_km,
    lengths.km_90,
)
OF_COUNTRIES: tuple[Callable[[CountryNetwork], Measure], ...] = (
    countries.countries,
    countries.country_links,
    countries.country_transitivity,
    countries.country_mean_distance,
)
MEASURES = (*OF_LINKS, *OF_PATHS, *OF_SPREAD, *OF_GROUPS, *OF_PLACES, *OF_COUNTRIES)
"""Every measure, each with its definition in its docstring, in the order of the report."""


@dataclass(frozen=True, eq=False)
class Report:
    """A network with all its measures, and what they were computed from."""

    network: Network
    measures: tuple[Measure, ...]
    paths: Paths
    groups: Communities
    countries: CountryNetwork

    def value(self, name: str) -> float | None:
        """The value of the measure with this name."""
        return next(one.value for one in self.measures if one.name == name)


def measure_network(network: Network, *, seed: int, progress: Progress = untold) -> Report:
    """All measures of a network. ``seed`` is of the groups; ``progress`` follows the paths."""
    found = paths.shortest_paths(network, progress)
    groups = find_communities(network, seed=seed)
    states = country_network(network)
    measures = (
        *(measure(network) for measure in OF_LINKS),
        *(measure(found) for measure in OF_PATHS),
        *(measure(network) for measure in OF_SPREAD),
        *(measure(groups) for measure in OF_GROUPS),
        *(measure(network) for measure in OF_PLACES),
        *(measure(states) for measure in OF_COUNTRIES),
    )
    return Report(network, measures, found, groups, states)


TERRITORY_COLUMNS = (
    "id", "name", "country", "degree", "betweenness", "closeness", "pagerank", "core", "component",
    "community",
)  # fmt: skip


def centralities(told: Report, progress: Progress = untold) -> Mapping[str, Reals | Numbers]:
    """Every centrality of every territory, by name. Betweenness is exact and takes the longest."""
    return {
        "betweenness": betweenness(told.network, progress),
        "closeness": closeness(told.paths),
        "pagerank": pagerank(told.network),
        "core": core(told.network),
    }


def territory_rows(
    told: Report, values: Mapping[str, Reals | Numbers]
) -> Iterator[tuple[str | float | None, ...]]:
    """A row for each territory under ``TERRITORY_COLUMNS``, in the order of the ids."""
    parts = {
        int(at): n
        for n, members in enumerate(components.component_members(told.network))
        for at in members
    }
    for at, one in enumerate(told.network.territories):
        yield (
            one.id,
            one.name,
            one.country,
            int(told.network.degrees[at]),
            *(
                values[name][at].item()
                for name in ("betweenness", "closeness", "pagerank", "core")
            ),
            parts[at],
            int(told.groups.groups[at]),
        )
