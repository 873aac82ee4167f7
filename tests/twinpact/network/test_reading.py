"""Rows of links and territories become a network, and nothing is lost in silence."""

import pytest

from twinpact.network import UnknownTerritoryError, read_network, say_network_finding


def rows(*cells, columns=("a", "b")):
    return [(n, dict(zip(columns, row, strict=True))) for n, row in enumerate(cells, start=2)]


PLACES = rows(
    ("aru", "1.5", "2", "300"), ("bela", None, None, None), ("cima", "91", "x", "-4"),
    columns=("id", "lat", "lon", "population"),
)  # fmt: skip


def codes(found):
    return [(one.row, one.code) for one in found]


def test_links_with_themselves_and_repeated_ones_are_told_and_count_for_nothing():
    network, found = read_network(rows(("a", "b"), ("b", "a"), ("c", "c"), ("a", "b")))
    assert codes(found) == [(3, "repeated_link"), (4, "self_link"), (5, "repeated_link")]
    assert (network.size, len(network.ends)) == (2, 1)


def test_a_link_without_one_of_its_ends_is_told():
    network, found = read_network(rows(("a", None), (" ", "b"), ("a", "b")))
    assert codes(found) == [(2, "end_missing"), (3, "end_missing")]
    assert [one.column for one in found] == ["b", "a"]
    assert len(network.ends) == 1


def test_an_id_that_is_not_among_the_territories_is_told_once_and_counted():
    network, found = read_network(rows(("aru", "zeta"), ("bela", "zeta")), PLACES[:2])
    assert codes(found) == [(2, "place_unknown")]
    assert (network.size, len(network.ends)) == (3, 2)
    assert network.territories[network.position("zeta")].population is None


def test_a_value_that_is_not_understood_is_told_and_unknown():
    network, found = read_network(rows(("aru", "cima")), PLACES)
    assert codes(found) == [(4, "attribute_unread")] * 3
    assert [one.column for one in found] == ["lat", "lon", "population"]
    assert network.territories[network.position("cima")].point is None
    assert network.territories[network.position("aru")].point == (1.5, 2.0)


def test_a_territory_of_the_table_without_links_belongs_to_the_network():
    network, _ = read_network(rows(("aru", "bela")), PLACES)
    assert network.degrees[network.position("cima")] == 0


def test_a_territory_told_twice_keeps_its_first_row():
    table = rows(("a", "One"), ("a", "Two"), (None, "Three"), columns=("id", "name"))
    network, found = read_network(rows(("a", "b")), table)
    assert codes(found)[:2] == [(3, "repeated_place"), (4, "place_without_id")]
    assert network.territories[network.position("a")].name == "One"


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_every_finding_has_a_whole_sentence(language):
    _, found = read_network(
        rows(("a", "a"), ("a", None), ("aru", "cima"), ("cima", "aru")),
        [*PLACES, (9, {"id": "aru"}), (10, {"id": None})],
    )
    said = {one.code: say_network_finding(one, language) for one in found}
    assert len(said) == 7
    assert all("{" not in sentence for sentence in said.values())


def test_a_territory_that_is_not_there_is_refused_by_name():
    network, _ = read_network(rows(("a", "b")))
    with pytest.raises(UnknownTerritoryError, match="'z'"):
        network.position("z")
