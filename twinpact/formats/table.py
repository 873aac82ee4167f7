"""A table as it stood in a file: its header, its rows, and where they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twinpact.vocabularies import read_word

_LOOKED_AT = 25
"""The header is looked for among the first rows; above it stand titles, if anything."""


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


@dataclass(frozen=True, slots=True)
class Table:
    """The rows by header. Row numbers are those that a spreadsheet shows.

    Empty cells are None. ``titles`` are the texts above the header, ``other_sheets`` the sheets
    with data that were not read, so that nothing goes missing in silence.
    """

    header: tuple[str, ...]
    rows: Sequence[tuple[int, Mapping[str, str | None]]]
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    titles: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by row, before anybody knows which row is the header. ``merged`` rows continue."""

    rows: Sequence[Sequence[str | None]]
    first_row: int = 1
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Areas joined into one cell: first row, first column, last row, last column, from zero."""


def table_from_grid(grid: Grid, **known: object) -> Table:
    """Finds the header and gives each cell below it its heading.

    Rows without any text are left out, as they are not rows. A cell beyond the last heading gets
    a heading of its own ("column 7"), and a heading that occurs twice gets a number.
    """
    at = _header_row(grid.rows)
    width = max((len(row) for row in grid.rows[at:]), default=0)
    header, depth = _headings(grid, at, width)
    rows = []
    for number, row in enumerate(grid.rows[at + depth :], start=grid.first_row + at + depth):
        if any(row):
            cells = [*row, *[None] * (width - len(row))]
            rows.append((number, dict(zip(header, cells, strict=True))))
    used = {name for _, cells in rows for name, text in cells.items() if text}
    header = tuple(name for name in header if name in used or not name.startswith(_NAMELESS))
    titles = tuple(text for row in grid.rows[:at] for text in row if text)
    return Table(
        header=header,
        rows=[(number, {name: cells[name] for name in header}) for number, cells in rows],
        titles=titles,
        **known,  # type: ignore[arg-type]
    )


_NAMELESS = "column "


def _header_row(rows: Sequence[Sequence[str | None]]) -> int:
    """The row with the most known headings; else the first one that is as wide as the table."""
    near = rows[:_LOOKED_AT]
    filled = [sum(1 for cell in row if cell) for row in near]
    if not any(filled):
        raise UnreadableFileError("The table is empty.")
    known = [_known_headings(row) for row in near]
    best = max(known)
    if best >= 2:
        return known.index(best)
    enough = max(filled) * 0.6
    return next(n for n, count in enumerate(filled) if count >= max(1, enough))


def _known_headings(row: Sequence[str | None]) -> int:
    return sum(1 for cell in row if cell and read_word("columns", cell) is not None)


def _headings(grid: Grid, at: int, width: int) -> tuple[tuple[str, ...], int]:
    """The headings, and over how many rows they stand (two under a merged heading)."""
    names = [*grid.rows[at], *[None] * (width - len(grid.rows[at]))]
    spans = [area for area in grid.merged if area[0] == at and area[3] > area[1]]
    depth = 1
    if spans and at + 1 < len(grid.rows):
        below = [*grid.rows[at + 1], *[None] * (width - len(grid.rows[at + 1]))]
        for _, first, _, last in spans:
            names[first : last + 1] = [names[first]] * (min(last + 1, width) - first)
        under = {column for _, first, _, last in spans for column in range(first, last + 1)}
        names = [
            _joined(name, below[column]) if column in under else name or below[column]
            for column, name in enumerate(names)
        ]
        depth = 2
    return _distinct(names), depth


def _joined(above: str | None, below: str | None) -> str | None:
    return " ".join(part for part in (above, below) if part) or None


def _distinct(names: Sequence[str | None]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    distinct = []
    for number, name in enumerate(names, start=1):
        plain = " ".join(name.split()) if name else f"{_NAMELESS}{number}"
        seen[plain] = seen.get(plain, 0) + 1
        distinct.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return tuple(distinct)
