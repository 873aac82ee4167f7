"""The findings as the same spreadsheet: its rows as they stood, with comments and colours."""

import io
from collections import defaultdict
from collections.abc import Mapping as Row
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twinpact.agreements import Finding, Mapping, say
from twinpact.formats.table import Table
from twinpact.formats.writing import MOST_TEXT, escaped
from twinpact.vocabularies import label, term, terms

_COLOURS = {"critical": "#E58A8A", "error": "#F4B6A6", "warning": "#FBE3A2", "note": "#DCE6F1"}
_MOST_COMMENT = 2_000
_MOST_COMMENTS = 60_000
_HEADINGS = ("row", "column", "value", "severity", "code", "message")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A table with the map by which it was read, and what was found in it."""

    table: Table
    mapping: Mapping
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell of the written sheet, from zero."""

    row: int
    column: int


def commented_workbook(checked: Sequence[CheckedTable], *, language: str) -> bytes:
    """A workbook with a sheet for each table and one that lists all findings.

    Each cell of which something was found has the colour of the gravest finding and the sentences
    as a comment, in the reader's language; what concerns a whole row stands at its beginning, what
    concerns the whole table at its header. Text is written as text, so that nothing is ever run.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is asked for

    out = io.BytesIO()
    with Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        formats = _formats(book)
        names = _names(checked, language)
        listed = [
            _write_table(book, one, name, formats, language)
            for one, name in zip(checked, names, strict=True)
        ]
        _write_findings(book, listed, names, formats, language)
    return out.getvalue()


def value_of(found: Finding, table: Table, mapping: Mapping) -> str | None:
    """What stands in the cell of which a finding speaks; None where it speaks of no cell."""
    header = _heading_of(found, mapping, table)
    if found.row is None or header is None:
        return None
    cells = next((cells for number, cells in table.rows if number == found.row), {})
    return cells.get(header)


def heading_of(found: Finding, table: Table, mapping: Mapping) -> str | None:
    """The heading of the column in the file of which a finding speaks, where it has one."""
    return _heading_of(found, mapping, table)


def _heading_of(found: Finding, mapping: Mapping, table: Table) -> str | None:
    column = found.column
    if column is None:
        return None
    if column in table.columns and column not in mapping.columns.values():
        return column
    for header, known in mapping.columns.items():
        if known == column and header in table.columns:
            return header
    part = column.rpartition("_")[0]
    while part:
        for header, known in mapping.columns.items():
            if known == part and header in table.columns:
                return header
        part = part.rpartition("_")[0]
    return column if column in table.columns else None


@dataclass(frozen=True, slots=True)
class _Listed:
    found: Finding
    place: _Place
    heading: str | None
    value: str | None


def _write_table(
    book: Any, checked: CheckedTable, name: str, formats: Row[str, Any], language: str
) -> list[_Listed]:
    table = checked.table
    page = book.add_worksheet(name)
    rows, header_row, line_of = _lines(table)
    by_number = dict(table.rows)
    listed, by_cell = [], defaultdict(list)
    for found in checked.findings:
        heading = _heading_of(found, checked.mapping, table)
        place = _Place(
            header_row if found.row is None else line_of(found.row),
            table.columns.get(heading or "", 0),
        )
        value = None if heading is None else by_number.get(found.row or -1, {}).get(heading)
        listed.append(_Listed(found, place, heading, value))
        by_cell[place].append(found)
    for line, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            found_here = by_cell.get(_Place(line, column), ())
            style = formats[_gravest(found_here)] if found_here else formats["plain"]
            if line == header_row and not found_here:
                style = formats["header"]
            page.write_string(line, column, _fitting(cell), style) if cell else (
                page.write_blank(line, column, None, style) if found_here else None
            )
    for place, told in list(by_cell.items())[:_MOST_COMMENTS]:
        page.write_comment(place.row, place.column, _comment(told, language), {"x_scale": 2.5})
    page.freeze_panes(header_row + 1, 0)
    page.set_column(0, max(len(table.header), 1), 22)
    return listed


def _lines(table: Table) -> tuple[list[Sequence[str | None]], int, Any]:
    """The lines as they are written, which is the header, and the line of each row's number."""
    if table.grid is not None:
        first = table.grid.first_row
        header = (table.header_row or first) - first
        return list(table.grid.rows), header, lambda number: number - first
    lines: list[Sequence[str | None]] = [table.header]
    lines += [[cells.get(name) for name in table.header] for _, cells in table.rows]
    line_of = {number: line for line, (number, _) in enumerate(table.rows, start=1)}
    return lines, 0, lambda number: line_of.get(number, 0)


