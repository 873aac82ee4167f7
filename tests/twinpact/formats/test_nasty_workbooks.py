"""What comes out of workbooks as offices really keep them, and what is said to be left out."""

import importlib.util
from pathlib import Path

import pytest

from twinpact.formats.agreements import read_table_of_agreements
from twinpact.formats.tables import read_table, read_tables

_PLACE = Path(__file__).with_name("nasty_workbooks.py")
_SPEC = importlib.util.spec_from_file_location("nasty_workbooks", _PLACE)
nasty_workbooks = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(nasty_workbooks)


def read(name, sheet=None):
    """The agreements of a workbook, what was found in them by row, and the notes on the table."""
    table = read_table(nasty_workbooks.NASTY[name](), sheet=sheet)
    _, pairs, notes = read_table_of_agreements(table)
    found = {agreement.row: [one.code for one in few] for agreement, few in pairs}
    return [agreement for agreement, _ in pairs], found, notes


def parties(agreement):
    return [party.written for party in agreement.parties]


def test_a_header_in_two_languages_is_understood_and_notes_below_are_no_agreements():
    agreements, found, notes = read("two_languages_in_one_header")
    assert [parties(one) for one in agreements] == [
        ["Medellín", "Bilbao"], ["Bello", "San Nicolás de los Garza"],
        ["Guatapé", "San Juan del Puerto"], ["Rionegro", "Monterrey"], ["Envigado", "Cádiz"],
        ["Itagüí", "Trujillo"],
    ]  # fmt: skip
    assert [one.signed.isoformat() for one in agreements] == [
        "1998-06-12", "2010-02", "1998-03-25", "1998-03-02", "1999-01-01", "",
    ]  # fmt: skip
    assert [one.state for one in agreements] == [
        "in_force", "internal_approval", "expired", "in_force", None, None,
    ]  # fmt: skip
    assert [theme.theme for theme in agreements[0].themes] == ["tourism", "culture"]
    assert [one.parties[1].place.country for one in agreements] == [
        "ES", "MX", "ES", "MX", "ES", "ES",
    ]  # fmt: skip
    assert found[8] == ["date_settled_by_column"]
    assert found[9] == ["date_serial"]
    assert [(one.code, one.row) for one in notes] == [("row_is_note", 12), ("row_is_note", 13)]


def test_a_header_of_two_rows_and_parties_merged_downwards_are_understood():
    agreements, found, notes = read("merged_header_of_two_rows")
    assert [parties(one) for one in agreements] == [
        ["Medellín", "Monterrey"], ["Medellín", "Bilbao"], ["Medellín", "Fort Lauderdale"],
        ["Bello", "San Nicolás de los Garza"],
    ]  # fmt: skip
    assert [(one.in_force.isoformat(), one.ends.isoformat()) for one in agreements] == [
        ("1996", "2001"), ("2008", "2011"), ("1961", ""), ("2010", "2015"),
    ]  # fmt: skip
    assert found == {3: [], 4: ["date_range"], 5: [], 6: []}
    assert [one.code for one in notes] == ["merged_cells_filled"]
    assert all(party.place is not None for one in agreements for party in one.parties)


def test_colours_and_comments_are_not_read_and_that_is_said():
    agreements, _, notes = read("colours_as_meaning")
    assert len(agreements) == 3
    assert all(one.state is None for one in agreements)
    told = {one.code: one.values for one in notes}
    assert told["coloured_cells"] == {"count": 8, "colours": "#92D050: 4, #FF0000: 4"}
    assert told["comments_not_read"] == {"count": 1}
    assert told["sheet_not_read"] == {"sheet": "Legenda"}


def test_totals_headings_and_repeated_headers_are_no_agreements():
    agreements, _, notes = read("totals_and_a_second_table")
    assert [(one.key, one.signed.isoformat()) for one in agreements] == [
        ("1", "1970"), ("2", "1985"), ("3", "2003"),
    ]  # fmt: skip
    assert [one.parties[1].place.country for one in agreements] == ["ES", "ES", "DE"]
    assert [(one.code, one.row) for one in notes if one.row is not None] == [
        ("row_is_heading", 2), ("row_is_total", 5), ("header_repeated", 6),
        ("row_is_heading", 7), ("row_is_total", 9),
    ]  # fmt: skip
    assert [one.values["sheet"] for one in notes if one.code == "sheet_not_read"] == [
        "Numeralia!A13"
    ]


def test_a_second_table_below_is_a_table_of_its_own():
    first, second = read_tables(nasty_workbooks.totals_and_a_second_table())
    assert (first.sheet, second.sheet) == ("Numeralia", "Numeralia!A13")
    assert second.titles == ("Cartas de intención",)
    agreements, _, _ = read("totals_and_a_second_table", sheet="Numeralia!A13")
    assert [(parties(one), one.signed.isoformat()) for one in agreements] == [
        (["Zapopan", "Grand Rapids"], "2010-08"), (["Tlaquepaque", "Springfield"], "2011"),
    ]  # fmt: skip


def test_an_open_document_with_merged_parties_and_several_partners_is_understood():
    agreements, found, notes = read("merged_parties_in_an_open_document")
    assert [parties(one) for one in agreements] == [
        ["Aachen", "Reims"], ["Aachen", "Halifax"], ["Aachen", "Toledo"],
        ["Soest", "Sárospatak", "Herzeele"],
    ]  # fmt: skip
    assert [party.place.country for party in agreements[3].parties[1:]] == ["HU", "FR"]
    assert [one.signed.isoformat() for one in agreements] == ["1967", "1949", "", "1988-03"]
    assert found[5] == ["several_partners"]
    assert [one.code for one in notes] == ["merged_cells_filled", "row_is_note"]


@pytest.mark.parametrize("name", nasty_workbooks.NASTY)
def test_every_text_of_a_workbook_is_in_a_row_a_title_or_a_remark(name):
    tables = read_tables(nasty_workbooks.NASTY[name]())
    told = " ".join(
        text
        for table in tables
        for text in [
            *table.header, *table.titles,
            *(cell for _, cells in table.rows for cell in cells.values() if cell),
            *(str(one.values.get("written")) for one in table.remarks),
        ]
    )  # fmt: skip
    grids = {id(table.grid): table.grid for table in tables}.values()
    for text in (cell for grid in grids for row in grid.rows for cell in row if cell):
        assert text in told
