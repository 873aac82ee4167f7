"""Writing a table as CSV or as a workbook, so that nothing in it is ever run."""

import csv
import io
from collections.abc import Iterable, Sequence

from twinpact.formats.text_tables import looks_like_formula

Cell = str | int | float | None

MOST_TEXT = 32_767
"""So many characters fit into a cell of a workbook."""


class UnwritableTableError(ValueError):
    """The table does not fit into a workbook; the message is one plain sentence."""


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
                    page.write_string(number, column, _fitting(str(escaped(cell))))
        page.freeze_panes(1, 0)
    return out.getvalue()


def escaped(cell: Cell) -> Cell:
    """The cell with an apostrophe before what a spreadsheet would take for a formula.

    After "CSV Injection" (OWASP). Reading takes the apostrophe off again.
    """
    return f"'{cell}" if isinstance(cell, str) and looks_like_formula(cell) else cell


def _fitting(text: str) -> str:
    if len(text) > MOST_TEXT:
        raise UnwritableTableError(
            f"a cell has {len(text)} characters, and a workbook holds {MOST_TEXT}: write CSV."
        )
    return text
