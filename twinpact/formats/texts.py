"""The text of a paper: of a Word or OpenDocument file, or of a plain text."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from twinpact.formats.markup import parse_xml
from twinpact.formats.packages import open_package
from twinpact.formats.papers import check_word, kind_of_file
from twinpact.formats.table import UnreadableFileError
from twinpact.formats.text_tables import decode
from twinpact.formats.word_numbering import Numbering, W, numbering_of

_LONGEST = 2_000_000
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class TextOfFile:
    """The text of a file, a line for each paragraph.

    ``columns`` are the left and the right text of a document that holds two languages in a table
    of two columns; None in any other.
    """

    text: str
    columns: tuple[str, str] | None = None


def read_text_file(content: bytes) -> TextOfFile:
    """The text of a DOCX, ODT or plain text file.

    Raises:
        UnreadableFileError: It is none of these, damaged or hostile, or longer than two million
            signs. Of a PDF or an image no text is read.
    """
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")):
        kind = "PDF" if content.startswith(b"%PDF") else "image"
        raise UnreadableFileError(f"the text of a {kind} is not read; bring the Word file.")
    if not content.startswith(b"PK\x03\x04"):
        if b"\x00" in content[:1000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UnreadableFileError("the file is no text.")
        return _measured(TextOfFile(decode(content)[0]))
    if kind_of_file(content).code == "odt":
        return _measured(_open_document(content))
    return _measured(read_word(content))


def read_word(content: bytes) -> TextOfFile:
    """The text of a Word document, with the numbers that Word writes before its paragraphs.

    Deleted text and the second form of shapes are left out.
    """
    with open_package(content) as package:
        check_word(package)
        root = parse_xml(package.part("word/document.xml"))
        numbering = numbering_of(package)
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableFileError("the document is damaged.")
    return _columns(list(_blocks(body, numbering)))


_Row = tuple[str, ...]


def _blocks(parent: etree._Element, numbering: Numbering) -> Iterator[_Row]:
    """Paragraphs as rows of one cell, and the rows of tables."""
    for child in parent:
        if child.tag == f"{W}p":
            yield (numbering.before(child) + _paragraph(child),)
        elif child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                yield tuple(_cell(cell, numbering) for cell in row.findall(f"{W}tc"))
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _blocks(child, numbering)


def _cell(cell: etree._Element, numbering: Numbering) -> str:
    return "\n".join("\n".join(row) for row in _blocks(cell, numbering))


def _paragraph(paragraph: etree._Element) -> str:
    parts: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in {f"{W}tab", f"{W}ptab"}:
            parts.append("\t")
        elif child.tag in {f"{W}br", f"{W}cr"}:
            parts.append("\n")
        elif child.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif child.tag not in {f"{W}del", f"{W}pPr", f"{W}rPr", _FALLBACK}:
            stack.append(iter(child))
    return "".join(parts)


def _columns(rows: list[_Row]) -> TextOfFile:
    """The whole text, and both columns where most of it stands in rows of two cells."""
    text = "\n".join("\n".join(row) for row in rows)
    pairs = [row for row in rows if len(row) == 2]
    beside = sum(len(cell) for row in pairs for cell in row)
    if len(pairs) < 3 or beside < _MOSTLY * len(text):
        return TextOfFile(text)
    left, right = ("\n".join(row[at] for row in pairs) for at in (0, 1))
    return TextOfFile(text, (left, right))


def _open_document(content: bytes) -> TextOfFile:
    with open_package(content) as package:
        root = parse_xml(package.part("content.xml"))
    body = root.find(f".//{_OFFICE}text")
    if body is None:
        raise UnreadableFileError("the document is damaged.")
    return _columns(list(_open_blocks(body)))


def _open_blocks(parent: etree._Element) -> Iterator[_Row]:
    for child in parent:
        if child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            yield ("".join(_open_paragraph(child)),)
        elif child.tag == f"{_TABLE}table":
            for row in child.iter(f"{_TABLE}table-row"):
                cells = row.findall(f"{_TABLE}table-cell")
                yield tuple("\n".join("\n".join(r) for r in _open_blocks(c)) for c in cells)
        elif child.tag != f"{_TEXT}tracked-changes":
            yield from _open_blocks(child)


def _open_paragraph(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " "
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in {f"{_TEXT}note", f"{_OFFICE}annotation"}:
            yield from _open_paragraph(child)
        if child.tail:
            yield child.tail


def _measured(found: TextOfFile) -> TextOfFile:
    if len(found.text) > _LONGEST:
        raise UnreadableFileError("the text is longer than two million signs.")
    return found
