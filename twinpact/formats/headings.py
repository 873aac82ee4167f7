"""Which row of a sheet is the header, and what its headings are."""

from collections.abc import Sequence
from dataclasses import dataclass

from twinpact.agreements.columns import is_known_heading
from twinpact.formats.table import Grid, UnreadableFileError

NAMELESS = "column "
_LOOKED_AT = 25
"""The header is looked for among the first rows; above it stand titles, if anything."""
_MOSTLY = 0.6

Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Header:
    """Where a header stands (from zero), over how many rows, and its headings from the left."""

    at: int
    depth: int
    names: tuple[str, ...]


def first_header(rows: Sequence[Row]) -> int:
    """The row with the most known headings; else the first one that is as wide as the table."""
    near = rows[:_LOOKED_AT]
    filled = [sum(1 for cell in row if cell) for row in near]
    if not any(filled):
        raise UnreadableFileError("The table is empty.")
    known = [known_headings(row) for row in near]
    best = max(known)
    if best >= 2:
        return known.index(best)
    enough = max(filled) * _MOSTLY
    return next(n for n, count in enumerate(filled) if count >= max(1, enough))


def header_start(grid: Grid, at: int) -> int:
    """The row in which the header begins: the one above, where its cells are merged over this."""
    above = at - 1
    if above < 0 or sum(1 for cell in grid.rows[above] if cell) < 2:
        return at
    reaches = any(
        area[0] == above and (area[2] == at or (area[2] == above and area[3] > area[1]))
        for area in grid.merged
    )
    return above if reaches else at


def known_headings(row: Row) -> int:
    """How many cells of a row are headings that the field knows."""
    return sum(1 for cell in row if cell and is_known_heading(cell))


def is_header(row: Row) -> bool:
    """Whether a row is plainly a header: two known headings at least, and hardly anything else."""
    filled = [cell for cell in row if cell]
    return len(filled) > 1 and known_headings(row) >= max(2, _MOSTLY * len(filled))


def header_at(grid: Grid, at: int, width: int) -> Header:
    """The headings of a row, joined with those of the row below that belongs to it.

    That is the row under headings that are merged sideways, and the same header once more in
    another language.
    """
    names = _wide(grid.rows[at], width)
    spans = [area for area in grid.merged if area[0] == at and area[3] > area[1]]
    below = _wide(grid.rows[at + 1], width) if at + 1 < len(grid.rows) else None
    if below is not None and spans and any(names[area[1]] for area in spans if area[1] < width):
        under: set[int] = set()
        for _, first, _, last in spans:
            last_seen = min(last, width - 1)
            names[first : last_seen + 1] = [names[first]] * (last_seen - first + 1)
            under |= set(range(first, last_seen + 1))
        joined = [
            _joined(name, low) if column in under else name or low
            for column, (name, low) in enumerate(zip(names, below, strict=True))
        ]
        return Header(at, 2, distinct(joined))
    if below is not None and is_header(grid.rows[at]) and is_header(below):
        pairs = zip(names, below, strict=True)
        both = [" / ".join(dict.fromkeys(filter(None, pair))) or None for pair in pairs]
        return Header(at, 2, distinct(both))
    return Header(at, 1, distinct(names))


def distinct(names: Row) -> tuple[str, ...]:
    """Headings that differ: a column without one is numbered, a second one of a name too."""
    seen: dict[str, int] = {}
    taken: set[str] = set()
    found = []
    for number, name in enumerate(names, start=1):
        plain = " ".join(name.split()) if name else f"{NAMELESS}{number}"
        seen[plain] = seen.get(plain, 0) + 1
        chosen = plain if seen[plain] == 1 else f"{plain} ({seen[plain]})"
        while chosen in taken:
            seen[plain] += 1
            chosen = f"{plain} ({seen[plain]})"
        taken.add(chosen)
        found.append(chosen)
    return tuple(found)


def _wide(row: Row, width: int) -> list[str | None]:
    return [*row, *[None] * (width - len(row))]


def _joined(above: str | None, below: str | None) -> str | None:
    return " ".join(part for part in (above, below) if part) or None
