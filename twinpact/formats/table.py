"""A table as it stood in a file: its header, its rows, and where they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twinpact.agreements.findings import Finding


class UnreadableFileError(ValueError):
    """The file is not a table that can be read; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold. Defaults suit a laptop; a service may be stricter."""

    bytes: int = 100_000_000
    unpacked_bytes: int = 1_000_000_000
    cells: int = 20_000_000
    columns: int = 2_000
    members: int = 5_000
    tables: int = 500


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by row, before anybody knows which row is the header. ``merged`` rows continue."""

    rows: Sequence[Sequence[str | None]]
    first_row: int = 1
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Areas joined into one cell: first row, first column, last row, last column, from zero."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows by header. Row numbers are those that a spreadsheet shows.

    In a file of records (JSON, GeoJSON, IATI, query results) the first record is row 1. Empty
    cells are None. ``titles`` are the texts above the header, ``other_sheets`` the tables of the
    file that this answer does not hold, and ``remarks`` say what of the sheet is no row: totals,
    notes, headings in between, colours. So nothing goes missing in silence. ``kind`` is what the
    file is ("csv", "xlsx", "ods", "html", "json", "iati" …), ``grid`` the sheet as it stood, where
    the file has one, and ``columns`` the number of each heading's column in it, from zero.
    """

    header: tuple[str, ...]
    rows: Sequence[tuple[int, Mapping[str, str | None]]]
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    titles: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()
    kind: str = "csv"
    remarks: tuple[Finding, ...] = ()
    header_row: int | None = None
    columns: Mapping[str, int] = field(default_factory=dict)
    grid: Grid | None = field(default=None, compare=False, repr=False)


def table_of_records(
    records: Sequence[Mapping[str, str | None]],
    *,
    kind: str,
    limits: Limits,
    sheet: str | None = None,
    remarks: tuple[Finding, ...] = (),
) -> Table:
    """A table of records that may differ in what they hold; the first record is row 1."""
    header = tuple(dict.fromkeys(name for record in records for name in record))
    if len(header) > limits.columns or len(header) * len(records) > limits.cells:
        raise UnreadableFileError("the file has more columns or cells than can be read.")
    rows = [
        (number, {name: record.get(name) or None for name in header})
        for number, record in enumerate(records, start=1)
    ]
    if not rows:
        raise UnreadableFileError("there is no record in the file.")
    return Table(
        header=header,
        rows=rows,
        sheet=sheet,
        kind=kind,
        remarks=remarks,
        columns={name: number for number, name in enumerate(header)},
    )
