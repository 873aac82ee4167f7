"""Tables in workbooks: XLSX, XLS, ODS."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from twinpact.agreements.findings import Finding
from twinpact.formats.open_document import read_spans
from twinpact.formats.table import Grid, Limits, UnreadableFileError
from twinpact.formats.text_tables import unescaped
from twinpact.formats.workbook_marks import read_marks

_CHUNK = 1 << 20
_FILLED_AND_REPEATED = re.compile(
    rb'<table:table-cell\b(?=[^>]*office:value)[^>]*number-columns-repeated="(\d+)"'
    rb'|<table:table-row\b[^>]*number-rows-repeated="(\d+)"[^>]*>\s*'
    rb"<table:table-cell\b[^>]*office:value"
)
_MOST_REPEATED = 100_000
_CELL_NAME = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with something in it: its name, its cells, and what is not read of it."""

    name: str
    grid: Grid
    remarks: tuple[Finding, ...] = ()


def read_workbook(content: bytes, limits: Limits) -> list[Sheet]:
    """The sheets of a workbook that hold anything, in their order."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - Excel only

    if content.startswith(b"PK"):
        _guard(content, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids = {name: _grid(book, name, limits) for name in book.sheet_names[: limits.tables]}
    except UnreadableFileError:
        raise
    except MemoryError:
        raise UnreadableFileError("The workbook has more cells than can be read.") from None
    except BaseException as problem:
        # A damaged workbook makes the reader fail in many ways, a panic of its core among them.
        if isinstance(problem, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise UnreadableFileError("The workbook is damaged or protected.") from None
    filled = {name: grid for name, grid in grids.items() if any(any(row) for row in grid.rows)}
    if not filled:
        raise UnreadableFileError("The workbook is empty.")
    marks = read_marks(content) if content.startswith(b"PK") else {}
    spans = read_spans(content) if content.startswith(b"PK") else {}
    return [
        Sheet(name, replace(grid, merged=grid.merged or spans.get(name, ())), marks.get(name, ()))
        for name, grid in filled.items()
    ]


def _grid(book: object, name: str, limits: Limits) -> Grid:
    sheet = book.get_sheet_by_name(name)  # type: ignore[attr-defined]
    if sheet.total_width > limits.columns or sheet.total_height * sheet.total_width > limits.cells:
        raise UnreadableFileError(f"The sheet {name!r} has more cells than can be read.")
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Grid(rows, merged=merged)


def _text(cell: object) -> str | None:
    """A cell as its reader sees it; whole numbers without a point, days without a time."""
    match cell:
        case None | "":
            text = ""
        case bool():
            text = "1" if cell else "0"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            text = str(int(cell))
        case datetime() if cell.time() == time():
            text = cell.date().isoformat()
        case datetime():
            text = cell.isoformat(" ")
        case timedelta():
            text = str(cell)
        case date() | time():
            text = cell.isoformat()
        case _:
            text = unescaped(str(cell).strip().replace("\x00", ""))
    return text or None


def _guard(content: bytes, limits: Limits) -> None:
    """Unpacks everything once, in pieces, before anybody builds tables of it.

    A workbook of XLSX or ODS is a ZIP archive; a few kilobytes can unpack to a disk full (zip
    bomb), and two cells at opposite corners can make a reader ask for billions of them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > limits.members:
                raise UnreadableFileError("The workbook has too many parts.")
            if sum(member.file_size for member in members) > limits.unpacked_bytes:
                raise UnreadableFileError("The workbook unpacks to more than can be read.")
            left = limits.unpacked_bytes
            for member in members:
                left -= _measure(archive, member, left, limits)
    except UnreadableFileError:
        raise
    except Exception:  # noqa: BLE001 - a damaged archive fails in a dozen ways, all the same to us
        raise UnreadableFileError("The workbook is damaged or protected.") from None


def _measure(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, limits: Limits) -> int:
    """How many bytes a part unpacks to; refuses sheets whose corners lie too far apart."""
    size = width = height = 0
    is_sheet = "sheet" in member.filename or member.filename == "content.xml"
    for piece in _pieces(archive, member):
        size += len(piece)
        if size > left:
            raise UnreadableFileError("The workbook unpacks to more than can be read.")
        if b"<!ENTITY" in piece:
            raise UnreadableFileError("The workbook declares entities, which is not read.")
        if not is_sheet:
            continue
        for column, row in _CELL_NAME.findall(piece):
            width, height = max(width, _column_number(column)), max(height, int(row))
        if width > limits.columns or width * height > limits.cells:
            raise UnreadableFileError("The workbook has more cells than can be read.")
        if any(
            int(times or down) > _MOST_REPEATED
            for times, down in _FILLED_AND_REPEATED.findall(piece)
        ):
            raise UnreadableFileError("The workbook has more cells than can be read.")
    return size


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content in pieces; each begins with the end of the one before, to cut no name in two."""
    tail = b""
    with archive.open(member) as part:
        while piece := part.read(_CHUNK):
            yield tail + piece if tail else piece
            tail = piece[-24:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
