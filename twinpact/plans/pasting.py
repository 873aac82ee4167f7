"""Figures pasted from a spreadsheet into the page where a whole programme is filled in."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from twinpact.agreements.findings import Finding
from twinpact.plans.cells import ReadCell, decimal_mark, read_cell
from twinpact.plans.findings import plan_finding
from twinpact.plans.indicators import Kind, Value

_MOST_ROWS = 5_000
_MOST_TEXT = 2_000_000


@dataclass(frozen=True, slots=True)
class PastedCell:
    """A cell where it lands: which row and column from the one pasted on, what it says, its value.

    ``finding`` says why there is no value; an empty cell has neither and is left as it was.
    """

    row: int
    column: int
    written: str
    value: Value | None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """The cells that fit, and what concerns the block as a whole."""

    cells: tuple[PastedCell, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def problems(self) -> tuple[Finding, ...]:
        """Everything that was found, of the block and of its cells."""
        return (*self.findings, *(one.finding for one in self.cells if one.finding))


def read_pasted(text: str, kinds: Sequence[Sequence[Kind]]) -> Pasted:
    """The cells of a pasted block, each read as the kind of the field on which it lands.

    The block is as spreadsheets put it on the clipboard: cells parted by tabs, rows by line ends,
    a cell with a tab or a line end inside in double quotes. ``kinds`` are the fields from the one
    that was pasted on, to the right and down; a block that reaches beyond them is read as far as
    it fits, and that is said. The decimal mark is that of the block's plain numbers.
    """
    rows = _rows(text[:_MOST_TEXT])
    mark = decimal_mark(cell for row in rows for cell in row)
    cells: list[PastedCell] = []
    for number, row in enumerate(rows[: len(kinds)]):
        for column, written in enumerate(row[: len(kinds[number])]):
            if written.strip():
                read = read_cell(kinds[number][column], written, mark)
                cells.append(_cell(number, column, written.strip(), read))
    findings: list[Finding] = []
    widest = max((len(row) for row in rows), default=0)
    room = max((len(row) for row in kinds), default=0)
    if len(rows) > len(kinds) or widest > room or len(text) > _MOST_TEXT:
        values = {"there": f"{len(rows)} × {widest}", "room": f"{len(kinds)} × {room}"}
        findings.append(plan_finding("cells_left_over", values=values))
    return Pasted(tuple(cells), tuple(findings))


def _cell(row: int, column: int, written: str, read: ReadCell) -> PastedCell:
    found = None
    if read.finding is not None:
        found = plan_finding(
            read.finding, row=row + 1, column=str(column + 1), values=dict(read.values)
        )
    return PastedCell(row, column, written, read.value, found)


def _rows(text: str) -> list[list[str]]:
    """The rows of a block; the empty line at its end is none."""
    plain = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(plain, newline=""), delimiter="\t"):
            rows.append(row)
            if len(rows) > _MOST_ROWS:
                break
    except csv.Error:  # a cell longer than any figure: the quotes are none
        rows = [line.split("\t") for line in plain.split("\n")[:_MOST_ROWS]]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows
