"""What a workbook says by other means than words: colours of cells, and comments on them."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from posixpath import join, normpath

from lxml import etree

from twinpact.agreements.findings import Finding, finding
from twinpact.formats.markup import parse_xml

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELL_STYLE = re.compile(rb'<c r="[A-Z]+(\d+)"(?=[^>]*\bs="(\d+)")[^>]*?(/?)>')
_COMMENT = re.compile(rb"<comment[ >]")
_PLAIN = frozenset({"none", "gray125"})
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF"})
_SHOWN = 5


def read_marks(content: bytes) -> dict[str, tuple[Finding, ...]]:
    """By sheet of an XLSX workbook, how many cells are coloured and how many have comments.

    Colours in the first row with any of them are taken for those of the header when the whole
    sheet has no other. Nothing is known of other workbooks, or of one whose parts are damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return {}
            fills = _fills(archive)
            return {
                name: tuple(_remarks(archive, part, fills))
                for name, part in _parts_of_sheets(archive)
            }
    except (KeyError, ValueError, OSError, RuntimeError, NotImplementedError, etree.LxmlError):
        return {}
    except zipfile.BadZipFile:
        return {}


def _remarks(archive: zipfile.ZipFile, part: str, fills: list[str | None]) -> Iterator[Finding]:
    coloured: dict[int, Counter[str]] = {}
    for row, style, _ in _CELL_STYLE.findall(archive.read(part)):
        number = int(style)
        colour = fills[number] if number < len(fills) else None
        if colour is not None:
            coloured.setdefault(int(row), Counter())[colour] += 1
    if len(coloured) > 1:
        # The first coloured row is the header; what it says by its colour is that it is one.
        coloured.pop(min(coloured))
        counts = sum(coloured.values(), Counter[str]())
        shown = ", ".join(f"#{colour}: {n}" for colour, n in counts.most_common(_SHOWN))
        values: dict[str, str | int | float] = {"count": counts.total(), "colours": shown}
        yield finding("coloured_cells", values=values)
    comments = sum(len(_COMMENT.findall(archive.read(name))) for name in _comments(archive, part))
    if comments:
        yield finding("comments_not_read", values={"count": comments})


def _fills(archive: zipfile.ZipFile) -> list[str | None]:
    """The background of each cell style, as a colour or its number in the theme."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    styles = parse_xml(archive.read("xl/styles.xml"))
    colours = [_colour(fill) for fill in styles.iterfind(f"{_MAIN}fills/{_MAIN}fill")]
    found: list[str | None] = []
    for style in styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"):
        number = int(style.get("fillId", "0"))
        found.append(colours[number] if number < len(colours) else None)
    return found


def _colour(fill: etree._Element) -> str | None:
    pattern = fill.find(f"{_MAIN}patternFill")
    if pattern is None or pattern.get("patternType", "none") in _PLAIN:
        return None
    front = pattern.find(f"{_MAIN}fgColor")
    if front is None:
        return None
    colour = front.get("rgb")
    if colour is None:
        shade = front.get("theme") or front.get("indexed")
        # The first colour of a theme is its white.
        return f"theme {shade}" if shade not in {None, "0"} else None
    return None if colour.upper() in _WHITE else str(colour).upper()[-6:]


def _parts_of_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    book = parse_xml(archive.read("xl/workbook.xml"))
    targets = _targets(archive, "xl/workbook.xml")
    names = set(archive.namelist())
    for sheet in book.iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):
        part = targets.get(sheet.get(f"{_RELATIONS}id", ""))
        if part in names and part is not None:
            yield sheet.get("name", ""), part


def _comments(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    names = set(archive.namelist())
    for target in _targets(archive, part).values():
        if "comments" in target.rpartition("/")[2].lower() and target in names:
            yield target


def _targets(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The parts to which a part of the archive points, by the id of the relation."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    found = {}
    for relation in parse_xml(archive.read(relations)):
        target = relation.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        found[relation.get("Id", "")] = whole
    return found
