"""The ways in which a written name can be read: "City, Country", "City (Exonym)", "Kreis X"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from twinpact.places.candidates import Bounds, territories
from twinpact.places.place import Level
from twinpact.places.titles import title_levels

_BRACKETS = re.compile(r"^(?P<name>[^()\[\]]+)[(\[](?P<inside>[^()\[\]]+)[)\]]?\s*$")
_SEVERAL = re.compile(r"\s*/\s*|\s+[-–—]\s+|\s*;\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading: names for one territory (any may be right), where it lies, its levels.

    ``remark`` says in words what was made of the other parts of the text; ``doubtful`` marks a
    reading that leaves a part of the text unexplained.
    """

    names: tuple[str, ...]
    bounds: Bounds
    levels: tuple[Level, ...] = ()
    remark: str = ""
    doubtful: bool = False


def readings(text: str, bounds: Bounds) -> Iterator[Reading]:
    """The ways of reading a written name, the likeliest first."""
    if "," in text:
        yield from _after_commas(text, bounds)
    brackets = _BRACKETS.match(text)
    if brackets:
        yield from _in_brackets(brackets["name"].strip(), brackets["inside"].strip(), bounds)
    yield Reading((text,), bounds)
    parts = tuple(part for part in _SEVERAL.split(text) if part)
    if len(parts) > 1:
        yield Reading(parts, bounds, remark="one of several names in the cell")


def _after_commas(text: str, bounds: Bounds) -> Iterator[Reading]:
    head, _, tail = (part.strip() for part in text.rpartition(","))
    if not head or not tail:
        yield from readings(head or tail, bounds) if head or tail else ()
        return
    levels = title_levels(tail)
    inside = territories(tail, bounds)
    if inside:
        for reading in readings(head, Bounds(inside)):
            yield _remarked(reading, f"in {tail}")
    elif levels:
        yield Reading((head,), bounds, levels, f"'{tail}' says its level")
    else:
        yield Reading((head,), bounds, (), f"'{tail}' was not understood", doubtful=True)


def _in_brackets(name: str, inside: str, bounds: Bounds) -> Iterator[Reading]:
    levels = title_levels(inside)
    if levels:
        yield Reading((name,), bounds, levels, f"'{inside}' says its level")
        return
    holders = territories(inside, bounds)
    if holders:
        yield Reading((name,), Bounds(holders), (), f"in {inside}")
        yield Reading((name,), bounds, (), f"but not in {inside}", doubtful=True)
        return
    yield Reading((name, inside), bounds, (), f"'{inside}' read as its other name")
    yield Reading((inside,), bounds, (), f"'{name}' was not found", doubtful=True)


def _remarked(reading: Reading, remark: str) -> Reading:
    both = ", ".join(filter(None, (remark, reading.remark)))
    return Reading(reading.names, reading.bounds, reading.levels, both, reading.doubtful)
