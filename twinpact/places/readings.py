"""The ways in which a written name can be read: "City, Country", "City (Exonym)", "Kreis X"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from twinpact.places.bounds import Bounds, bounds
from twinpact.places.candidates import territories
from twinpact.places.gazetteer_tables import gazetteer
from twinpact.places.place import Level
from twinpact.places.titles import title_levels

_BRACKETS = re.compile(r"^(?P<name>[^()\[\]]+)[(\[](?P<inside>[^()\[\]]+)[)\]]?(?P<rest>[^()]*)$")
_SEVERAL = re.compile(r"\s*[/;+&|]\s*|\s+[-–—]\s+|\s+(?:und|and|y|e|et|i)\s+")
_PUT_TOGETHER = re.compile(r"[/,()\[\]]+|[-–—]|\s")
_SHORTEST_PART = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading: names for one territory (any may be right), where it lies, its levels.

    ``remark`` says in words what was made of the other parts of the text; ``doubtful`` marks a
    reading that leaves a part of the text unexplained; ``literal`` one that takes marks as parts
    of the name, which slips are not looked for in.
    """

    names: tuple[str, ...]
    bounds: Bounds
    levels: tuple[Level, ...] = ()
    remark: str = ""
    doubtful: bool = False
    literal: bool = False


def readings(text: str, within: Bounds) -> Iterator[Reading]:
    """The ways of reading a written name that leave nothing of it out, the likeliest first."""
    brackets = _BRACKETS.match(text)
    parts = tuple(part for part in _SEVERAL.split(text) if part)
    compound = "," in text or brackets is not None or len(parts) > 1
    yield Reading((text,), within, literal=compound)
    if "," in text:
        yield from _after_commas(text, within)
    elif brackets:
        yield from _in_brackets(brackets, within)
    elif len(parts) > 1:
        yield Reading(parts, within, remark="several names in the cell")


def parts(text: str, within: Bounds) -> Iterator[Reading]:
    """Readings of a part of a text that is not known as a whole, the longest first."""
    marks = [(mark.start(), mark.end()) for mark in _PUT_TOGETHER.finditer(text)]
    pieces = {text[:start].strip(" -,(/") for start, _ in marks}
    pieces |= {text[end:].strip(" -,)/") for _, end in marks}
    for piece in sorted(pieces, key=lambda piece: (-len(piece), piece)):
        if len(piece) >= _SHORTEST_PART:
            yield Reading((piece,), within, remark=f"only '{piece}' was understood", doubtful=True)


def _after_commas(text: str, within: Bounds) -> Iterator[Reading]:
    head, _, tail = (part.strip() for part in text.rpartition(","))
    if not head or not tail:
        yield from readings(head or tail, within) if head or tail else ()
        return
    levels = title_levels(tail)
    inside = territories(tail, within) or territories(tail, within, loosely=True)
    if inside:
        for reading in readings(head, bounds(inside)):
            yield _remarked(reading, f"in {tail}")
        yield from _not_inside(head, tail, inside)
    elif levels:
        yield Reading((head,), within, levels, f"'{tail}' says its level")
    else:
        yield Reading((head,), within, (), f"'{tail}' was not understood", doubtful=True)


def _in_brackets(found: re.Match[str], within: Bounds) -> Iterator[Reading]:
    name, inside, rest = (found[part].strip() for part in ("name", "inside", "rest"))
    if rest:
        yield from readings(f"{name} {rest}", within)
        return
    levels = title_levels(inside)
    if levels:
        yield Reading((name,), within, levels, f"'{inside}' says its level")
        return
    holders = territories(inside, within)
    if holders:
        yield Reading((name,), bounds(holders), (), f"in {inside}")
    yield Reading((name, inside), within, (), f"'{inside}' read as its other name")
    if holders:
        yield from _not_inside(name, inside, holders)
    else:
        yield Reading((name,), within, (), f"'{inside}' was not understood", doubtful=True)
    yield Reading((inside,), within, (), f"'{name}' was not found", doubtful=True)


def _not_inside(name: str, holder: str, rows: tuple[int, ...]) -> Iterator[Reading]:
    """The name elsewhere in the country of a division that does not have it."""
    book = gazetteer()
    if any(book.level[row] == 0 for row in rows):
        return
    nations = tuple({book.by_country[book.country(row)]: None for row in rows})
    yield Reading((name,), bounds(nations), (), f"but not in {holder}", doubtful=True)


def _remarked(reading: Reading, remark: str) -> Reading:
    return replace(reading, remark=", ".join(filter(None, (remark, reading.remark))))
