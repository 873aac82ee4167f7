"""The one door: the tables of a file, whatever it comes as."""

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from twinpact.formats.headings import known_headings
from twinpact.formats.html_tables import read_html
from twinpact.formats.iati import read_iati
from twinpact.formats.json_records import read_json
from twinpact.formats.layout import tables_in_grid
from twinpact.formats.table import Limits, Table, UnreadableFileError
from twinpact.formats.text_tables import decode, read_text
from twinpact.formats.wikidata_results import (
    is_query_table,
    is_query_tsv,
    read_query_table,
    read_query_tsv,
)
from twinpact.formats.workbooks import read_workbook
from twinpact.formats.writing import UnwritableTableError, escaped, write_csv, write_xlsx

__all__ = [
    "Limits",
    "Table",
    "UnreadableFileError",
    "UnwritableTableError",
    "choose_table",
    "escaped",
    "read_table",
    "read_tables",
    "write_csv",
    "write_xlsx",
]

_NOT_TABLES = (
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"BM", "an image (BMP)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"RIFF", "a picture, sound or film"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"SQLite format 3", "a database file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_LOOKED_AT = 4_096
_JSON = re.compile(r'[{\[]\s*(?:["{\[\]}\d-]|true|false|null|$)')
_FIRST_ELEMENT = re.compile(r"<([A-Za-z][\w.:-]*)")
_PROLOGUE = re.compile(r"<\?xml|<!DOCTYPE|<!--", re.IGNORECASE)
_CHARSET = re.compile(rb"charset=[\"']?([\w.:-]{2,40})")
_HTML = frozenset(
    {"html", "head", "body", "table", "div", "meta", "style", "title", "p", "h1", "h2", "center"}
)
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_tables(
    file: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    limits: Limits | None = None,
) -> list[Table]:
    """All tables in a file, at least one: the one door for every format that is read.

    CSV of any delimiter and encoding, XLSX, XLS, ODS, saved web pages, JSON, JSON Lines, GeoJSON,
    IATI activities, results of Wikidata's query service. What the file is, its content says, not
    its name. Whatever cannot be read raises ``UnreadableFileError`` with one plain sentence;
    ``name`` is how the sentence calls the file.
    """
    allowed = limits or Limits()
    called = name or (Path(file).name if isinstance(file, str | os.PathLike) else "The file")
    try:
        return _tables(_content(file, allowed), allowed)
    except UnreadableFileError as problem:
        raise UnreadableFileError(f"{called}: {problem}") from None


def read_table(
    file: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    sheet: str | None = None,
    limits: Limits | None = None,
) -> Table:
    """One table of a file: the one called ``sheet``, else the likeliest table of agreements.

    The names of the others stand in ``other_sheets``. See :func:`read_tables`.
    """
    found = read_tables(file, name=name, limits=limits)
    called = name or (Path(file).name if isinstance(file, str | os.PathLike) else "The file")
    return choose_table(found, sheet, called=called)


def choose_table(found: Sequence[Table], sheet: str | None, *, called: str) -> Table:
    """The table called ``sheet``, else the likeliest; the others are named in it."""
    named = [table for table in found if sheet is None or table.sheet == sheet]
    if not named:
        there = ", ".join(table.sheet or "" for table in found)
        raise UnreadableFileError(f"{called}: there is no sheet {sheet!r}; there are: {there}.")
    chosen = max(named, key=_likely)
    others = (table.sheet for table in found if table is not chosen)
    return replace(chosen, other_sheets=tuple(other for other in others if other))


def _likely(table: Table) -> tuple[bool, int]:
    """A table with rows goes before one without; of these the one with most known headings."""
    return bool(table.rows), known_headings(table.header)


def _content(file: str | os.PathLike[str] | bytes, limits: Limits) -> bytes:
    if isinstance(file, bytes):
        content = file
    else:
        try:
            with open(file, "rb") as stream:
                content = stream.read(limits.bytes + 1)
        except OSError as problem:
            raise UnreadableFileError(f"{problem.strerror or problem}.") from None
    if len(content) > limits.bytes:
        raise UnreadableFileError(f"it is larger than {limits.bytes // 1_000_000} MB.")
    return content


def _tables(content: bytes, limits: Limits) -> list[Table]:
    if not content.strip():
        raise UnreadableFileError("the file is empty.")
    for mark, what in _NOT_TABLES:
        # Two letters may begin a text: a bitmap or a program has bytes of zero soon after.
        if content.startswith(mark) and (len(mark) > 2 or b"\x00" in content[:64]):
            raise UnreadableFileError(f"this is {what}, not a table.")
    if content.startswith(_WORKBOOK):
        return _of_workbook(content, limits)
    text, encoding = decode(content)
    start = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        found = _of_markup(content, start, encoding, limits)
        if found is not None:
            return found
    if start.startswith(("{", "[")) and _JSON.match(start):
        return read_json(text.lstrip("\ufeff"), limits)
    if is_query_tsv(start):
        return [read_query_tsv(text.lstrip("\ufeff \t\r\n"), limits)]
    grid, delimiter = read_text(text, limits)
    found = tables_in_grid(grid, encoding=encoding, delimiter=delimiter)
    if len(found) == 1 and is_query_table(found[0].header, (row for _, row in found[0].rows)):
        return [read_query_table(found[0], limits)]
    return found


def _of_workbook(content: bytes, limits: Limits) -> list[Table]:
    kind = "xlsx" if b"xl/workbook" in content else "ods" if content[:2] == b"PK" else "xls"
    found: list[Table] = []
    for sheet in read_workbook(content, limits):
        tables = tables_in_grid(sheet.grid, sheet=sheet.name, kind=kind)
        tables[0] = replace(tables[0], remarks=(*tables[0].remarks, *sheet.remarks))
        found += tables
    return found


def _page(content: bytes, encoding: str) -> str:
    """The text of a page, by the encoding that it names where it is not Unicode."""
    named = _CHARSET.search(content[:_LOOKED_AT])
    for codec in (named[1].decode("ascii") if named and encoding != "utf-8" else "", encoding):
        try:
            return content.decode(codec, errors="replace")
        except (LookupError, ValueError):
            continue
    return content.decode("utf-8", errors="replace")


def _of_markup(content: bytes, start: str, encoding: str, limits: Limits) -> list[Table] | None:
    """The tables of XML or of a page; None where a text table merely begins with a bracket."""
    match = _FIRST_ELEMENT.search(start)
    if match is None:
        if _PROLOGUE.match(start):
            raise UnreadableFileError("the XML is damaged.")
        return None
    name = match[1].rpartition(":")[2].lower()
    if name in {"iati-activities", "iati-activity"}:
        return [read_iati(content, limits)]
    if name in _HTML:
        return read_html(_page(content, encoding), limits)
    if start.startswith("<?xml"):
        raise UnreadableFileError(f"this is XML of a kind that is not read ({match[1][:40]}).")
    return None
