"""A content as tagged PDF (PDF/UA-1, ISO 14289-1), set by Typst.

The template is fixed. What people wrote reaches it as data in a file of JSON, never as markup, and
Typst sees no other folder than the one with this data.
"""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from re import compile as pattern
from tempfile import TemporaryDirectory

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from website.reports import charts, fonts
from website.reports.content import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Content,
    Facts,
    Figures,
    Heading,
    Light,
    NewPage,
    Paragraph,
    Sides,
    Signatures,
    Table,
)
from website.reports.wording import DASH, plain, unknown_note, unknown_word, written

TEMPLATE = Path(__file__).with_name("report.typ")
#: A word of so many letters gets places where a line may end, so that it stays in its column.
LONG_WORD = pattern(r"\S{19,}")
LETTERS = 12


class Setting:
    """A content on its way to the template: its words made drawable, its pictures as files."""

    def __init__(self, content: Content, folder: Path) -> None:
        self.content = content
        self.folder = folder
        self.charts = 0

    def text(self, words: str) -> str:
        """Words as they can be set."""
        return LONG_WORD.sub(_with_line_ends, plain(words).replace("\t", " "))

    def cell(self, cell: Cell, *, unknown: str = DASH) -> object:
        """A cell: its words, and how they look where they are more than words."""
        words = self.text(written(cell, self.content.locale, unknown=unknown))
        if isinstance(cell, Light):
            code = cell.code if cell.code in _LIGHTS else "grey"
            return {"words": words, "light": code, "quiet": False}
        if cell is None:
            return {"words": words, "light": None, "quiet": True}
        return words

    def blocks(self) -> list[dict[str, object]]:
        """All blocks, as the template reads them."""
        return [told for block in self.content.blocks for told in self.block(block)]

    def block(self, block: Block) -> list[dict[str, object]]:
        """A block; a chart that shows its numbers is two."""
        match block:
            case Heading() | Paragraph() | Bullets():
                return [self.words(block)]
            case Facts(rows):
                unknown = unknown_word()
                told = [
                    [self.text(name), self.cell(value, unknown=unknown)] for name, value in rows
                ]
                return [{"kind": "facts", "rows": told}]
            case Figures(rows):
                numbers = [[self.text(written(n, self.content.locale)), self.text(words)]
                           for n, words in rows]  # fmt: skip
                return [{"kind": "figures", "rows": numbers}]
            case Table():
                return self.table(block)
            case Chart():
                return self.chart(block)
            case _:
                return self.people(block)

    def words(self, block: Heading | Paragraph | Bullets) -> dict[str, object]:
        """A block of words alone."""
        match block:
            case Heading(text, level):
                return {"kind": "heading", "text": self.text(text), "level": level}
            case Paragraph(text, look):
                return {"kind": "paragraph", "text": self.text(text), "look": look}
            case Bullets(items):
                return {"kind": "bullets", "items": [self.text(one) for one in items]}

    def people(self, block: Block) -> list[dict[str, object]]:
        """Who stands opposite each other, who signs, and the page that begins."""
        match block:
            case Sides(sides, joined):
                told = [
                    {
                        "name": self.text(one.name),
                        "whereabouts": self.text(one.whereabouts),
                        "body": self.text(one.body),
                    }
                    for one in sides
                ]
                return [{"kind": "sides", "sides": told, "joined": self.text(joined)}]
            case Signatures(signing):
                lines = [[self.text(one.name), self.text(one.post), self.text(one.body)]
                         for one in signing]  # fmt: skip
                return [{"kind": "signatures", "people": lines}]
            case NewPage():
                return [{"kind": "new_page"}]
        raise TypeError(type(block))

    def table(self, table: Table) -> list[dict[str, object]]:
        """A table; without rows, its title and the sentence that says so."""
        if not table.rows:
            words = self.text(table.empty)
            return [{"kind": "paragraph", "text": words, "look": "plain"}] if words else []
        cells = [cell for row in (*table.rows, table.total) for cell in row]
        notes = [table.note, unknown_note() if any(one is None for one in cells) else ""]
        return [
            {
                "kind": "table",
                "title": self.text(table.title),
                "columns": [self.column(one) for one in table.columns],
                "rows": [[self.cell(one) for one in row] for row in table.rows],
                "total": [self.cell(one) for one in table.total],
                "note": " ".join(self.text(one) for one in notes if one),
            }
        ]

    def column(self, column: Column) -> dict[str, object]:
        """The head of a column."""
        title = self.text(column.title)
        return {"title": title, "width": column.width, "numbers": column.numbers}

    def chart(self, chart: Chart) -> list[dict[str, object]]:
        """A chart as a file, SVG where its letters are plain, and its numbers where shown."""
        self.charts += 1
        drawn = charts.as_svg(chart.spec)
        if fonts.PLAIN.fullmatch(drawn):
            name = f"chart-{self.charts}.svg"
            (self.folder / name).write_text(drawn, encoding="utf-8")
        else:  # within an SVG Typst does not look for each letter in every font
            name = f"chart-{self.charts}.png"
            (self.folder / name).write_bytes(charts.as_png(chart.spec))
        drawing = {
            "kind": "chart",
            "title": self.text(chart.title),
            "alternative": self.text(chart.alternative),
            "file": name,
            "width": 1,
        }
        return [drawing, *(self.table(chart.data) if chart.show_data else [])]


