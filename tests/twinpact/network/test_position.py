"""Where one territory stands beside its peers."""

import pytest

from twinpact.network import UnknownTerritoryError, position_of


def test_a_territory_is_ranked_among_its_peers(small):
    dola = position_of(small, "dola")
    assert [one.id for one in dola.partners] == ["cima", "esta", "fora"]
    assert dola.countries == {"AA": 1, "BB": 1}
    assert dola.partners_without_country == 1
    among = {group: told["degree"] for group, told in dola.among.items() if told is not None}
    assert among["all"].rank == 1
    assert (among["country"].peers, among["country"].rank) == (2, 1)
    assert (among["size"].peers, among["size"].median) == (1, 3)
    assert among["size"].share_below == 0.5


def test_a_territory_of_unknown_ground_has_no_peers_which_is_not_an_empty_group(small):
    fora = position_of(small, "fora")
    assert fora.among["country"] is fora.among["level"] is None
    dola = position_of(small, "dola")
    level = dola.among["level"]["degree"]
    assert (level.peers, level.median, level.share_below, level.rank) == (0, None, None, 1)


def test_the_length_of_a_link_to_an_unknown_point_is_unknown(small):
    told = position_of(small, "dola")
    assert told.lengths_km[1] is None
    assert round(told.lengths_km[0]) == 111
    assert round(told.lengths_km[2]) == 6672


def test_who_is_not_there_has_no_position(small):
    with pytest.raises(UnknownTerritoryError, match="zeta"):
        position_of(small, "zeta")
