"""Parties keep their words, and get a place only where it is plain."""

from pathlib import Path

import pytest
import yaml

from twinpact.agreements import Mapping, read_agreements, read_party, recognise_columns
from twinpact.agreements.parsing.listed_names import listed
from twinpact.agreements.parsing.parties import parted

CITIES = Mapping({"Municipio": "party_1", "Ciudades": "party_2"})
LISTED = yaml.safe_load(Path(__file__).with_name("listed.yaml").read_text("utf-8"))
WRITTEN = yaml.safe_load(Path(__file__).with_name("parties.yaml").read_text("utf-8"))


@pytest.mark.parametrize("example", WRITTEN, ids=lambda example: example["written"])
def test_a_party_is_the_place_that_its_words_mean(example):
    hints = {name: example.get(name) for name in ("country", "level")}
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


def read_rows(*rows):
    """The parties of rows with a near side and a partner."""
    header = ("party_1", "party_1_level", "party_2")
    table = [(n, dict(zip(header, row, strict=True))) for n, row in enumerate(rows, start=2)]
    read = read_agreements(table, recognise_columns(header))
    return [agreement.parties for agreement, _ in read]


def test_a_town_or_a_state_of_one_name_is_told_by_its_partner():
    ((_, partner),) = read_rows(("Jalisco, Mexico", "state", "Cordoba, Argentina"))
    assert partner.place is not None
    assert partner.place.id == "AR-X"
    ((_, partner),) = read_rows(("Medellin, Colombia", "municipality", "Cordoba, Argentina"))
    assert partner.place is not None
    assert partner.place.level == "municipality"


def test_a_near_side_is_told_by_its_partner_too():
    ((near, _),) = read_rows(("Cordoba, Argentina", None, "Jalisco, Mexico"))
    assert near.place is not None
    assert near.place.id == "AR-X"


def test_two_towns_of_one_name_stay_in_doubt():
    ((_, partner),) = read_rows(("Medellin, Colombia", "municipality", "Cuenca"))
    assert partner.place is None


@pytest.mark.parametrize(
    ("written", "parties"),
    [
        ("Bilbao, España; Cádiz, España", ["Bilbao, España", "Cádiz, España"]),
        ("Bilbao\nCádiz", ["Bilbao", "Cádiz"]),
        ("Bilbao\nEspaña", ["Bilbao\nEspaña"]),
        ("- Bilbao (España)\n- Monterrey\n(México)", ["Bilbao (España)", "Monterrey, México"]),
        ("1. Bilbao\n2. Cádiz", ["Bilbao", "Cádiz"]),
        ("San Nicolás\nde los Garza", ["San Nicolás\nde los Garza"]),
        ("Alb-Donau-Kreis", ["Alb-Donau-Kreis"]),
        ("Trinidad y Tobago", ["Trinidad y Tobago"]),
        ("München / Munich", ["München / Munich"]),
        ("a | b", ["a", "b"]),
    ],
)
def test_a_cell_with_several_partners_is_parted(written, parties):
    assert parted(written) == parties


def test_several_partners_of_a_cell_are_parties_to_one_agreement_and_that_is_said():
    header = ("Municipio", "Ciudades hermanas", "País")
    row = dict(zip(header, ("Medellín", "Bilbao; Monterrey", "España; México"), strict=True))
    ((agreement, found),) = read_agreements([(2, row)], recognise_columns(header))
    assert [party.written for party in agreement.parties] == ["Medellín", "Bilbao", "Monterrey"]
    assert [party.place.country for party in agreement.parties] == ["CO", "ES", "MX"]
    assert [one.code for one in found] == ["several_partners"]


@pytest.mark.parametrize("example", LISTED, ids=lambda example: example["written"])
def test_a_cell_with_and_is_a_list_only_where_each_name_is_a_territory(example):
    assert listed(example["written"]) == example["names"]


def test_the_territories_of_a_list_are_parties_and_that_is_said():
    row = {"Municipio": "Medellín", "Ciudades": "Bilbao, Monterrey y Fort Lauderdale"}
    [(agreement, findings)] = read_agreements([(2, row)], CITIES)
    assert [party.written for party in agreement.parties[1:]] == [
        "Bilbao",
        "Monterrey",
        "Fort Lauderdale",
    ]
    assert "several_partners" in {finding.code for finding in findings}
