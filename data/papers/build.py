"""Builds the Word templates that ship, from clauses.yaml and papers.yaml; always the same bytes.

    .venv/bin/python data/papers/build.py

One file for each paper and language, and for those that are signed in two languages one for each
ordered pair, clause beside clause, from the same clauses.
"""

import io
import re
import zipfile
from datetime import datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "twinpact" / "formats" / "paper_templates"
LANGUAGES = ("es", "en", "pt")
CLAUSES = yaml.safe_load((HERE / "clauses.yaml").read_text("utf-8"))
PAPERS = yaml.safe_load((HERE / "papers.yaml").read_text("utf-8"))
COMMON = ("heads", "references", "ordinals", "texts")
REFERENCE = re.compile(r"\{ref:(\w+)\}")
FIELD = re.compile(r"\{(\w+)\}")
WHEN = datetime(2026, 1, 1)  # noqa: DTZ001 - no moment, only the same for every build
LEFT_OUT = ("docProps/thumbnail.jpeg", "customXml/")


def numbered(paper: dict[str, Any], key: str, language: str) -> tuple[str, str]:
    """A clause's number in digits and, where the language has them, as an ordinal."""
    at = paper["clauses"].index(key)
    ordinals = PAPERS["ordinals"].get(language, ())
    return str(at + 1), ordinals[at] if ordinals else str(at + 1)


def filled(text: str, paper: dict[str, Any], language: str) -> str:
    """A text with its references resolved and its fields as gaps of a template."""

    def reference(match: re.Match[str]) -> str:
        digits, ordinal = numbered(paper, match[1], language)
        kind = PAPERS["references"][paper["head"]][language]
        return ordinal if kind == "ordinal" else digits

    return FIELD.sub(rf"{{{{ {language}.\1 }}}}", REFERENCE.sub(reference, text))


def paragraphs(entries: list[dict[str, str]], paper: dict[str, Any], language: str) -> list[str]:
    """The paragraphs of a text; a list becomes a loop of the template."""
    found = []
    for entry in entries:
        if "list" in entry:
            name = entry["list"]
            found += [
                f"{{%p if {language}.{name} %}}",
                f"{{%p for one in {language}.{name} %}}",
                "– {{ one }}",
                "{%p endfor %}",
                "{%p else %}",
                f"– {{{{ {language}.{name} }}}}",
                "{%p endif %}",
            ]
        else:
            found.append(filled(entry[language], paper, language))
    return found


def blocks(paper: dict[str, Any], language: str) -> list[tuple[str, list[str]]]:
    """What a paper says in a language: headings with their paragraphs, title first."""
    found = [("title", [filled(paper["title"][language], paper, language)])]
    found += [
        ("text", paragraphs(PAPERS["texts"][name], paper, language)) for name in paper["opening"]
    ]
    for key in paper["clauses"]:
        digits, ordinal = numbered(paper, key, language)
        head = PAPERS["heads"][paper["head"]][language].format(
            number=digits, ordinal=ordinal.upper(), heading=CLAUSES[key]["heading"][language]
        )
        found.append(("clause", [head, *paragraphs(CLAUSES[key]["text"], paper, language)]))
    found += [
        ("text", paragraphs(PAPERS["texts"][name], paper, language)) for name in paper["closing"]
    ]
    sides = ("first", "second") if paper["signatures"] == "both" else ("first",)
    for side in sides:
        lines = ["", f"{side}_signatory", f"{side}_post", f"{side}_party"]
        gaps = [f"{{{{ {language}.{name} }}}}" if name else name for name in lines]
        found.append(("signature", gaps))
    return found


def write(paper: dict[str, Any], languages: tuple[str, ...]) -> bytes:
    """The template of a paper, in one language or in two columns."""
    document = _blank(languages[0])
    sides = [blocks(paper, language) for language in languages]
    if len(languages) == 1:
        for kind, lines in sides[0]:
            _write(document, kind, lines)
    else:
        table = document.add_table(rows=0, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for left, right in zip(*sides, strict=True):
            cells = table.add_row().cells
            for cell, (kind, lines), language in zip(cells, (left, right), languages, strict=True):
                _write(cell, kind, lines, language)
                cell._element.remove(cell.paragraphs[0]._element)
    out = io.BytesIO()
    document.save(out)
    return _same_bytes(out.getvalue())


def _blank(language: str) -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Cambria", Pt(11)
    normal.paragraph_format.space_after = Pt(7)
    _speak(normal.element.get_or_add_rPr(), language)
    about = document.core_properties
    about.author, about.title, about.comments = "Twinpact", "", ""
    about.created = about.modified = WHEN
    about.revision = 1
    return document


def _speak(properties: Any, language: str) -> None:
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), {"es": "es-419", "en": "en-GB", "pt": "pt-BR"}[language])
    properties.append(spoken)


def _write(holder: Any, kind: str, lines: list[str], language: str | None = None) -> None:
    for at, line in enumerate(lines):
        paragraph = holder.add_paragraph()
        run = paragraph.add_run(line)
        if language:
            _speak(run._element.get_or_add_rPr(), language)
        if kind == "title":
            run.bold, run.font.size = True, Pt(15)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(14)
        elif kind == "clause" and at == 0:
            run.bold = True
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Pt(8)
        elif kind == "signature":
            paragraph.paragraph_format.space_after = Pt(0)
            if at == 0:
                paragraph.paragraph_format.space_before = Pt(30)
            paragraph.paragraph_format.keep_with_next = True
        elif line.startswith("– "):
            paragraph.paragraph_format.left_indent = Cm(0.6)


def _same_bytes(content: bytes) -> bytes:
    """The same archive without moments, the thumbnail of an empty page and foreign parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as packed,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in packed.namelist():
            if name.startswith(LEFT_OUT):
                continue
            part = packed.read(name)
            if name.endswith(".rels"):
                part = re.sub(rb"<Relationship [^>]*(?:thumbnail|customXml)[^>]*/>", b"", part)
            target.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def main() -> None:
    """Write every template that ships."""
    TARGET.mkdir(exist_ok=True)
    for name, paper in PAPERS.items():
        if name in COMMON:
            continue
        wanted: list[tuple[str, ...]] = [(language,) for language in LANGUAGES]
        if paper["signatures"] == "both":
            wanted += permutations(LANGUAGES, 2)
        for languages in wanted:
            path = TARGET / f"{name}-{'-'.join(languages)}.docx"
            path.write_bytes(write(paper, languages))
    print(f"{len(list(TARGET.glob('*.docx')))} templates in {TARGET.name}")


if __name__ == "__main__":
    main()
