"""What holds for any network: the order of rows does not matter, and others count the same."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinpact.network import (
    centralities,
    find_communities,
    measure_network,
    network_of,
    position_of,
    read_network,
    rewire,
)
from twinpact.network.triangles import squares

IDS = [f"p{n}" for n in range(14)]
pairs = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), min_size=1, max_size=45)
PLACES = [
    (n + 2, {"id": one, "country_iso2": "AB"[n % 2] * 2, "population": str(10 ** (1 + n % 4)),
             "lat": str(n), "lon": str(n * 20 - 140)})
    for n, one in enumerate(IDS)
]  # fmt: skip


def values(links):
    rows = [(n, {"a": a, "b": b}) for n, (a, b) in enumerate(links, start=2)]
    network, _ = read_network(rows, PLACES)
    report = measure_network(network, seed=7)
    told = {one.name: (one.value, one.known, one.total) for one in report.measures}
    return told, {name: numbers.tolist() for name, numbers in centralities(report).items()}


@settings(max_examples=40, deadline=None)
@given(pairs, st.data())
def test_order_direction_and_repetition_of_links_change_no_measure(links, data):
    again = data.draw(st.permutations(links + links[: len(links) // 2]))
    assert values(links) == values([(b, a) for a, b in again])


def as_networkx(network):
    graph = nx.Graph()
    graph.add_nodes_from(range(network.size))
    graph.add_edges_from(network.ends.tolist())
    return graph


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_another_library_counts_the_same(links):
    network = network_of([], links)
    if not network.size:
        return
    graph, report = as_networkx(network), measure_network(network, seed=1)
    largest = graph.subgraph(max(nx.connected_components(graph), key=len))
    assert report.value("components") == nx.number_connected_components(graph)
    assert report.value("triangles") == sum(nx.triangles(graph).values()) // 3
    assert (report.value("transitivity") or 0) == pytest.approx(nx.transitivity(graph))
    assert squares(network).value == sum(1 for _ in nx.simple_cycles(graph, 4) if len(_) == 4)
    told = centralities(report)
    for name, theirs in (
        ("betweenness", nx.betweenness_centrality(graph)),
        ("closeness", nx.closeness_centrality(graph)),
        ("core", nx.core_number(graph)),
    ):
        assert told[name] == pytest.approx(np.array([theirs[n] for n in graph])), name
    norm = max(abs(np.linalg.eigvalsh(nx.to_numpy_array(graph))))
    assert report.value("spectral_norm") == pytest.approx(norm, rel=1e-5)
    sizes = {len(part) for part in nx.connected_components(graph)}
    if sum(len(part) == max(sizes) for part in nx.connected_components(graph)) == 1:
        assert report.value("diameter") == nx.diameter(largest)
        mean = nx.average_shortest_path_length(largest)
        assert report.value("mean_distance") == pytest.approx(mean)


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_groups_have_the_modularity_that_another_library_gives_them(links):
    network = network_of([], links)
    if not len(network.ends):
        return
    found = find_communities(network, seed=1)
    parts = [set(np.flatnonzero(found.groups == n).tolist()) for n in range(len(found.sizes))]
    theirs = nx.community.modularity(as_networkx(network), parts)
    assert found.modularity == pytest.approx(theirs)


@settings(max_examples=60, deadline=None)
@given(pairs, st.integers(0, 2**32))
def test_a_rewired_network_keeps_every_degree_and_stays_simple(links, seed):
    network = network_of([], links)
    other = rewire(network, seed=seed)
    assert other.degrees.tolist() == network.degrees.tolist()
    assert len({tuple(pair) for pair in other.ends.tolist()}) == len(network.ends)
    assert all(a < b for a, b in other.ends.tolist())


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_ranks_and_shares_of_a_position_agree(links):
    network = network_of([], links)
    for one in network.territories:
        standing = position_of(network, one.id).among["all"]["degree"]
        higher = int((network.degrees > standing.value).sum())
        assert standing.rank == 1 + higher
        assert 0 <= standing.share_below <= 1
