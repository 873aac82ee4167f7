"""Tables of a Word document, written row by row: python-docx looks for each cell anew."""

from collections.abc import Sequence

from docx.document import Document as Whole
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from website.reports.content import Light, Table
from website.reports.wording import plain, written

TWIPS = 635  # lengths of the file's own, each 635 of python-docx
LINE = "C9BFA8"
NEAR = "0A5458"
INKS = {"green": "17552D", "amber": "6B4200", "warning": "6B4200", "red": "8B1A29",
        "critical": "8B1A29", "error": "8B1A29"}  # fmt: skip
SMALL = "18"  # half points


def _made(tag: str, **values: str) -> OxmlElement:
    one = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        one.set(qn(f"w:{name}"), value)
    return one


def add_table(document: Whole, table: Table, locale: str, width: int) -> None:
    """A table with typed cells: numbers to the right, lights in their colours."""
    parts = sum(column.width for column in table.columns)
    widths = [width * column.width // parts for column in table.columns]
    right = [column.numbers for column in table.columns]
    made = _begin(document, widths)
    made.append(_row([plain(one.title) for one in table.columns], widths, right, head=True))
    for cells in table.rows:
        words = [written(cell, locale) for cell in cells]
        inks = [INKS.get(cell.code, "") if isinstance(cell, Light) else "" for cell in cells]
        made.append(_row(words, widths, right, inks=inks))
    if table.total:
        made.append(_row([written(one, locale) for one in table.total], widths, right, bold=True))


def add_rows(
    document: Whole, rows: Sequence[tuple[str, ...]], widths: Sequence[int], *, head: Sequence[str]
) -> None:
    """A table of words."""
    right = [False] * len(widths)
    made = _begin(document, widths)
    made.append(_row(head, widths, right, head=True))
    for words in rows:
        made.append(_row(words, widths, right))
    document.add_paragraph("", style="Note")


def _begin(document: Whole, widths: Sequence[int]) -> OxmlElement:
    """A table without rows at the end of the document, its lines thin."""
    made, properties = _made("tbl"), _made("tblPr")
    properties.append(_made("tblW", w=str(sum(widths) // TWIPS), type="dxa"))
    borders = _made("tblBorders")
    for side, colour, size in (("top", NEAR, "8"), ("bottom", NEAR, "8"), ("insideH", LINE, "4")):
        borders.append(_made(side, val="single", sz=size, space="0", color=colour))
    properties.append(borders)
    properties.append(_made("tblLayout", type="fixed"))
    margins = _made("tblCellMar")
    for side in ("left", "right"):
        margins.append(_made(side, w="70", type="dxa"))
    properties.append(margins)
    properties.append(_made("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0",
                            lastColumn="0", noHBand="1", noVBand="1"))  # fmt: skip
    made.append(properties)
    grid = _made("tblGrid")
    for width in widths:
        grid.append(_made("gridCol", w=str(width // TWIPS)))
    made.append(grid)
    body = document.element.body
    body.insert(len(body) - 1, made)  # the last one describes the paper
    return made


def _row(
    words: Sequence[str],
    widths: Sequence[int],
    right: Sequence[bool],
    *,
    head: bool = False,
    bold: bool = False,
    inks: Sequence[str] = (),
) -> OxmlElement:
    row, properties = _made("tr"), _made("trPr")
    properties.append(_made("cantSplit"))
    if head:
        properties.append(_made("tblHeader"))
    row.append(properties)
    for n, (text, width, numbers) in enumerate(zip(words, widths, right, strict=True)):
        ink = NEAR if head else (inks[n] if inks else "")
        cell, about = _made("tc"), _made("tcPr")
        about.append(_made("tcW", w=str(width // TWIPS), type="dxa"))
        cell.append(about)
        cell.append(_line(text, numbers=numbers, bold=bold or head or bool(ink), ink=ink))
        row.append(cell)
    return row


def _line(text: str, *, numbers: bool, bold: bool, ink: str) -> OxmlElement:
    line, look = _made("p"), _made("pPr")
    look.append(_made("spacing", before="30", after="30"))
    if numbers:
        look.append(_made("jc", val="right"))
    line.append(look)
    run, letters = _made("r"), _made("rPr")
    if bold:
        letters.append(_made("b"))
    if ink:
        letters.append(_made("color", val=ink))
    letters.append(_made("sz", val=SMALL))
    run.append(letters)
    for n, part in enumerate(text.split("\n")):
        if n:
            run.append(_made("br"))
        written_text = _made("t")
        written_text.text = part.replace("\t", " ")
        written_text.set(qn("xml:space"), "preserve")
        run.append(written_text)
    line.append(run)
    return line
