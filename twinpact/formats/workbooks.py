"""Tables in workbooks: XLSX, XLS, ODS."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from twinpact.formats.table import Grid, Limits, UnreadableFileError
from twinpact.formats.text_tables import unescaped

_CHUNK = 1 << 20
_CELL_NAME = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def read_workbook(
    content: bytes, limits: Limits, sheet: str | None = None
) -> tuple[Grid, str, tuple[str, ...]]:
    """The cells of a sheet, its name, and the names of the other sheets with something in them.

    Without a name it is the first sheet that holds more than one row.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - Excel only

    if content.startswith(b"PK"):
        _guard(content, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [name for name in book.sheet_names if sheet is None or name == sheet]
        if not names:
            missing = "" if sheet is None else f" called {sheet!r}"
            raise UnreadableFileError(f"The workbook has no sheet{missing}.")
        grids = {name: _grid(book, name, limits) for name in names}
    except (CalamineError, ValueError, OSError) as problem:
        if isinstance(problem, UnreadableFileError):
            raise
        raise UnreadableFileError("The workbook is damaged or protected.") from None
    filled = [name for name, grid in grids.items() if any(any(row) for row in grid.rows)]
    if not filled:
        raise UnreadableFileError("The workbook is empty.")
    tables = [name for name in filled if sum(1 for row in grids[name].rows if any(row)) > 1]
    chosen = (tables or filled)[0]
    return grids[chosen], chosen, tuple(name for name in filled if name != chosen)


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
        if not is_sheet:
            continue
        for column, row in _CELL_NAME.findall(piece):
            width, height = max(width, _column_number(column)), max(height, int(row))
        if width > limits.columns or width * height > limits.cells:
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
