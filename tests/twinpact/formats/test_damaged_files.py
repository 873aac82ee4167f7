"""Damaged files give an answer or one sentence: a small, fast part of benchmarks/fuzz_intake."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinpact.formats.agreements import read_table_of_agreements
from twinpact.formats.table import UnreadableFileError
from twinpact.formats.tables import read_tables, write_xlsx

HEADER, ROWS = ("Municipio", "Contraparte", "Fecha"), [("Bello", "Bilbao", "2010")] * 3
FILES = {
    "csv": b"Municipio;Contraparte;Fecha\nBello;Bilbao;2010\n" * 2,
    "xlsx": write_xlsx(HEADER, ROWS, sheet="s"),
    "json": json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode(),
    "html": b"<table><tr><th>Municipio<th>Contraparte<tr><td rowspan=2>Bello<td>Bilbao</table>",
    "iati": b"<iati-activities><iati-activity><title>a</title></iati-activity></iati-activities>",
    "wikidata": (
        b'{"head":{"vars":["a","b"]},"results":{"bindings":[{"a":{"value":'
        b'"http://www.wikidata.org/entity/Q1"},"b":{"value":"http://www.wikidata.org/entity/Q2"}}]}}'
    ),
}


def tables_or_sentence(content):
    """The tables of a file, or the one sentence that refuses it."""
    try:
        return read_tables(content)
    except UnreadableFileError as refused:
        return str(refused)


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
@settings(max_examples=60, deadline=None)
@given(
    at=st.floats(0, 1, exclude_max=True),
    cut=st.integers(0, 12),
    noise=st.binary(max_size=8) | st.sampled_from([b"[" * 300, b'"', b"<table>", b"{", b"\x00"]),
)
def test_a_damaged_file_gives_an_answer_or_one_sentence(content, at, cut, noise):
    place = int(at * len(content))
    read = tables_or_sentence(content[:place] + noise + content[place + cut :])
    assert "\n" not in (read if isinstance(read, str) else "")
    for table in () if isinstance(read, str) else read:
        _, pairs, _ = read_table_of_agreements(table)
        assert len(pairs) == len(table.rows)


def test_names_in_an_archive_lead_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    packed = io.BytesIO(write_xlsx(HEADER, ROWS, sheet="s"))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("../../evil.txt", "x")
        archive.writestr("/tmp/evil.txt", "x")  # noqa: S108 - the name is what is tried
    assert len(read_tables(packed.getvalue())[0].rows) == 3
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_declares_entities_is_refused():
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(FILES["xlsx"])) as sound,
        zipfile.ZipFile(packed, "w") as archive,
    ):
        for name in sound.namelist():
            part = sound.read(name)
            if name == "xl/sharedStrings.xml":
                part = part.replace(b"<sst", b"<!DOCTYPE s [<!ENTITY a 'b'>]><sst")
            archive.writestr(name, part)
        archive.writestr("xl/extra.xml", "<!DOCTYPE s [<!ENTITY a 'b'>]><s>&a;</s>")
    with pytest.raises(UnreadableFileError, match="entities"):
        read_tables(packed.getvalue())


def test_cells_that_repeat_a_million_times_are_refused():
    content = (
        b'<office:document-content xmlns:office="o" xmlns:table="t"><table:table>'
        b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        b'office:value-type="float" office:value="1"/></table:table-row></table:table>'
        b"</office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    with pytest.raises(UnreadableFileError, match="more cells"):
        read_tables(packed.getvalue())
