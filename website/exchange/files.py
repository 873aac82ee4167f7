"""The file of an import as one table: the chosen sheets under each other."""

from collections.abc import Mapping as Row
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from twinpact.agreements import Finding, Mapping, recognise_columns
from twinpact.formats.table import Table
from twinpact.formats.tables import choose_table, read_tables
from website.exchange.models import Import, SavedMapping

#: Rows of further sheets are counted from here on, so that each row of the file has one number.
SHEET = 2_000_000
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the chosen sheets hold. ``names`` are all sheets with data, in the book's order.

    ``remarks`` say what of the sheets is no row: totals, notes, colours. ``kind`` is the format.
    """

    header: tuple[str, ...]
    rows: list[tuple[int, Row[str, str | None]]]
    chosen: list[str]
    names: list[str]
    remarks: list[Finding]
    kind: str

    def where(self, number: int) -> tuple[str, int]:
        """The sheet of a numbered row (empty in a file that has none), and the row in it."""
        at, row = divmod(number, SHEET)
        return (self.chosen[at] if self.chosen else ""), row


def read_file(batch: Import) -> Sheets:
    """Read the chosen sheets of an import's file.

    Raises:
        UnreadableFileError: The file is not a table that can be read.
    """
    found = _tables(batch)
    tables = chosen_tables(batch, found)
    chosen = [table.sheet for table in tables if table.sheet]
    names = [table.sheet for table in found if table.sheet]
    return Sheets(
        header=tuple(dict.fromkeys(header for table in tables for header in table.header)),
        rows=[
            (at * SHEET + number, cells)
            for at, table in enumerate(tables)
            for number, cells in table.rows
        ],
        chosen=[str(name) for name in chosen],
        names=[str(name) for name in names],
        remarks=[remark for table in tables for remark in table.remarks],
        kind=tables[0].kind,
    )


def chosen_tables(batch: Import, found: Sequence[Table] = ()) -> list[Table]:
    """The tables of the chosen sheets; where none is chosen the one that speaks of agreements.

    ``found`` are the tables of the file, where they are read already.
    """
    tables = list(found) or _tables(batch)
    chosen = [table for table in tables if table.sheet in batch.chosen_sheets]
    return chosen or [choose_table(tables, None, called=batch.filename)]


def _tables(batch: Import) -> list[Table]:
    with batch.file.open("rb") as file:
        return read_tables(file.read(), name=batch.filename)


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
