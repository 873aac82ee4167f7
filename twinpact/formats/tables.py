"""Reading a table from whatever file it comes in, and writing one."""

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from twinpact.formats.table import Limits, Table, UnreadableFileError, table_from_grid
from twinpact.formats.text_tables import decode, looks_like_formula, read_text
from twinpact.formats.workbooks import read_workbook

__all__ = ["Limits", "Table", "UnreadableFileError", "read_table", "write_csv", "write_xlsx"]

Cell = str | int | float | None

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
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_table(
    file: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    sheet: str | None = None,
    limits: Limits | None = None,
) -> Table:
    """The table in a file: CSV of any delimiter and encoding, XLSX, XLS or ODS.

    What the file is, its first bytes say, not its name. Whatever cannot be read raises
    ``UnreadableFileError`` with one plain sentence; ``name`` is how the sentence calls the file.
    """
    allowed = limits or Limits()
    called = name or (Path(file).name if isinstance(file, str | os.PathLike) else "The file")
    try:
        content = _content(file, allowed)
        return _table(content, sheet, allowed)
    except UnreadableFileError as problem:
        raise UnreadableFileError(f"{called}: {problem}") from None


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table as CSV (RFC 4180), with cells that a spreadsheet would run made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([escaped(name) for name in header])
    writer.writerows([[escaped(cell) for cell in row] for row in rows])
    return out.getvalue()


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str) -> bytes:
    """The table as a workbook; text is written as text, so that nothing in it is ever run."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is asked for

    out = io.BytesIO()
    with Workbook(out, {"constant_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet[:31])
        bold = book.add_format({"bold": True})
        for column, name in enumerate(header):
            page.write_string(0, column, str(escaped(name)), bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, int | float):
                    page.write_number(number, column, cell)
                elif cell is not None:
                    page.write_string(number, column, str(escaped(cell)))
        page.freeze_panes(1, 0)
    return out.getvalue()


def escaped(cell: Cell) -> Cell:
    """The cell with an apostrophe before what a spreadsheet would take for a formula.

    After "CSV Injection" (OWASP). Reading takes the apostrophe off again.
    """
    return f"'{cell}" if isinstance(cell, str) and looks_like_formula(cell) else cell


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


def _table(content: bytes, sheet: str | None, limits: Limits) -> Table:
    if not content.strip():
        raise UnreadableFileError("the file is empty.")
    for mark, what in _NOT_TABLES:
        if content.startswith(mark):
            raise UnreadableFileError(f"this is {what}, not a table.")
    if content.startswith(_WORKBOOK):
        grid, name, others = read_workbook(content, limits, sheet)
        return table_from_grid(grid, sheet=name, other_sheets=others)
    text, encoding = decode(content)
    grid, delimiter = read_text(text, limits)
    return table_from_grid(grid, encoding=encoding, delimiter=delimiter)
