"""Columns are recognised from their headings, from where they stand, and from their values."""

from pathlib import Path

import pytest
import yaml

from twinpact.agreements import dump_mapping, load_mapping, recognise_columns
from twinpact.agreements.headings import meaning_of

WRITTEN = yaml.safe_load(Path(__file__).with_name("headings.yaml").read_text("utf-8"))


@pytest.mark.parametrize("example", WRITTEN, ids=lambda example: example["written"])
def test_a_heading_means_a_column_of_ours(example):
    meaning = meaning_of(example["written"])
    assert (meaning and meaning.column) == example["means"]


@pytest.mark.parametrize(
    ("header", "of_near", "of_partner"),
    [
        (("Municipio", "Ciudad hermana", "País"), None, "País"),
        (("Municipio", "País", "Ciudad hermana"), None, "País"),
        (("country", "city", "sister"), "country", None),
        (("País", "Municipio", "País (2)", "Ciudad hermana"), "País", "País (2)"),
        (("Partner", "Country", "Municipality"), None, "Country"),
    ],
)
def test_whose_country_a_plain_country_is_depends_on_where_it_stands(header, of_near, of_partner):
    columns = {column: name for name, column in recognise_columns(header).columns.items()}
    assert columns.get("party_1_country") == of_near
    assert columns.get("party_2_country") == of_partner


def test_a_heading_that_nobody_knows_is_read_by_its_values_and_that_is_said():
    header = ("Nuestra", "La otra", "Dónde", "column 4", "Cómo va")
    values = [
        ("Medellín", "Bilbao", "España", "1998", "Vigente"),
        ("Bello", "Monterrey", "México", "agosto de 2010", "vencido"),
        ("Guatapé", "Toledo", "Estados Unidos", "2005-03", "en trámite"),
    ]
    mapping = recognise_columns(header, [dict(zip(header, row, strict=True)) for row in values])
    assert mapping.columns == {
        "Nuestra": "party_1", "La otra": "party_2", "Dónde": "party_2_country",
        "column 4": "signed", "Cómo va": "state",
    }  # fmt: skip
    assert {note.code for note in mapping.findings()} == {"column_read_by_values"}


def test_a_date_under_words_that_nobody_knows_is_no_date_of_signature():
    header = ("Municipio", "Contraparte", "Última visita")
    rows = [
        dict(zip(header, ("Bello", "Bilbao", day), strict=True))
        for day in ("1998", "2001", "2007")
    ]
    assert recognise_columns(header, rows).unknown == ("Última visita",)


def test_values_that_disagree_decide_nothing():
    header = ("Municipio", "Contraparte", "Notas")
    rows = [
        dict(zip(header, ("Bello", "Bilbao", note), strict=True))
        for note in ("1998", "llamar", "México", "pendiente de foto")
    ]
    assert recognise_columns(header, rows).unknown == ("Notas",)


def test_a_map_says_what_is_not_to_be_read_and_is_saved_with_it():
    given = load_mapping("columns: {A: party_2}\nkept: [Fecha, Notas]\n")
    used = given.completed(recognise_columns(("A", "Fecha", "Notas", "Año")))
    assert used.columns == {"A": "party_2", "Año": "signed"}
    assert used.unknown == ()
    assert load_mapping(dump_mapping(used)) == load_mapping(dump_mapping(used))
    assert load_mapping(dump_mapping(used)).kept == ("Fecha", "Notas")
