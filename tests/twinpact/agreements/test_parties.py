"""Parties keep their words, and get a place only where it is plain."""

from pathlib import Path

import pytest
import yaml

from twinpact.agreements import read_party
from twinpact.agreements.parsing.peers import settle_by_peers

WRITTEN = yaml.safe_load(Path(__file__).with_name("parties.yaml").read_text("utf-8"))


@pytest.mark.parametrize("example", WRITTEN, ids=lambda example: example["written"])
def test_a_party_is_the_place_that_its_words_mean(example):
    hints = {name: example.get(name) for name in ("country", "level", "language")}
    party = read_party(example["written"], **hints)
    assert party.written == example["written"]
    assert (party.place.id if party.place else None) == example["means"]
    assert party.reason


def test_a_name_that_may_be_two_places_is_not_decided_by_chance():
    party = read_party("Cuenca")
    assert party.place is None
    assert party.status == "ambiguous"
    assert {place.country for place in party.candidates} >= {"EC", "ES"}


def test_an_unavailable_name_is_no_place():
    assert read_party("Not available").status == "not_found"


def test_a_town_or_a_state_of_one_name_is_told_by_its_partner():
    plain = (read_party("Jalisco, Mexico", level="state"), read_party("Cordoba, Argentina"))
    assert plain[1].status == "ambiguous"
    settled = settle_by_peers(plain)[1]
    assert settled.place is not None
    assert settled.place.id == "AR-X"
    assert "like the other party" in settled.reason


def test_two_towns_of_one_name_stay_in_doubt():
    plain = (read_party("Medellin, Colombia"), read_party("Cuenca"))
    assert settle_by_peers(plain)[1].place is None
