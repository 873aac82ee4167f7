"""One content, drawn as tagged PDF, as Word document and as workbook, and read back."""

import io
import warnings
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from django.utils import translation
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.website.reports.contents import (
    FORMATS,
    LANGUAGES,
    LETTERHEAD,
    MADE,
    READ,
    every_block,
    pdf_text,
    xlsx_cells,
)
from website.reports.content import Facts, Paragraph
from website.reports.render import UnknownFormatError, draw

HOSTILE = [
    '#panic("run")',
    '#read("/etc/passwd") #import "@preview/x:1.0.0"',
    "= Heading *bold* _it_ $x^2$ `raw` <label> @ref",
    "</w:t></w:r><script>alert(1)</script> & ]]>",
    "\\u{1F600} \\n \x00\x01\x1b[31m \ud800 \ufffe \U0001fffe \u202eabc",
    '=HYPERLINK("http://x.example","y")',
    "+1-1",
    "@SUM(A1)",
    "上海市 首尔 서울 東京 القاهرة Ελλάδα Київ 😀 𓀀",
    "a" * 600,
    "línea\r\notra\rmás\ttab",
    "{{ 7*7 }} {% x %} ${y}",
]


def structure(content):
    """The kinds of the elements in the structure of a tagged PDF, and those with a text."""
    kinds, alternatives = [], []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                kinds.append(node["/S"])
            if "/Alt" in node:
                alternatives.append(str(node["/Alt"]))
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"])
    return kinds, alternatives


def test_the_pdf_is_tagged_and_says_its_language_title_and_what_its_pictures_show():
    drawn = draw(every_block("Título"), "pdf")
    reader = PdfReader(io.BytesIO(drawn))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "es-CO"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == "Título"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds, alternatives = structure(drawn)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L", "/P"} <= set(kinds)
    assert "Título" in alternatives
    assert any("Gobernación de Antioquia" in one for one in alternatives)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_numbered_in_the_language_of_the_report(language):
    drawn = pdf_text(draw(every_block("x", language), "pdf"))
    assert {"es": "Página 1 de 2", "en": "Page 1 of 2", "pt": "Página 1 de 2"}[language] in drawn


def test_the_word_document_has_real_headings_and_heads_of_tables_that_repeat():
    drawn = draw(every_block("Título"), "docx")
    document = Document(io.BytesIO(drawn))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert {"Title", "Heading 1", "Heading 2", "Quote", "Caption", "List Bullet"} <= set(styles)
    assert document.core_properties.language == "es-CO"
    with ZipFile(io.BytesIO(drawn)) as parts:
        body = parts.read("word/document.xml").decode()
        assert body.count("<w:tblHeader/>") == body.count("<w:tbl>")
        assert 'descr="Título"' in body
        assert 'w:lang w:val="es-CO"' in parts.read("word/styles.xml").decode()
        headers = "".join(
            parts.read(name).decode() for name in parts.namelist() if "header" in name
        )
        assert "Gobernación de Antioquia" in headers


def test_the_cells_of_the_workbook_are_typed_and_the_unknown_is_never_zero():
    cells = xlsx_cells(draw(every_block("Texto"), "xlsx"))
    assert 1234567.0 in cells
    assert 1000.5 in cells
    assert date(2026, 3, 2) in cells
    assert 0.5 in cells
    assert cells.count(0.0) == 1, "the one that is known to be zero"
    assert cells.count("—") >= 7
    assert "agosto de 2010" in cells


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("file_format", FORMATS)
def test_what_people_wrote_is_never_run_or_read_as_markup(words, file_format):
    drawn = draw(every_block(words), file_format)
    told = READ[file_format](drawn)
    if words.startswith(("#", "=", "+", "@", "{", "<")) and file_format != "pdf":
        assert words in told
    if words.startswith("#panic"):
        assert words in told.replace("- ", "")
    if file_format == "xlsx":
        with ZipFile(io.BytesIO(drawn)) as parts:
            sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
        assert not any(b"<f>" in sheet for sheet in sheets)


letters = st.text(st.characters(codec=None), max_size=60)


@settings(max_examples=30, deadline=None)
@given(words=letters, other=letters)
def test_any_text_at_all_can_be_printed(words, other):
    plain = every_block("x")
    told = replace(
        plain, title=words, subtitle=other, source=other,
        letterhead=replace(LETTERHEAD, name=words, lines=(other,)),
        blocks=(Paragraph(words), Facts(((words, other),)), *plain.blocks[8:9]),
    )  # fmt: skip
    for file_format in FORMATS:
        assert draw(told, file_format)


def test_a_letter_that_no_font_has_is_a_square_and_the_paper_says_so():
    told = pdf_text(draw(every_block("𓀀"), "pdf"))
    assert "□" in told
    assert "que las fuentes de este papel no tienen" in told


def test_there_is_no_other_format():
    with pytest.raises(UnknownFormatError):
        draw(every_block(), "odt")


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_report_is_drawn_in_each_language_and_format(kind, language):
    with translation.override(language):
        content = MADE[kind]()
    assert content.language == language
    for file_format in FORMATS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            told = READ[file_format](draw(content, file_format))
        assert content.title in told
        assert "Minas Gerais" in told or "Belo Horizonte" in told
