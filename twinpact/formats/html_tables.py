"""The tables of a web page that somebody saved."""

from collections.abc import Iterator

from lxml import etree

from twinpact.formats.layout import tables_in_grid
from twinpact.formats.markup import parse_html
from twinpact.formats.table import Grid, Limits, Table, UnreadableFileError

_UNREAD = frozenset({"script", "style", "noscript", "template", "input", "button", "svg"})
_BREAKS = frozenset({"br", "p", "div", "li", "tr"})
_FOOTNOTE = "reference"
_WIDEST_SPAN = 1_000
_DEEPEST = 200

Area = tuple[int, int, int, int]


def read_html(text: str, limits: Limits) -> list[Table]:
    """The tables with more than one row, called by their caption or by their number.

    Cells that span rows or columns are spread as on the page; marks of footnotes ("[3]") are left
    out. A table within a cell of another is a table of its own.
    """
    found: list[Table] = []
    left = limits.cells
    tables = list(parse_html(text).iter("table"))[: limits.tables]
    for number, element in enumerate(tables, start=1):
        grid, size = _grid(element, limits, left)
        left -= size
        if sum(1 for row in grid.rows if any(row)) < 2 or len(grid.rows[0]) < 2:
            continue
        caption = element.find("caption")
        title = None if caption is None else _text(caption)
        found += tables_in_grid(grid, sheet=(title or f"table {number}")[:100], kind="html")
    if not found:
        raise UnreadableFileError("the web page has no table with rows.")
    return found


def _grid(table: etree._Element, limits: Limits, left: int) -> tuple[Grid, int]:
    """The cells as a page draws them (HTML Living Standard, 4.9.12, forming a table)."""
    cells: dict[tuple[int, int], str | None] = {}
    merged: list[Area] = []
    height = width = 0
    for at, row in enumerate(_rows(table)):
        column = 0
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while (at, column) in cells:
                column += 1
            deep, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            if column + wide > limits.columns or len(cells) + deep * wide > left:
                raise UnreadableFileError("the web page has more cells than can be read.")
            cells |= {(at + r, column + c): None for r in range(deep) for c in range(wide)}
            cells[at, column] = _text(cell)
            if deep > 1 or wide > 1:
                merged.append((at, column, at + deep - 1, column + wide - 1))
            column += wide
            width = max(width, column)
        height = at + 1
    if width * height > left:
        raise UnreadableFileError("the web page has more cells than can be read.")
    rows = [[cells.get((at, column)) for column in range(width)] for at in range(height)]
    inside = tuple((top, first, min(last, height - 1), end) for top, first, last, end in merged)
    return Grid(rows or [[]], merged=inside), width * height


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return 1
    return min(max(int(text), 1), _WIDEST_SPAN)


def _text(element: etree._Element) -> str | None:
    pieces = "".join(_pieces(element, 0))
    lines = (" ".join(line.split()) for line in pieces.replace("\x00", "").split("\n"))
    return "\n".join(line for line in lines if line) or None


def _pieces(element: etree._Element, depth: int) -> Iterator[str]:
    """The text of an element; line breaks where the page breaks the line."""
    if element.text:
        yield element.text.replace("\n", " ")
    for child in element:
        if isinstance(child.tag, str) and not _is_unread(child) and depth < _DEEPEST:
            if child.tag in _BREAKS:
                yield "\n"
            yield from _pieces(child, depth + 1)
        if child.tail:
            yield child.tail.replace("\n", " ")


def _is_unread(element: etree._Element) -> bool:
    classes = (element.get("class") or "").split()
    if element.tag in _UNREAD or (element.tag == "sup" and _FOOTNOTE in classes):
        return True
    return element.tag == "table" or "display:none" in (element.get("style") or "").replace(
        " ", ""
    )
