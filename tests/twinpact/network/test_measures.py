"""What the measures say of a network that can be counted by hand."""

import inspect
from math import isclose, log, sqrt

import numpy as np
import pytest

from twinpact.network import (
    MEASURES,
    centralities,
    component_members,
    country_network,
    degree_distribution,
    find_communities,
    length_distribution,
    link_lengths,
    measure_network,
    network_of,
    shortest_paths,
)

BY_HAND = {
    "nodes": 9,
    "edges": 7,
    "mean_degree": 14 / 9,
    "max_degree": 3,
    "components": 3,
    "largest_component": 6,
    "triangles": 1,
    "transitivity": 3 / 8,
    "diameter": 3,
    "mean_distance": (6 * 1 + 5 * 2 + 4 * 3) / 15,
    "median_distance": 2,
    "joined_share": 16 / 36,
    "mean_distance_of_all": (7 * 1 + 5 * 2 + 4 * 3) / 16,
    "isolates": 1,
    "density": 7 / 36,
    "wedges": 8,
    "claws": 2,
    "squares": 0,
    "domestic_share": 4 / 6,
    "countries": 2,
    "country_links": 1,
    "country_mean_distance": 1,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_the_measure_is_what_counting_by_hand_gives(small, name):
    assert measure_network(small, seed=1).value(name) == pytest.approx(BY_HAND[name], abs=1e-12)


def test_each_measure_says_of_how_many_it_was_formed(small):
    told = {one.name: one for one in measure_network(small, seed=1).measures}
    assert (told["domestic_share"].known, told["domestic_share"].total) == (6, 7)
    assert (told["median_km"].known, told["median_km"].total) == (6, 7)
    assert (told["population_assortativity"].known, told["population_assortativity"].total) == (
        6,
        7,
    )
    assert (told["mean_distance"].known, told["mean_distance"].total) == (15, 36)


def test_every_measure_has_a_definition_and_tells_its_own_name(small):
    told = [one.name for one in measure_network(small, seed=1).measures]
    assert told == [measure.__name__ for measure in MEASURES]
    for measure in MEASURES:
        assert inspect.getdoc(measure)
        assert "Unknown:" in inspect.getdoc(inspect.getmodule(measure))


def test_what_is_not_known_stays_unknown_and_is_no_zero():
    report = measure_network(network_of([], [("a", "b"), ("b", "c")]), seed=1)
    for name in ("population_assortativity", "country_assortativity", "domestic_share", "mean_km"):
        assert report.value(name) is None
    assert report.value("transitivity") == 0


def test_a_network_without_links_has_no_distances():
    report = measure_network(network_of([], []), seed=1)
    for name in ("mean_degree", "diameter", "mean_distance", "transitivity", "modularity", "gini"):
        assert report.value(name) is None
    assert report.value("nodes") == report.value("components") == 0


def test_all_alike_has_no_correlation():
    ring = network_of([], [("a", "b"), ("b", "c"), ("c", "a")])
    assert measure_network(ring, seed=1).value("degree_assortativity") is None


def test_a_star_is_as_uneven_as_can_be_and_its_eigenvalue_is_the_root_of_its_rays():
    star = network_of([], [("hub", f"ray {n}") for n in range(9)])
    report = measure_network(star, seed=1)
    assert report.value("degree_assortativity") == pytest.approx(-1)
    assert report.value("spectral_norm") == pytest.approx(3, abs=1e-6)
    assert report.value("claws") == 84
    assert report.value("balanced_inequality") == pytest.approx(5 / 14)
    entropy = -(9 * log(1 / 18) / 18 + log(1 / 2) / 2) / log(10)
    assert report.value("degree_entropy") == pytest.approx(entropy)


def test_a_ring_of_four_is_one_square_and_a_full_group_of_four_three():
    ring = network_of([], ["ab", "bc", "cd", "da"])
    full = network_of([], ["ab", "bc", "cd", "da", "ac", "bd"])
    assert measure_network(ring, seed=1).value("squares") == 1
    assert measure_network(full, seed=1).value("squares") == 3
    assert measure_network(full, seed=1).value("triangles") == 4


def test_degrees_and_lengths_are_told_as_distributions(small):
    assert degree_distribution(small) == {0: 1, 1: 4, 2: 2, 3: 2}
    bands = length_distribution(small)
    assert sum(links for _, _, links in bands) == 6
    assert bands[1] == (100, 250, 5)


def test_a_link_across_the_antimeridian_is_short(small):
    km = dict(zip(map(tuple, small.ends.tolist()), link_lengths(small), strict=True))
    ends = (small.position("gila"), small.position("hama"))
    assert isclose(km[ends], 222.39, abs_tol=0.01)


def test_the_ends_of_a_path_lie_on_no_shortest_way_and_its_middle_on_all():
    path = network_of([], ["ab", "bc"])
    values = centralities(measure_network(path, seed=1))
    assert values["betweenness"].tolist() == [0, 1, 0]
    assert values["closeness"].tolist() == pytest.approx([2 / 3, 1, 2 / 3])
    assert values["pagerank"].sum() == pytest.approx(1)
    assert values["core"].tolist() == [1, 1, 1]


def test_a_territory_without_links_is_a_part_and_a_group_of_its_own(small):
    ida = small.position("ida")
    assert [len(members) for members in component_members(small)] == [6, 2, 1]
    assert component_members(small)[2].tolist() == [ida]
    groups = find_communities(small, seed=3)
    assert groups.sizes == sorted(groups.sizes, reverse=True)
    assert (groups.groups == groups.groups[ida]).sum() == 1
    assert shortest_paths(small).reached[ida] == 0


def test_countries_are_linked_as_often_as_their_territories(small):
    states = country_network(small)
    assert states.between == {("AA", "BB"): 2}
    assert states.within == {"AA": 3, "BB": 1}
    assert states.strength() == {"AA": 2, "BB": 2}
    assert (states.known, states.total) == (6, 7)


def test_more_than_one_batch_of_sources_is_counted_right():
    n = 1500
    ring = network_of([], [(f"{a:04}", f"{(a + 1) % n:04}") for a in range(n)])
    found = shortest_paths(ring)
    assert len(found.counts) == n // 2
    assert np.all(found.eccentricity == n // 2)
    assert np.all(found.farness == (n // 2) ** 2)
    assert sqrt(found.farness[0]) == n // 2
