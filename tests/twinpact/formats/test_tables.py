"""Tables are read from whatever offices write; what is no table gets one plain sentence."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from twinpact.formats.table import Limits, UnreadableFileError
from twinpact.formats.tables import read_table, write_csv, write_xlsx

TEXT = "Municipio;Ciudad hermana;Año\nMedellín;Córdoba;1998\nBello;Şanlıurfa;2001\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    table = read_table(TEXT.encode(encoding))
    assert table.rows[1] == (
        3,
        {"Municipio": "Bello", "Ciudad hermana": "Şanlıurfa", "Año": "2001"},
    )


def test_a_windows_1252_file_keeps_its_accents():
    table = read_table("Municipio;País\nMedellín;España\n".encode("windows-1252"))
    assert table.rows[0][1] == {"Municipio": "Medellín", "País": "España"}
    assert table.encoding == "windows-1252"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(delimiter):
    text = delimiter.join(("a", "b", "c")) + "\n" + delimiter.join(("1", "2 x", "3"))
    table = read_table(text.encode())
    assert table.delimiter == delimiter
    assert table.rows == [(2, {"a": "1", "b": "2 x", "c": "3"})]


def test_titles_above_the_header_are_kept_apart():
    text = "Ayuntamiento de X;;\n;;\nMunicipio;Ciudad hermana;Año\nA;B;1998\n"
    table = read_table(text.encode())
    assert table.header == ("Municipio", "Ciudad hermana", "Año")
    assert table.titles == ("Ayuntamiento de X",)
    assert table.rows[0][0] == 4


def test_a_cell_beyond_the_header_is_not_lost():
    table = read_table(b"a,b\n1,2,3\n")
    assert table.rows == [(2, {"a": "1", "b": "2", "column 3": "3"})]


def test_two_columns_of_one_name_stay_two():
    assert read_table(b"a,a\n1,2\n").rows == [(2, {"a": "1", "a (2)": "2"})]


def test_blank_rows_are_no_rows_and_keep_the_numbering():
    assert read_table(b"a,b\n1,2\n,\n3,4\n").rows[1] == (4, {"a": "3", "b": "4"})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "PNG"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"a,b\n1,\x00\n", "NUL"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0 broken", "damaged"),
        (b"<html><table></table></html>", "web page"),
        (b'{"a": 1', "JSON"),
        (b"[1, 2, 3]", "no list of records"),
        (b"<?xml version='1.0'?><a><b/></a>", "XML of a kind"),
        (b"<iati-activities><iati-activity>", "damaged"),
        (bytes(range(1, 256)) * 20, "not text"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(content, says):
    with pytest.raises(UnreadableFileError) as refused:
        read_table(content, name="register.csv")
    assert says in str(refused.value)
    assert str(refused.value).startswith("register.csv: ")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="nothing"):
        read_table(tmp_path / "nothing.csv")


def workbook(draw):
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        draw(book)
    return out.getvalue()


def test_merged_headings_over_two_rows_become_one_heading_each():
    def draw(book):
        page = book.add_worksheet("Hermanamientos")
        page.merge_range(0, 0, 0, 3, "Registro de hermanamientos 2010")
        page.write(2, 0, "Municipio")
        page.merge_range(2, 1, 2, 2, "Contraparte")
        page.write_row(3, 1, ["Ciudad", "País"])
        page.write(2, 3, "Año")
        page.write_row(4, 0, ["Bello", "Trujillo", "España", 2005])
        book.add_worksheet("Notas").write(0, 0, "see the archive")

    table = read_table(workbook(draw))
    assert table.header == ("Municipio", "Contraparte Ciudad", "Contraparte País", "Año")
    assert table.rows == [
        (5, {"Municipio": "Bello", "Contraparte Ciudad": "Trujillo", "Contraparte País": "España",
             "Año": "2005"})
    ]  # fmt: skip
    assert table.titles == ("Registro de hermanamientos 2010",)
    assert table.other_sheets == ("Notas",)


def test_days_of_a_workbook_are_read_as_days():
    def draw(book):
        page = book.add_worksheet()
        page.write_row(0, 0, ["Municipio", "Fecha"])
        page.write(1, 0, "Bello")
        page.write_number(1, 1, 40404, book.add_format({"num_format": "dd/mm/yyyy"}))

    assert read_table(workbook(draw)).rows[0][1]["Fecha"] == "2010-08-14"


def test_rows_of_a_workbook_that_starts_lower_down_keep_their_numbers():
    def draw(book):
        page = book.add_worksheet()
        page.write_row(3, 2, ["Municipio", "Año"])
        page.write_row(4, 2, ["Bello", 2005])

    assert read_table(workbook(draw)).rows[0][0] == 5


def test_an_empty_workbook_is_refused():
    with pytest.raises(UnreadableFileError, match="empty"):
        read_table(workbook(lambda book: book.add_worksheet()))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    with pytest.raises(UnreadableFileError, match="unpacks to more"):
        read_table(packed.getvalue(), limits=Limits(unpacked_bytes=1_000_000))


def test_two_cells_at_opposite_corners_do_not_fill_the_memory():
    def draw(book):
        page = book.add_worksheet()
        page.write(0, 0, "a")
        page.write(1_048_575, 16_383, "b")

    with pytest.raises(UnreadableFileError, match="more cells"):
        read_table(workbook(draw))


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(UnreadableFileError, match="larger than"):
        read_table(b"a,b\n" + b"1,2\n" * 1000, limits=Limits(bytes=1000))


def test_too_many_columns_are_refused():
    with pytest.raises(UnreadableFileError, match="more cells"):
        read_table(b"," * 5000 + b"\n")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-x", "@SUM(A1)", "'=1", " =1", "\t=1"])
def test_a_formula_is_written_so_that_nothing_runs_it_and_read_back(formula):
    header, rows = ("a", "b"), [(formula, "x")]
    text = write_csv(header, rows)
    assert text.splitlines()[1].strip('"').startswith("'")
    assert read_table(text.encode()).rows[0][1]["a"] == formula.strip()
    assert read_table(write_xlsx(header, rows, sheet="s")).rows[0][1]["a"] == formula.strip()


def test_numbers_may_be_negative():
    assert write_csv(("lat",), [(-1.5,)]) == "lat\r\n-1.5\r\n"


def sentence_or_table(content):
    """What reading the file says: its table, or the one sentence that refuses it."""
    try:
        return read_table(content)
    except UnreadableFileError as refused:
        return str(refused)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_one_sentence(content):
    read = sentence_or_table(content)
    if isinstance(read, str):
        assert read.startswith("The file: ")
        assert "\n" not in read
    else:
        assert all(set(cells) == set(read.header) for _, cells in read.rows)


SOUND = write_xlsx(("Municipio", "Partner"), [("Bello", "Trujillo")] * 3, sheet="s")


@settings(max_examples=200, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), noise=st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_gives_a_table_or_one_sentence(at, noise):
    place = int(at * len(SOUND))
    read = sentence_or_table(SOUND[:place] + noise + SOUND[place + 4 :])
    assert "\n" not in (read if isinstance(read, str) else read.header[0])
