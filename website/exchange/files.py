"""The file of an import as one table: the chosen sheets under each other."""

from collections.abc import Mapping as Row
from dataclasses import asdict, dataclass

from twinpact.agreements import Mapping, recognise_columns
from twinpact.formats.table import Table
from twinpact.formats.tables import read_table
from website.exchange.models import Import, SavedMapping

#: Rows of further sheets are counted from here on, so that each row of the file has one number.
SHEET = 2_000_000
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the chosen sheets hold. ``names`` are all sheets with data, in the book's order."""

    header: tuple[str, ...]
    rows: list[tuple[int, Row[str, str | None]]]
    chosen: list[str]
    names: list[str]

    def where(self, number: int) -> tuple[str, int]:
        """The sheet of a numbered row (empty in a file that has none), and the row in it."""
        at, row = divmod(number, SHEET)
        return (self.chosen[at] if self.chosen else ""), row


def read_file(batch: Import) -> Sheets:
    """Read the chosen sheets of an import's file.

    Raises:
        UnreadableFileError: The file is not a table that can be read.
    """
    with batch.file.open("rb") as file:
        content = file.read()
    first = _table(batch, content, None)
    names = [first.sheet, *first.other_sheets] if first.sheet else []
    chosen = [name for name in batch.chosen_sheets if name in names] or names[:1]
    tables = [
        first if name == first.sheet else _table(batch, content, name) for name in chosen
    ] or [first]
    return Sheets(
        header=tuple(dict.fromkeys(header for table in tables for header in table.header)),
        rows=[
            (at * SHEET + number, cells)
            for at, table in enumerate(tables)
            for number, cells in table.rows
        ],
        chosen=[str(name) for name in chosen],
        names=[str(name) for name in names],
    )


def _table(batch: Import, content: bytes, sheet: str | None) -> Table:
    return read_table(content, name=batch.filename, sheet=sheet)


def mapping_of(batch: Import, sheets: Sheets) -> Mapping:
    """How the columns are understood: as somebody said, else as last time, else by themselves."""
    if batch.mapping:
        return Mapping(**batch.mapping)
    recognised = recognise_columns(sheets.header, [row for _, row in sheets.rows[:LOOKED_AT]])
    saved = SavedMapping.objects.filter(source=batch.source).first()
    if saved is None:
        return recognised
    return completed(Mapping(**saved.mapping), recognised, sheets.header)


def completed(said: Mapping, recognised: Mapping, header: tuple[str, ...]) -> Mapping:
    """What somebody said of the columns, with what is recognised in headings new to them."""
    left = {*said.unread, *said.unknown}
    new = asdict(recognised)
    new["columns"] = {h: c for h, c in recognised.columns.items() if h not in left}
    whole = asdict(said.completed(Mapping(**new)))
    whole["columns"] = {h: c for h, c in whole["columns"].items() if h in header}
    known = {*whole["columns"], *whole["unknown"]}
    whole["unread"] = tuple(
        h for h in header if h not in known and (h in left or h in recognised.unread)
    )
    return Mapping(**whole)
