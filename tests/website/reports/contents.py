"""Contents for tests: one with every block, those of programmes and visits; reading files back."""

import io
from datetime import date, time
from decimal import Decimal

from docx import Document
from PIL import Image
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.twinpact.plans.programmes import FIRST, programme
from twinpact.agreements import parse_partial_date
from twinpact.plans import Amount, Evaluation, Update
from twinpact.plans.rates import Rates
from twinpact.plans.summaries import Counting
from website.reports import charts
from website.reports.annual_programme import annual_programme
from website.reports.content import (
    Bullets,
    Chart,
    Column,
    Content,
    Facts,
    Figures,
    Heading,
    Letterhead,
    Light,
    NewPage,
    Paragraph,
    Share,
    Side,
    Sides,
    Signature,
    Signatures,
    Table,
)
from website.reports.delegation_file import (
    AgendaEntry,
    Commitment,
    Delegate,
    Delegation,
    delegation_file,
)
from website.reports.final_report import final_report
from website.reports.programme_frame import Frame
from website.reports.progress_report import progress_report

DAY = date(2026, 11, 25)
LANGUAGES = ("es", "en", "pt")
FORMATS = ("pdf", "docx", "xlsx")


def picture(kind="PNG", size=(60, 40)):
    out = io.BytesIO()
    Image.new("RGB", size, (10, 84, 88)).save(out, kind)
    return out.getvalue()


LETTERHEAD = Letterhead(
    "Gobernación de Antioquia", ("Calle 42B 52-106", "Medellín"), picture(), "CO",
    head="Ana Restrepo", post="Directora",
)  # fmt: skip


def every_block(words="Texto", language="es"):
    """A content with every block and every type of cell, the given words wherever words go."""
    table = Table(
        words,
        (Column(words, 3), Column("n", 1, numbers=True), Column("COP", 2, numbers=True),
         Column("day", 2), Column("light", 2), Column("share", 1)),
        (
            (words, 1234567, Amount(Decimal("1000.50"), "COP"), date(2026, 3, 2),
             Light("green", words), Share(Decimal("0.5"))),
            (None, None, None, None, None, None),
            (words, Decimal(0), None, parse_partial_date("August 2010"), Light("odd", "?"), None),
        ),
        total=(words, 2, None, "", "", None),
        note=words,
    )  # fmt: skip
    bars = [{"label": words, "n": 3, "text": "3", "kind": "known"}]
    return Content(
        kind="every_block", title=words, subtitle=words, language=language, day=DAY,
        letterhead=LETTERHEAD, source=words,
        blocks=(
            Paragraph(words, "lead"), Heading(words), Heading(words, 2),
            Paragraph(words, "quote"), Paragraph(words, "note"), Bullets((words, words)),
            Facts(((words, words), (words, None))), Figures(((16, words), (None, words))),
            Sides((Side(words, words, words), Side(words)), words),
            Chart(words, words, charts.bars(bars, title=words), table, show_data=True),
            NewPage(), Table(words, (Column(words),), (), empty=words),
            Signatures((Signature(words, words, words), Signature(words))),
        ),
    )  # fmt: skip


def frame():
    updates = (
        Update("U1", "I1", FIRST, date(2026, 7, 2), "ana", Decimal(31), state="approved",
               deviation_reason="Lluvias en abril"),
        Update("U2", "I1", FIRST, date(2026, 7, 3), "ana", Decimal(9), state="submitted"),
    )  # fmt: skip
    counting = Counting("COP", Rates(()), DAY, updates)
    sides = {1: "Antioquia", 2: "Minas Gerais"}
    return Frame(LETTERHEAD, DAY, "Antioquia – Minas Gerais", counting, sides, {"P1": "Empleo"})


def evaluation():
    return Evaluation(
        "final", "AG-1", date(2026, 11, 1), "Ana", {"effect_told": "Más visitantes"},
        {"financing": 3}, "renew", "Funcionó",
    )  # fmt: skip


def visit():
    return Delegation(
        "Misión a Belo Horizonte", "out", "Conocer rutas", "Belo Horizonte", date(2026, 5, 1),
        agenda=(AgendaEntry(date(2026, 5, 1), "Visita", time(9), time(11)),
                AgendaEntry(date(2026, 5, 2), "Feria")),
        people=(Delegate("Ana Restrepo", "Directora"), Delegate("João Alves", host=True)),
        commitments=(Commitment("Enviar la guía", "Ana"),),
    )  # fmt: skip


MADE = {
    "annual_programme": lambda: annual_programme(programme(), frame()),
    "progress_report": lambda: progress_report(programme(), frame()),
    "final_report": lambda: final_report(programme(), frame(), evaluation=evaluation()),
    "delegation_file": lambda: delegation_file(visit(), letterhead=LETTERHEAD, on=DAY),
}


def pdf_text(content):
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return " ".join(" ".join(pages).replace("\u200b", "").split())


def docx_text(content):
    document = Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join(lines).split())


def xlsx_cells(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [cell for name in book.sheet_names
            for row in book.get_sheet_by_name(name).to_python() for cell in row]  # fmt: skip


def xlsx_text(content):
    return " ".join(str(cell) for cell in xlsx_cells(content))


READ = {"pdf": pdf_text, "docx": docx_text, "xlsx": xlsx_text}
