"""The findings come back as the same spreadsheet, with comments and colours."""

import io
import re
import zipfile
from datetime import date

import pytest

from twinpact.agreements import run_checks
from twinpact.formats.agreements import read_table_of_agreements
from twinpact.formats.commented_workbook import CheckedTable, commented_workbook
from twinpact.formats.tables import read_table, read_tables

CSV = (
    "Registro de hermanamientos;;;\n\n"
    "Municipio;Ciudad hermana;Fecha;Notas\n"
    "Medellín;Bilbao;31/02/2010;=HYPERLINK(1)\n"
    "Bello;;2010;\n"
    "Total;;2;\n"
)
JSON = '[{"Municipio": "Medellín", "Contraparte": "Bilbao", "Fecha": "pronto"}]'


def checked(content):
    found = []
    for table in read_tables(content):
        mapping, pairs, notes = read_table_of_agreements(table)
        told = [*notes, *(one for _, few in pairs for one in few)]
        told += run_checks([agreement for agreement, _ in pairs], on=date(2026, 11, 23))
        found.append(CheckedTable(table, mapping, told))
    return found


def parts(book):
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_rows_stand_where_they_stood_with_a_comment_on_the_cell(language):
    book = commented_workbook(checked(CSV.encode()), language=language)
    table = read_table(book, sheet="1")
    assert table.titles == ("Registro de hermanamientos",)
    assert [number for number, _ in table.rows] == [4, 5]
    assert table.rows[0][1]["Fecha"] == "31/02/2010"
    comments = parts(book)["xl/comments1.xml"]
    cells = set(re.findall(r'<comment ref="(\w+)"', comments))
    assert {"C4", "B5", "A6", "D3"} <= cells
    assert "31/02/2010" in comments


def test_the_gravest_finding_gives_the_colour():
    styles = parts(commented_workbook(checked(CSV.encode()), language="es"))
    assert "FFE58A8A" in styles["xl/styles.xml"]
    sheet = styles["xl/worksheets/sheet1.xml"]
    critical = re.search(r'<c r="B5" s="(\d+)"', sheet)
    assert critical is not None


def test_all_findings_are_listed_the_gravest_first():
    book = commented_workbook(checked(CSV.encode()), language="es")
    listed = read_table(book, sheet="Hallazgos")
    rows = [cells for _, cells in listed.rows]
    assert tuple(rows[0]) == ("row", "column", "value", "severity", "code", "message")
    assert rows[0]["severity"] == "Crítico"
    unread = next(cells for cells in rows if cells["code"] == "date_unread")
    assert (unread["row"], unread["column"], unread["value"]) == ("4", "Fecha", "31/02/2010")


def test_nothing_of_the_file_is_ever_run():
    book = parts(commented_workbook(checked(CSV.encode()), language="en"))
    assert not any("<f>" in text for name, text in book.items() if "worksheets" in name)


def test_records_become_a_sheet_with_their_headings():
    book = commented_workbook(checked(JSON.encode()), language="en")
    table = read_table(book, sheet="1")
    assert table.header == ("Municipio", "Contraparte", "Fecha")
    assert 'ref="C2"' in parts(book)["xl/comments1.xml"]