def _write_findings(
    book: Any,
    listed: Sequence[Sequence[_Listed]],
    names: Sequence[str],
    formats: Row[str, Any],
    language: str,
) -> None:
    page = book.add_worksheet(_title(language))
    sheets = len(names) > 1
    headings = [*_HEADINGS, "sheet"] if sheets else list(_HEADINGS)
    page.write_row(0, 0, headings, formats["header"])
    lines = [(name, one) for name, told in zip(names, listed, strict=True) for one in told]
    lines.sort(key=lambda line: int(term("severities", line[1].found.severity).extra["rank"]))
    for number, (name, one) in enumerate(lines, start=1):
        found = one.found
        severity = formats[found.severity]
        if found.row is not None:
            page.write_url(
                number,
                0,
                f"internal:'{name}'!{_cell_name(one.place)}",
                string=str(found.row),
            ) if number <= _MOST_COMMENTS else page.write_number(number, 0, found.row)
        page.write_string(number, 1, _fitting(one.heading or found.column or ""))
        page.write_string(number, 2, _fitting(one.value))
        page.write_string(number, 3, label("severities", found.severity, language), severity)
        page.write_string(number, 4, found.code)
        page.write_string(number, 5, _fitting(say(found, language)))
        if sheets:
            page.write_string(number, 6, name)
    page.autofilter(0, 0, max(len(lines), 1), len(headings) - 1)
    page.freeze_panes(1, 0)
    for column, width in enumerate((8, 26, 30, 14, 24, 100)):
        page.set_column(column, column, width)


def _cell_name(place: _Place) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - only for a workbook

    return str(xl_rowcol_to_cell(place.row, place.column))


def _formats(book: Any) -> dict[str, Any]:
    known = {
        severity: book.add_format({"bg_color": colour, "text_wrap": True, "valign": "top"})
        for severity, colour in _COLOURS.items()
    }
    known["plain"] = book.add_format({"valign": "top"})
    known["header"] = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    return known


def _gravest(found: Sequence[Finding]) -> str:
    order = list(terms("severities"))
    return min((one.severity for one in found), key=order.index)


def _comment(found: Sequence[Finding], language: str) -> str:
    order = list(terms("severities"))
    told = sorted(found, key=lambda one: order.index(one.severity))
    lines = (f"{label('severities', o.severity, language)}: {say(o, language)}" for o in told)
    text = "\n".join(dict.fromkeys(lines))
    return text if len(text) <= _MOST_COMMENT else f"{text[:_MOST_COMMENT]}…"


def _fitting(text: str | None) -> str:
    """The text as a cell holds it; what is longer than a cell is cut, which is marked."""
    told = str(escaped(text or ""))
    return told if len(told) <= MOST_TEXT else f"{told[: MOST_TEXT - 1]}…"


def _title(language: str) -> str:
    return label("table_words", "findings", language)


def _names(checked: Sequence[CheckedTable], language: str) -> list[str]:
    """Names that a workbook allows, each once and none that of the list of findings."""
    taken = {_title(language).casefold()}
    names: list[str] = []
    for number, one in enumerate(checked, start=1):
        plain = (one.table.sheet or f"{number}").translate(_FORBIDDEN).strip("' ")[
            :28
        ] or f"{number}"
        name = plain if plain.casefold() not in taken else f"{plain[:24]} ({number})"
        while name.casefold() in taken:
            name = f"{number}-{len(taken)}"
        taken.add(name.casefold())
        names.append(name)
    return names
