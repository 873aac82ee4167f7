"""A content as a Word document: real headings, heads of tables that repeat, texts for pictures."""

import io

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as Whole
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as Line

from website.reports import charts
from website.reports.content import (
    Block,
    Bullets,
    Chart,
    Content,
    Facts,
    Figures,
    Heading,
    NewPage,
    Paragraph,
    Sides,
    Signatures,
    Table,
)
from website.reports.render.docx_styles import set_styles
from website.reports.render.docx_tables import add_rows, add_table
from website.reports.wording import plain, unknown_note, unknown_word, written

#: How much of the paper there is between its margins.
WIDTH = Mm(166)
LOOKS = {"lead": "Lead", "quote": "Quote", "note": "Note", "plain": "Normal"}


def draw(content: Content) -> bytes:
    """The report as a Word document."""
    with override(content.language):
        document = Document()
        set_styles(document, content)
        _letterhead(document, content)
        document.add_paragraph(_one_line(content.title), style="Title")
        if content.subtitle:
            document.add_paragraph(_one_line(content.subtitle), style="Subtitle")
        for block in content.blocks:
            _add(document, content, block)
        _footer(document, content)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def _letterhead(document: Whole, content: Content) -> None:
    """The logo and the office on the first page, its name and the title on the others."""
    section, letterhead = document.sections[0], content.letterhead
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0]
    if letterhead.logo is not None:
        first.style = "Note"
        picture = first.add_run().add_picture(io.BytesIO(letterhead.logo), height=Mm(16))
        _describe(picture, _("Logo of %(office)s") % {"office": plain(letterhead.name)})
        first = section.first_page_header.add_paragraph()
    first.style = "Office"
    first.add_run(plain(letterhead.name))
    for line in letterhead.lines:
        section.first_page_header.add_paragraph(plain(line), style="Note")
    section.header.paragraphs[0].style = "Note"
    section.header.paragraphs[0].add_run(f"{_one_line(content.title)} · {plain(letterhead.name)}")


def _footer(document: Whole, content: Content) -> None:
    section = document.sections[0]
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.style = "Note"
        line.add_run(f"{plain(content.source)}\t")
        pages = _("Page %(page)s of %(pages)s") % {
            "page": "\x00PAGE\x00",
            "pages": "\x00NUMPAGES\x00",
        }
        for part in pages.split("\x00"):
            if part in ("PAGE", "NUMPAGES"):
                _field(line, part)
            else:
                line.add_run(part)


def _field(line: Line, instruction: str) -> None:
    """A number that Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def _add(document: Whole, content: Content, block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(_one_line(text), level)
        case Paragraph(text, look):
            document.add_paragraph(plain(text), style=LOOKS[look])
        case Bullets(items):
            for one in items:
                document.add_paragraph(plain(one), style="List Bullet")
        case Facts(rows):
            unknown = unknown_word()
            told = [(plain(name), written(value, content.locale, unknown=unknown))
                    for name, value in rows]  # fmt: skip
            add_rows(document, told, (WIDTH // 3, WIDTH - WIDTH // 3), head=_head_of_facts())
        case Table():
            _table(document, content, block)
        case Chart():
            _chart(document, content, block)
        case NewPage():
            document.add_page_break()
        case _:
            _add_people(document, content, block)


def _head_of_facts() -> tuple[str, str]:
    return _("What"), _("What is known")


def _add_people(document: Whole, content: Content, block: Block) -> None:
    match block:
        case Figures(rows):
            told = [(written(n, content.locale), plain(words)) for n, words in rows]
            add_rows(document, told, (WIDTH // 4, WIDTH - WIDTH // 4),
                     head=(_("Number"), _("What it counts")))  # fmt: skip
        case Sides(sides, joined):
            told = [(plain(one.name), _rest(one.whereabouts, one.body)) for one in sides]
            head = (_("Party"), _("Where it lies, who acts"))
            add_rows(document, told, (WIDTH // 2, WIDTH - WIDTH // 2), head=head)
            if joined:
                document.add_paragraph(plain(joined), style="Note")
        case Signatures(people):
            for one in people:
                line = document.add_paragraph("_" * 36, style="Signature")
                line.alignment = WD_ALIGN_PARAGRAPH.LEFT
                for part in (one.name, one.post, one.body):
                    if part:
                        line.add_run().add_break()
                        line.add_run(plain(part))


def _rest(*parts: str) -> str:
    return "\n".join(plain(part) for part in parts if part)


def _table(document: Whole, content: Content, table: Table) -> None:
    if table.title:
        document.add_paragraph(_one_line(table.title), style="Caption")
    if not table.rows:
        if table.empty:
            document.add_paragraph(plain(table.empty))
        return
    add_table(document, table, content.locale, WIDTH)
    cells = [cell for row in (*table.rows, table.total) for cell in row]
    notes = [plain(table.note), unknown_note() if any(one is None for one in cells) else ""]
    document.add_paragraph(" ".join(one for one in notes if one), style="Note")


def _chart(document: Whole, content: Content, chart: Chart) -> None:
    document.add_paragraph(_one_line(chart.title), style="Caption")
    picture = document.add_picture(io.BytesIO(charts.as_png(chart.spec)), width=WIDTH)
    _describe(picture, chart.alternative)
    if chart.show_data:
        _table(document, content, chart.data)


def _describe(picture: object, words: str) -> None:
    """What a picture shows, for who does not see it."""
    properties = picture._inline.docPr  # type: ignore[attr-defined]
    properties.set("descr", plain(words))
