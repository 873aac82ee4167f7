"""Cells that span rows or columns in an ODS workbook, which the reader of its cells leaves out."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from twinpact.formats.markup import parse_xml

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SPANS = re.compile(rb'number-(?:rows|columns)-spanned="(?:[2-9]|\d\d+)"')
_LARGEST = 50_000_000

Area = tuple[int, int, int, int]


def read_spans(content: bytes) -> dict[str, tuple[Area, ...]]:
    """By sheet, the areas merged into one cell: first row and column, last row and column.

    From zero, after OpenDocument 1.3 part 3, section 9.1.4 (table:number-rows-spanned).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "content.xml" not in names or archive.getinfo("content.xml").file_size > _LARGEST:
                return {}
            text = archive.read("content.xml")
        if not _SPANS.search(text):
            return {}
        root = parse_xml(text)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return {}
    return {
        table.get(f"{_TABLE}name", ""): tuple(_areas(table))
        for table in root.iter(f"{_TABLE}table")
    }


def _areas(table: etree._Element) -> Iterator[Area]:
    at = 0
    for row in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in row:
            deep, wide = (_number(cell, f"number-{what}-spanned") for what in ("rows", "columns"))
            if deep > 1 or wide > 1:
                yield at, column, at + deep - 1, column + wide - 1
            column += _number(cell, "number-columns-repeated")
        at += _number(row, "number-rows-repeated")


def _number(element: etree._Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}") or "1"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1