_LIGHTS = ("green", "amber", "red", "grey", "critical", "error", "warning", "note")


def _with_line_ends(found: object) -> str:
    word = found.group()  # type: ignore[attr-defined]
    return "\u200b".join(word[n : n + LETTERS] for n in range(0, len(word), LETTERS))


def draw(content: Content) -> bytes:
    """The report as PDF: tagged, with its language and title, and texts for its pictures."""
    with TemporaryDirectory() as made, override(content.language):
        folder = Path(made)
        told = _told(Setting(content, folder))
        words = json.dumps(told, ensure_ascii=False)
        (folder / "content.json").write_text(fonts.drawable(words), encoding="utf-8")
        if content.letterhead.logo is not None:
            (folder / "logo.png").write_bytes(content.letterhead.logo)
        compiled = typst.compile(
            TEMPLATE.read_bytes(),
            root=made,
            font_paths=_fonts(east_asian=fonts.needs_east_asian(words)),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(content.day, time(), tzinfo=UTC),
        )
    if not isinstance(compiled, bytes):
        raise TypeError(type(compiled))
    return compiled


@cache
def _fonts(*, east_asian: bool) -> typst.Fonts:
    """The fonts of the papers and no others, so that a paper looks alike on every machine."""
    folders = [str(folder) for folder in fonts.FOLDERS]
    if east_asian:
        folders.append(str(fonts.EAST_ASIAN_FOLDER))
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )


def _shortened(text: str, most: int) -> str:
    """A line that is on every page takes no page for itself."""
    line = " ".join(plain(text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _told(setting: Setting) -> dict[str, object]:
    content, letterhead = setting.content, setting.content.letterhead
    blocks = setting.blocks()
    source = content.source
    if fonts.NO_SHAPE in fonts.drawable(json.dumps(blocks, ensure_ascii=False)):
        missing = _("%(square)s stands for a letter that the fonts of this paper do not have.")
        source = f"{source} {missing % {'square': fonts.NO_SHAPE}}"
    logo = None
    if letterhead.logo is not None:
        logo = setting.text(_("Logo of %(office)s") % {"office": letterhead.name})
    return {
        "title": setting.text(content.title).strip() or DASH,
        "subtitle": setting.text(content.subtitle),
        "language": content.language,
        "region": letterhead.country.lower() or None,
        "office": setting.text(letterhead.name),
        "address": [setting.text(line) for line in letterhead.lines],
        "logo": logo,
        "head": setting.text(_shortened(content.title, 110)),
        "head_office": setting.text(_shortened(letterhead.name, 110)),
        "source": setting.text(_shortened(source, 320)),
        "page": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        "fonts": list(fonts.FURTHER),
        "blocks": blocks,
    }
