"""Who works with whom: the network of territories and links, and what can be measured of it."""

from twinpact.network.centrality import betweenness, closeness, core, pagerank
from twinpact.network.communities import Communities, find_communities
from twinpact.network.components import component_members
from twinpact.network.countries import CountryNetwork, country_network
from twinpact.network.findings import say_network_finding
from twinpact.network.graph import Network, Territory, UnknownTerritoryError, network_of
from twinpact.network.lengths import length_distribution, link_lengths
from twinpact.network.measure import Measure
from twinpact.network.null_models import COMPARED, Surprise, rewire, surprises
from twinpact.network.paths import Paths, effective_diameter, shortest_paths
from twinpact.network.position import Position, Standing, position_of
from twinpact.network.reading import LINK_COLUMNS, PLACE_COLUMNS, read_network
from twinpact.network.report import (
    MEASURES,
    TERRITORY_COLUMNS,
    Report,
    centralities,
    measure_network,
    territory_rows,
)
from twinpact.network.size import degree_distribution

__all__ = [
    "COMPARED",
    "LINK_COLUMNS",
    "MEASURES",
    "PLACE_COLUMNS",
    "TERRITORY_COLUMNS",
    "Communities",
    "CountryNetwork",
    "Measure",
    "Network",
    "Paths",
    "Position",
    "Report",
    "Standing",
    "Surprise",
    "Territory",
    "UnknownTerritoryError",
    "betweenness",
    "centralities",
    "closeness",
    "component_members",
    "core",
    "country_network",
    "degree_distribution",
    "effective_diameter",
    "find_communities",
    "length_distribution",
    "link_lengths",
    "measure_network",
    "network_of",
    "pagerank",
    "position_of",
    "read_network",
    "rewire",
    "say_network_finding",
    "shortest_paths",
    "surprises",
    "territory_rows",
]
