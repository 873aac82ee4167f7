"""A content as a workbook: the report on its first sheet, each table on one of its own.

Numbers, days and money are typed. What a spreadsheet would run as a formula is written as text,
with an apostrophe before it. What nobody knows is a dash, never 0.
"""

import io
import re
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from twinpact.agreements import PartialDate
from twinpact.formats.writing import MOST_TEXT, escaped
from twinpact.plans import Amount
from website.reports import charts
from website.reports.content import (
    Block,
    Bullets,
    Cell,
    Chart,
    Content,
    Facts,
    Figures,
    Heading,
    Light,
    Paragraph,
    Share,
    Sides,
    Signatures,
    Table,
)
from website.reports.render.xlsx_looks import LOOKS
from website.reports.wording import plain, unknown_note, unknown_word, written

#: A workbook keeps 15 figures of a number; one with more stands as text, so that none is lost.
FIGURES = 15
EARLIEST = date(1900, 3, 1)  # before that day spreadsheets count days in different ways
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
NAME = 31
ACROSS = 5
LETTERS = 7
LINE, MOST_LINES = 15, 20


def draw(content: Content) -> bytes:
    """The report as a workbook."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with override(content.language), Workbook(out, options) as book:
        book.set_properties(
            {
                "title": plain(content.title)[:255],
                "author": plain(content.letterhead.name)[:255],
                "comments": plain(content.source)[:255],
            }
        )
        Writing(book, content).write()
    return out.getvalue()


class Writing:
    """A workbook that is being written: where its next line goes, and how its cells look."""

    def __init__(self, book: Workbook, content: Content) -> None:
        self.book = book
        self.content = content
        self.page = self._sheet(_("Report"))
        self.row = 0
        self.formats: dict[tuple[str, str], Format] = {}

    @cached_property
    def names(self) -> set[str]:
        """The names of sheets that are taken, as a spreadsheet compares them."""
        return set()

    def write(self) -> None:
        """The first sheet and those of the tables."""
        content, letterhead = self.content, self.content.letterhead
        self.page.set_column(0, 0, 34)
        self.page.set_column(1, ACROSS, 22)
        if letterhead.logo is not None:
            self._logo(letterhead.logo)
        for line in (letterhead.name, *letterhead.lines):
            self.line(line, "office" if line == letterhead.name else "soft")
        self.line(content.title, "title")
        self.line(content.subtitle, "soft")
        for block in content.blocks:
            self.block(block)
        self.row += 1
        self.line(content.source, "soft")

    def look(self, name: str, number: str = "") -> Format:
        """A format of the workbook, made once."""
        if (name, number) not in self.formats:
            told = LOOKS[name] | ({"num_format": number} if number else {})
            self.formats[name, number] = self.book.add_format(told)
        return self.formats[name, number]

    def line(self, text: str, look: str = "text") -> None:
        """A line of words across the first sheet; nothing for the empty text."""
        if not text:
            return
        words = _text(text)
        self.page.merge_range(self.row, 0, self.row, ACROSS, "", self.look(look))
        self.page.write_string(self.row, 0, words, self.look(look))
        lines = sum(1 + len(part) // 130 for part in words.split("\n"))
        height = LOOKS[look]["font_size"] * 1.4
        self.page.set_row(self.row, height * min(lines, MOST_LINES))
        self.row += 1

    def block(self, block: Block) -> None:
        """What stands on the first sheet; a table stands on its own and is named there."""
        match block:
            case Heading(text, level):
                self.row += 1
                self.line(text, f"heading_{level}")
            case Paragraph(text, look):
                self.line(text, "soft" if look == "note" else "text")
            case Bullets(items):
                for one in items:
                    self.line(f"• {one}")
            case Facts(rows):
                self.pairs([(name, value) for name, value in rows], unknown=unknown_word())
            case Figures(rows):
                self.pairs([(words, value) for value, words in rows])
            case Table():
                self.table(block)
            case Chart():
                self.chart(block)
            case _:
                self.people(block)

    def people(self, block: Block) -> None:
        """Who stands opposite each other, and who signs."""
        match block:
            case Sides(sides, joined):
                self.pairs([(one.name, " · ".join(filter(None, (one.whereabouts, one.body))))
                            for one in sides])  # fmt: skip
                self.line(joined, "soft")
            case Signatures(people):
                self.row += 2
                for one in people:
                    self.line(" · ".join(filter(None, (one.name, one.post, one.body))), "signed")

    def pairs(self, rows: list[tuple[str, Cell]], *, unknown: str = "—") -> None:
        """Names and values."""
        for name, value in rows:
            self.page.write_string(self.row, 0, _text(name), self.look("name"))
            self.cell(self.page, self.row, 1, value, unknown=unknown)
            self.page.set_row(self.row, LINE * self.lines((name, value), [34, 22]))
            self.row += 1

    def table(self, table: Table) -> None:
        """A table on a sheet of its own, with filters and a head that stays."""
        if not table.rows:
            self.line(table.empty)
            return
        sheet = self._sheet(table.title or self.content.title)
        self.line(_("See the sheet “%(sheet)s”.") % {"sheet": sheet.get_name()}, "soft")
        widths = self.widths(table)
        for n, column in enumerate(table.columns):
            sheet.write_string(0, n, _text(column.title), self.look("head"))
            sheet.set_column(n, n, widths[n])
        for number, row in enumerate(table.rows, start=1):
            sheet.set_row(number, LINE * self.lines(row, widths))
            for n, cell in enumerate(row):
                self.cell(sheet, number, n, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        sheet.repeat_rows(0)
        _set_paper(sheet)
        last = len(table.rows) + 1
        for n, cell in enumerate(table.total):
            self.cell(sheet, last, n, cell, look="total")
        cells = [cell for row in (*table.rows, table.total) for cell in row]
        notes = [table.note, unknown_note() if any(one is None for one in cells) else ""]
        for place, note in enumerate((one for one in notes if one), start=last + 2):
            sheet.write_string(place, 0, _text(note), self.look("note"))

    def widths(self, table: Table) -> list[int]:
        """The width of each column in letters: by its share, and so that no number is cut."""
        found = []
        for n, column in enumerate(table.columns):
            cells = (row[n] for row in (*table.rows, *((table.total,) if table.total else ())))
            numbers = [
                len(written(cell, self.content.locale)) + 5
                for cell in cells
                if isinstance(cell, int | Decimal | Amount | date)
            ]
            found.append(max(column.width * LETTERS, len(column.title) + 3, *numbers))
        return found

    def lines(self, row: tuple[Cell, ...], widths: list[int]) -> int:
        """How many lines the longest cell of a row needs; a workbook does not find out itself."""
        needed = 1
        for cell, width in zip(row, widths, strict=True):
            words = written(cell, self.content.locale)
            parts = words.split("\n")
            needed = max(needed, sum(1 + len(part) // max(width - 1, 1) for part in parts))
        return min(needed, MOST_LINES)

    def cell(
        self, sheet: Worksheet, row: int, column: int, cell: Cell, *, look: str = "cell",
        unknown: str = "—",
    ) -> None:  # fmt: skip
        """A typed cell."""
        match cell:
            case bool() | str() | None:
                kind = "quiet" if cell is None and look == "cell" else look
                words = unknown if cell is None else str(cell)
                sheet.write_string(row, column, _text(words), self.look(kind))
            case Light():
                words = written(cell, self.content.locale)
                known = f"light_{cell.code}"
                kind = known if known in LOOKS else "light_grey"
                sheet.write_string(row, column, _text(words), self.look(kind))
            case Share():
                sheet.write_number(row, column, float(cell.value), self.look(look, "0.0%"))
            case Amount():
                money = f'#,##0.00 "{cell.currency}"'
                self._number(sheet, (row, column), cell.amount, self.look(look, money), cell)
            case int() | Decimal():
                form = "#,##0" if cell == int(cell) else "#,##0.0##"
                self._number(sheet, (row, column), Decimal(cell), self.look(look, form), cell)
            case _:
                self._day(sheet, (row, column), cell, look)

    def _number(
        self, sheet: Worksheet, place: tuple[int, int], value: Decimal, look: Format, cell: Cell
    ) -> None:
        if len(value.as_tuple().digits) > FIGURES:
            sheet.write_string(*place, written(cell, self.content.locale), look)
        else:
            sheet.write_number(*place, float(value), look)

    def _day(
        self, sheet: Worksheet, place: tuple[int, int], cell: date | PartialDate, look: str
    ) -> None:
        known = cell
        if isinstance(cell, PartialDate):
            known = cell.earliest if cell.precision == "day" else None
        if isinstance(known, date) and known >= EARLIEST:
            sheet.write_datetime(*place, known, self.look(look, "yyyy-mm-dd"))
        else:
            words = written(cell, self.content.locale)
            sheet.write_string(*place, _text(words), self.look(look))

    def chart(self, chart: Chart) -> None:
        """A chart on a sheet of its own, its numbers beside it."""
        self.table(chart.data)
        sheet = self.book.worksheets()[-1] if chart.data.rows else self.page
        told = {"image_data": io.BytesIO(charts.as_png(chart.spec)), "x_scale": 0.5,
                "y_scale": 0.5, "description": plain(chart.alternative)}  # fmt: skip
        column = len(chart.data.columns) + 1
        sheet.insert_image(1, column, "chart.png", told)
        sheet.write_string(0, column, _text(chart.title), self.look("heading_2"))

    def _logo(self, logo: bytes) -> None:
        about = _("Logo of %(office)s") % {"office": plain(self.content.letterhead.name)}
        self.page.set_row(0, 54)
        self.page.insert_image(
            0, 0, "logo.png",
            {"image_data": io.BytesIO(logo), "description": about, **_fitting(logo)},
        )  # fmt: skip
        self.row = 1

    def _sheet(self, title: str) -> Worksheet:
        """A sheet whose name is the beginning of the title, once in the book."""
        wanted = " ".join(FORBIDDEN.sub(" ", plain(title)).split())[:NAME].strip() or _("Table")
        name, n = wanted, 1
        while name.casefold() in self.names:
            n += 1
            name = f"{wanted[: NAME - len(str(n)) - 1]} {n}"
        self.names.add(name.casefold())
        sheet = self.book.add_worksheet(name)
        if n == 1 and len(self.names) == 1:
            _set_paper(sheet)
            sheet.hide_gridlines(2)
        return sheet


def _fitting(logo: bytes) -> dict[str, float]:
    """How far a logo is made smaller so that it is 68 points high at most."""
    from PIL import Image  # noqa: PLC0415 only where there is a logo

    with Image.open(io.BytesIO(logo)) as picture:
        scale = min(68 / picture.height, 220 / picture.width, 1)
    return {"x_scale": scale, "y_scale": scale, "x_offset": 2, "y_offset": 2}


def _text(words: str) -> str:
    told = str(escaped(plain(words)))
    return told if len(told) <= MOST_TEXT else f"{told[: MOST_TEXT - 1]}…"


def _set_paper(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&P / &N")
