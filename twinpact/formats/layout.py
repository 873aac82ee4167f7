"""What stands where on a sheet: titles, headers, agreements, totals, notes, further tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from twinpact.agreements.columns import SECTION
from twinpact.agreements.findings import Finding, finding
from twinpact.formats.headings import (
    NAMELESS,
    Header,
    first_header,
    header_at,
    header_start,
    is_header,
)
from twinpact.formats.table import Grid, Table
from twinpact.vocabularies import fold, read_word

_SHOWN = 120
_NUMBERS = re.compile(r"[\d\s.,%()+–-]+")
_NOTE_MARK = re.compile(r"\s*(?:\*|†|\(\*\)|\(?\d\)|\[\d+\])\s*\S")
_LONG_NOTE = 40

Row = Sequence[str | None]
Cells = list[str | None]


def tables_in_grid(grid: Grid, *, sheet: str | None = None, **known: Any) -> list[Table]:
    """The tables of a sheet, from the top; ``known`` is what holds for all of them.

    A further table begins with a plain header below a blank row. The first table is called like
    the sheet, a further one like the sheet and the cell in which it begins ("Hoja1!A25").
    """
    first = header_start(grid, first_header(grid.rows))
    starts = [first, *_further_headers(grid, first)]
    ends = [*(_titles_start(grid, start) for start in starts[1:]), len(grid.rows)]
    begins = [0, *ends[:-1]]
    return [
        _Sheet(grid, begin, start, end).table(
            sheet=sheet if number == 0 else f"{sheet or ''}!A{grid.first_row + start}".lstrip("!"),
            known=known,
        )
        for number, (begin, start, end) in enumerate(zip(begins, starts, ends, strict=True))
    ]


def _further_headers(grid: Grid, first: int) -> Iterator[int]:
    """Rows below the first header that begin a table of their own."""
    own = [cell for cell in grid.rows[first] if cell]
    blank = False
    for number in range(first + 1, len(grid.rows)):
        row = grid.rows[number]
        if not any(row):
            blank = True
            continue
        lonely = blank and sum(1 for cell in row if cell) == 1
        if blank and is_header(row) and [cell for cell in row if cell] != own:
            yield number
        blank = lonely


def _titles_start(grid: Grid, header: int) -> int:
    """Where the titles begin that stand directly above a further header."""
    start = header
    while start > 0 and sum(1 for cell in grid.rows[start - 1] if cell) == 1:
        start -= 1
    return start


@dataclass(slots=True)
class _Sheet:
    """A part of a sheet with one table in it, while it is being read."""

    grid: Grid
    begin: int
    at: int
    end: int
    header: Header = field(init=False)
    remarks: list[Finding] = field(default_factory=list)
    section: str | None = None
    sections: dict[int, str] = field(default_factory=dict)

    def table(self, *, sheet: str | None, known: Mapping[str, Any]) -> Table:
        width = max((len(row) for row in self.grid.rows[self.at : self.end]), default=0)
        self.header = header_at(self.grid, self.at, width)
        filled = self._filled_cells()
        last = self._last_row()
        rows: list[tuple[int, Cells]] = []
        for number in range(self.at + self.header.depth, self.end):
            cells = [*self.grid.rows[number], *[None] * (width - len(self.grid.rows[number]))]
            if not any(cells) or self._is_no_row(number, cells, last):
                continue
            for column, text in filled.get(number, {}).items():
                cells[column] = cells[column] or text
            if self.section is not None:
                self.sections[number] = self.section
            rows.append((number, cells))
        return self._table(rows, sheet=sheet, known=known)

    def _table(
        self, rows: list[tuple[int, Cells]], *, sheet: str | None, known: Mapping[str, Any]
    ) -> Table:
        names = self.header.names
        used = {column for _, cells in rows for column, text in enumerate(cells) if text}
        kept = [
            (column, name)
            for column, name in enumerate(names)
            if column in used or not name.startswith(NAMELESS)
        ]
        extra = SECTION if self.sections and SECTION not in names else None
        told = []
        for number, cells in rows:
            by_name: dict[str, str | None] = {name: cells[column] for column, name in kept}
            if extra is not None:
                by_name[extra] = self.sections.get(number)
            told.append((self.grid.first_row + number, by_name))
        header = tuple(name for _, name in kept)
        titles = tuple(
            text for row in self.grid.rows[self.begin : self.at] for text in row if text
        )
        return Table(
            header=header if extra is None else (*header, extra),
            rows=told,
            sheet=sheet,
            titles=titles,
            remarks=tuple(self.remarks),
            header_row=self.grid.first_row + self.at,
            columns={name: column for column, name in kept},
            grid=self.grid,
            **known,
        )

    def _is_no_row(self, number: int, cells: Cells, last: int) -> bool:
        """Whether a row is something else than an agreement; what it is, is remarked."""
        filled = [cell for cell in cells if cell]
        if number > last:
            self._remark("row_is_note", number, filled)
        elif _is_total(filled):
            self._remark("row_is_total", number, filled)
        elif len(filled) > 1 and cells == self._wide_header():
            self._remark("header_repeated", number, filled)
        elif len(filled) == 1 and self._is_merged_sideways(number, cells):
            self.section = filled[0]
            self._remark("row_is_heading", number, filled)
        elif len(filled) == 1 and len(self.header.names) > 2 and _begins_a_note(filled[0]):
            self._remark("row_is_note", number, filled)
        else:
            return False
        return True

    def _wide_header(self) -> Cells:
        row = self.grid.rows[self.at]
        return [*row, *[None] * (len(self.header.names) - len(row))]

    def _remark(self, code: str, number: int, filled: list[str]) -> None:
        text = " · ".join(filled)
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
        row = self.grid.first_row + number
        self.remarks.append(finding(code, row=row, values={"written": shown}))

    def _is_merged_sideways(self, number: int, cells: Cells) -> bool:
        column = next(n for n, cell in enumerate(cells) if cell)
        return any(
            area[0] == number == area[2] and area[1] <= column and area[3] > area[1]
            for area in self.grid.merged
        )

    def _last_row(self) -> int:
        """The last row that is not one of the notes under the table.

        Notes are the lonely texts below a blank row at the end, and those above it that read like
        notes. A lonely text directly below the rows may be an agreement of which little is known.
        """
        first = self.end
        if len(self.header.names) < 3:
            return self.end
        while first > self.at + self.header.depth and _filled(self.grid.rows[first - 1]) <= 1:
            first -= 1
        below_blank = False
        for number in range(first, self.end):
            text = next((cell for cell in self.grid.rows[number] if cell), None)
            if text is None:
                below_blank = True
            elif (below_blank and _has_letters(text)) or _is_note(text):
                return number - 1
        return self.end

    def _filled_cells(self) -> dict[int, dict[int, str]]:
        """What a cell that is merged over several rows says of each of them."""
        filled: dict[int, dict[int, str]] = {}
        first_body = self.at + self.header.depth
        areas = rows = 0
        for top, left, bottom, _ in self.grid.merged:
            if bottom <= top or top < first_body or bottom >= self.end:
                continue
            row = self.grid.rows[top]
            text = row[left] if left < len(row) else None
            if text:
                areas, rows = areas + 1, rows + bottom - top
                for number in range(top + 1, bottom + 1):
                    filled.setdefault(number, {})[left] = text
        if areas:
            values = {"count": areas, "rows": rows}
            self.remarks.append(finding("merged_cells_filled", values=values))
        return filled


def _is_total(filled: Sequence[str]) -> bool:
    """ "Subtotal", "Total España: 12": a word for totals, and else nothing but numbers."""
    words = fold(filled[0]).split()
    if not words or not any(
        read_word("total_words", " ".join(words[:length])) for length in (3, 2, 1)
    ):
        return False
    return all(_NUMBERS.fullmatch(text) for text in filled[1:])


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell)


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _is_note(text: str) -> bool:
    return _begins_a_note(text) or _reads_like_a_note(text)


def _begins_a_note(text: str) -> bool:
    if _NOTE_MARK.match(text):
        return True
    word, mark, _ = text.partition(":")
    return bool(mark) and read_word("note_words", word) is not None


def _reads_like_a_note(text: str) -> bool:
    return len(text) >= _LONG_NOTE and len(text.split()) >= 6
