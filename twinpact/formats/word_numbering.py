"""The numbers that Word writes before paragraphs by itself, which are no text of the document."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from twinpact.formats.markup import parse_xml
from twinpact.formats.packages import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMANS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
           (4, "IV"), (1, "I"))  # fmt: skip
_GAP = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered: from where, in which signs, with what around."""

    start: int
    signs: str
    pattern: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted (ISO/IEC 29500-1, 17.9)."""

    levels: dict[str, dict[int, Level]]
    styles: dict[str, tuple[str, int]]
    counted: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def before(self, paragraph: etree._Element) -> str:
        """What Word writes before a paragraph, with a blank behind; nothing before most."""
        listed, depth = self._list_of(paragraph)
        level = self.levels.get(listed, {}).get(depth)
        if level is None:
            return ""
        counted = self.counted[listed]
        counted[depth] = counted.get(depth, level.start - 1) + 1
        for deeper in [one for one in counted if one > depth]:
            del counted[deeper]
        if level.signs in {"bullet", "none"}:
            return ""
        written = _GAP.sub(lambda gap: self._number(listed, int(gap[1]) - 1), level.pattern)
        return f"{written} " if written else ""

    def _number(self, listed: str, depth: int) -> str:
        level = self.levels[listed].get(depth)
        if level is None:
            return ""
        return in_signs(self.counted[listed].get(depth, level.start), level.signs)

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        style = properties.find(f"{W}pStyle")
        by_style = self.styles.get("" if style is None else style.get(f"{W}val", ""), ("", 0))
        own = properties.find(f"{W}numPr")
        return by_style if own is None else _numbered(own, by_style)


def _numbered(element: etree._Element, otherwise: tuple[str, int] = ("", 0)) -> tuple[str, int]:
    listed, depth = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    return (
        otherwise[0] if listed is None else listed.get(f"{W}val", ""),
        otherwise[1] if depth is None else _whole(depth.get(f"{W}val"), 0),
    )


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def in_signs(number: int, signs: str) -> str:
    """A number in the signs of a list: 3, iii, C."""
    if signs in {"upperRoman", "lowerRoman"} and number < 400:
        written = ""
        for value, letters in _ROMANS:
            times, number = divmod(number, value)
            written += letters * times
        return written if signs == "upperRoman" else written.lower()
    if signs in {"upperLetter", "lowerLetter"} and 1 <= number <= 26:
        return chr((65 if signs == "upperLetter" else 97) + number - 1)
    return str(number)


def numbering_of(package: Package) -> Numbering:
    """The lists of a Word document."""
    levels: dict[str, dict[int, Level]] = {}
    styles: dict[str, tuple[str, int]] = {}
    if "word/numbering.xml" in package.names:
        root = parse_xml(package.part("word/numbering.xml"))
        patterns = {
            one.get(f"{W}abstractNumId", ""): _levels(one)
            for one in root.findall(f"{W}abstractNum")
        }
        for one in root.findall(f"{W}num"):
            abstract = one.find(f"{W}abstractNumId")
            called = "" if abstract is None else abstract.get(f"{W}val", "")
            levels[one.get(f"{W}numId", "")] = patterns.get(called, {})
    if "word/styles.xml" in package.names:
        for style in parse_xml(package.part("word/styles.xml")).findall(f"{W}style"):
            own = style.find(f"{W}pPr/{W}numPr")
            if own is not None:
                styles[style.get(f"{W}styleId", "")] = _numbered(own)
    return Numbering(levels, styles)


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {
        _whole(one.get(f"{W}ilvl"), 0): Level(
            start=_whole(_value(one, "start"), 1),
            signs=_value(one, "numFmt") or "decimal",
            pattern=_value(one, "lvlText") or "",
        )
        for one in abstract.findall(f"{W}lvl")
    }


def _value(level: etree._Element, name: str) -> str | None:
    found = level.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")
