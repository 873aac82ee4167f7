"""Headers are understood, or said not to be."""

import pytest

from twinpact.agreements import (
    Mapping,
    UnreadMappingError,
    columns_of_our_table,
    dump_mapping,
    load_mapping,
    read_agreements,
    recognise_columns,
)


def test_the_german_register_is_recognised_without_a_map():
    header = (
        *("row", "municipality", "postcode", "state_de", "partner", "partner_country_de"),
        *("partner_country_en", "year", "form", "lat", "lon", "partner_lat", "partner_lon"),
    )
    rows = [{"state_de": "Nordrhein-Westfalen"}, {"state_de": "Bayern"}]
    found = recognise_columns(header, rows)
    assert found.columns == {
        "row": "key",
        "municipality": "party_1",
        "state_de": "party_1_region",
        "partner": "party_2",
        "partner_country_de": "party_2_country",
        "partner_country_en": "party_2_country",
        "year": "signed",
        "form": "form",
    }
    assert found.constants == {"party_1_level": "municipality"}
    assert found.languages["state_de"] == "de"
    assert found.unread == ("postcode", "lat", "lon", "partner_lat", "partner_lon")


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("Municipio", "Ciudad hermana", "País", "Año"),
         ["party_1", "party_2", "party_2_country", "signed"]),
        (("Município", "Cidade-irmã", "País", "Data de assinatura"),
         ["party_1", "party_2", "party_2_country", "signed"]),
        (("Gemeinde", "Partnerstadt", "Jahr"), ["party_1", "party_2", "signed"]),
        (("City", "Sister city", "Country", "Since"),
         ["party_1", "party_2", "party_2_country", "signed"]),
        (("MUNICIPALITY", "INTERNATIONAL PROVINCE", "FOCUS OF THE AGREEMENT", "DATE"),
         ["party_1", "party_2", "focus", "signed"]),
    ],
)  # fmt: skip
def test_headers_are_read_in_many_languages(header, columns):
    assert recognise_columns(header).columns == dict(zip(header, columns, strict=True))


@pytest.mark.parametrize(
    ("values", "column"),
    [(["Vigente", "Vencido"], "state"), (["Jalisco", "Nuevo León"], "party_1_region")],
)
def test_an_estado_is_told_by_what_stands_under_it(values, column):
    rows = [{"Estado": value} for value in values]
    header = ("Municipio", "Estado", "Contraparte")
    assert recognise_columns(header, rows).columns["Estado"] == column


def test_a_header_that_nobody_understands_becomes_a_note():
    found = recognise_columns(("Municipio", "Contraparte", "Xyzzy"))
    assert [note.code for note in found.findings()] == ["column_not_understood"]
    assert found.findings()[0].values == {"column": "Xyzzy"}


def test_our_own_header_is_taken_as_it_is():
    header = columns_of_our_table(3)
    assert recognise_columns(header).columns == {name: name for name in header}


def test_a_map_is_kept_as_yaml_and_read_back():
    mapping = Mapping({"A": "party_1"}, {"form": "twinning"}, {"title": "T"})
    assert load_mapping(dump_mapping(mapping)) == mapping


@pytest.mark.parametrize(
    "text",
    ["columns: {A: nowhere}", "columns: [a]", "other: {}", "- a", "a: [", "constants: {x: {y: z}}",
     "columns: {A: party_0}", "42"],
)  # fmt: skip
def test_what_is_no_map_is_refused(text):
    with pytest.raises(UnreadMappingError):
        load_mapping(text)


def test_a_map_goes_before_what_is_recognised():
    given = Mapping({"A": "party_2"}, {"party_1": "Jalisco"})
    used = given.completed(recognise_columns(("A", "Partner", "Year")))
    assert used.columns == {"A": "party_2", "Year": "signed"}


def test_a_row_gives_an_agreement_even_where_nothing_in_it_can_be_read():
    mapping = Mapping({"p": "party_2", "d": "signed", "f": "form"})
    ((agreement, found),) = read_agreements(
        [(7, {"p": "Nowhere at all", "d": "31/02/2010", "f": "blah"})], mapping
    )
    assert agreement.row == 7
    assert agreement.raw == {"p": "Nowhere at all", "d": "31/02/2010", "f": "blah"}
    assert {one.code for one in found} == {"date_unread", "form_unread"}
    assert [statement.written for statement in agreement.statements] == [
        "Nowhere at all", "31/02/2010", "blah",
    ]  # fmt: skip


def test_two_columns_that_contradict_each_other_are_told():
    mapping = recognise_columns(("partner", "partner_country_de", "partner_country_en"))
    row = {"partner": "Villach", "partner_country_de": "Italien", "partner_country_en": "Austria"}
    ((agreement, found),) = read_agreements([(2, row)], mapping)
    assert [one.code for one in found] == ["values_differ"]
    assert agreement.parties[0].place is not None
    assert agreement.parties[0].place.country == "AT"


def test_several_parties_and_words_stand_in_one_row():
    header = ("party_1", "party_2", "party_3", "motivations", "languages", "party_2_initiator")
    row = dict(
        zip(header, ("Jalisco, Mexico", "Antioquia, Colombia", "Minas Gerais, Brazil",
                     "historical|económica", "es|pt", "sí"), strict=True)
    )  # fmt: skip
    ((agreement, found),) = read_agreements([(2, row)], recognise_columns(header))
    assert [party.place.id for party in agreement.parties] == ["MX-JAL", "CO-ANT", "BR-MG"]
    assert agreement.motivations == ("historical", "economic")
    assert agreement.languages == ("es", "pt")
    assert agreement.parties[1].initiator is True
    assert found == []
