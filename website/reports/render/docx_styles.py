"""The look of a Word document: the styles that the blocks use, and the language of its words."""

from docx.document import Document as Whole
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from website.reports.content import Content
from website.reports.wording import plain

INK, SOFT, NEAR = (
    RGBColor(0x1C, 0x22, 0x26),
    RGBColor(0x47, 0x4F, 0x53),
    RGBColor(0x0A, 0x54, 0x58),
)
SERIF, SANS = "Georgia", "Calibri"
#: Style: letters, size in points, colour, bold, space before and after in points.
STYLES = {
    "Normal": (SANS, 10.5, INK, False, 0, 6),
    "Title": (SERIF, 23, INK, True, 12, 6),
    "Subtitle": (SANS, 12, SOFT, False, 0, 12),
    "Heading 1": (SERIF, 15, NEAR, True, 18, 6),
    "Heading 2": (SERIF, 12, INK, True, 12, 4),
    "Caption": (SANS, 10.5, INK, True, 12, 4),
    "Quote": (SANS, 10.5, INK, False, 4, 8),
    "Lead": (SERIF, 12, INK, False, 0, 8),
    "Note": (SANS, 8.5, SOFT, False, 2, 6),
    "Office": (SERIF, 12, INK, True, 0, 0),
    "Signature": (SANS, 10.5, INK, False, 48, 6),
    "List Bullet": (SANS, 10.5, INK, False, 0, 3),
}
KEPT_WITH_NEXT = {"Caption", "Heading 1", "Heading 2"}


def set_styles(document: Whole, content: Content) -> None:
    """The styles, the paper, the language, and what the file says of itself."""
    for name, look in STYLES.items():
        _set_style(document, name, *look)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(28), Mm(24)
    note = document.styles["Note"].paragraph_format
    note.tab_stops.add_tab_stop(Mm(166), WD_TAB_ALIGNMENT.RIGHT)
    _set_language(document, content.locale)
    told = document.core_properties
    told.title, told.author = plain(content.title)[:255], plain(content.letterhead.name)[:255]
    told.language, told.subject, told.comments = content.locale, plain(content.source)[:255], ""


def _set_style(
    document: Whole, name: str, letters: str, size: float, colour: RGBColor, bold: bool,
    before: float, after: float,
) -> None:  # fmt: skip
    names = {style.name for style in document.styles}
    style = (
        document.styles[name]
        if name in names
        else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    style.font.name, style.font.size, style.font.bold = letters, Pt(size), bold
    style.font.color.rgb, style.font.italic = colour, False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hAnsi"), letters)
    fonts.set(qn("w:cs"), letters)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.keep_with_next = name in KEPT_WITH_NEXT
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _set_language(document: Whole, locale: str) -> None:
    """The language of all words, so that they are spelt and read out aright."""
    for one in document.styles.element.iter(qn("w:lang")):
        one.getparent().remove(one)
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    defaults.append(language)
