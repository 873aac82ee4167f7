"""The ways in which a written name can be read: "City, Country", "City (Exonym)", "Kreis X"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from twinpact.places.bounds import Bounds, bounds
from twinpact.places.candidates import JOINTS, territories
from twinpact.places.gazetteer_tables import gazetteer
from twinpact.places.place import Level
from twinpact.places.titles import title_levels
from twinpact.vocabularies import fold

_BRACKETS = re.compile(r"^(?P<name>[^()\[\]]+)[(\[](?P<inside>[^()\[\]]+)[)\]]?(?P<rest>[^()]*)$")
_SEVERAL = re.compile(r"\s*[/;+&|]\s*|\s+[-–—]\s+|\s+(?:und|and|y|e|et|i)\s+")
_PUT_TOGETHER = re.compile(r"[/,()\[\]–—-]+|\s+")
_MARKS = " -–—,;/()[]"
_LIES_SO = re.compile(
    r"(\d|[IVX]+\b|(b|bei|near|i|im|in|a|am|an|dans|sur|sous|l[eè]s|nad|pod|ob|aan|upon)\b)",
    re.IGNORECASE,
)
_BELONGS_TO = re.compile(r"\b(von|of)$", re.IGNORECASE)
# How towns are told apart that are written "Frankfurt (Oder)".
_BESIDE = ("", "an der ", "am ", "im ", "in ", "bei ", "upon ", "sur ", "de ", "del ")
_SHORTEST_PART = 4
# The part of the names read so that prove right (benchmarks/places.py): by what stands first in
# the text, by what stands last, and by one part of two that say different things.
_BY_THE_HEAD, _BY_THE_TAIL, _BY_ONE_OF_TWO = 0.8, 0.6, 0.8


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading: names for one territory (any may be right), where it lies, its levels.

    ``remark`` says in words what was made of the other parts of the text; ``trust`` is below one
    in a reading that leaves a part of the text unexplained; ``literal`` marks one that takes marks
    as parts of the name, which slips are not looked for in; ``several`` one whose names may as
    well be those of several territories.
    """

    names: tuple[str, ...]
    bounds: Bounds
    levels: tuple[Level, ...] = ()
    remark: str = ""
    trust: float = 1.0
    literal: bool = False
    several: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether a part of the text is left unexplained."""
        return self.trust < 1


def readings(text: str, within: Bounds) -> Iterator[Reading]:
    """The ways of reading a written name that leave nothing of it out, the likeliest first."""
    brackets = _BRACKETS.match(text)
    parts = tuple(part for part in _SEVERAL.split(text) if part)
    compound = "," in text or brackets is not None or len(parts) > 1
    yield Reading((text,), within, literal=compound)
    if brackets and not brackets["rest"] and "," not in brackets["name"]:
        yield from _in_brackets(brackets, within)
    elif "," in text:
        yield from _after_commas(text, within)
    elif brackets:
        yield from _in_brackets(brackets, within)
    elif len(parts) > 1:
        yield Reading(parts, within, remark="several names in the cell", several=True)


def parts(text: str, within: Bounds) -> Iterator[Reading]:
    """Readings of a part of a text that is not known as a whole, the likeliest first.

    Either part of two names put together ("Heusden-Zolder", "Budapest-Újpest"); the name before
    words that say where it lies ("Swarzędz b. Posen", "Castel Bolognese Ravenna") or a number;
    what a part belongs to ("V. Stadtbezirk von Budapest").
    """
    found: list[tuple[str, Bounds, float]] = []
    for mark in _PUT_TOGETHER.finditer(text):
        head, tail = text[: mark.start()].strip(_MARKS), text[mark.end() :].strip(_MARKS)
        if title_levels(tail) or title_levels(head) or _is_one_name(mark[0], tail):
            continue
        if not mark[0].isspace():
            found += [(head, within, _BY_THE_HEAD), (tail, within, _BY_THE_TAIL)]
        elif _LIES_SO.match(tail):
            found.append((head, within, _BY_THE_HEAD))
        elif holders := territories(tail, within):
            found.append((head, bounds(holders), _BY_THE_HEAD))
        if _BELONGS_TO.search(head):
            found.append((tail, within, _BY_THE_HEAD))
    for piece, inside, trust in sorted(found, key=lambda part: (-part[2], -len(part[0]))):
        if len(piece) >= _SHORTEST_PART:
            yield Reading((piece,), inside, remark=f"only '{piece}' was understood", trust=trust)


def _is_one_name(mark: str, tail: str) -> bool:
    """Whether a hyphen joins words of one name: "Pont-de-Veyle" is not two names."""
    return mark == "-" and fold(tail).partition(" ")[0] in JOINTS


def _holders(text: str, within: Bounds) -> tuple[int, ...]:
    """The territories that a text names; of several in it the smallest ("Alsace, Haut-Rhin")."""
    whole = territories(text, within)
    if whole or "," not in text:
        return whole
    book = gazetteer()
    found = [territories(part.strip(), within) for part in text.split(",")]
    return min(filter(None, found), key=lambda rows: book.weight[rows[0]], default=())


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
        yield Reading((head,), within, (), f"'{tail}' was not understood", trust=_BY_ONE_OF_TWO)


def _in_brackets(found: re.Match[str], within: Bounds) -> Iterator[Reading]:
    name, inside, rest = (found[part].strip() for part in ("name", "inside", "rest"))
    if rest:
        yield from readings(f"{name} {rest}", within)
        return
    levels = title_levels(inside)
    if levels:
        yield Reading((name,), within, levels, f"'{inside}' says its level")
        return
    holders = _holders(inside, within)
    if holders:
        yield Reading((name,), bounds(holders), (), f"in {inside}")
    if holders and set(holders) <= set(within.rows):
        return
    told_apart = [part.strip() for part in inside.split(",")]
    beside = tuple(f"{name} {joint}{part}" for part in told_apart for joint in _BESIDE)
    yield Reading(beside, within, (), f"at the '{inside}'", literal=True)
    if not holders or "," not in inside:
        yield Reading((name, inside), within, (), f"'{inside}' read as its other name")
    if holders:
        yield from _not_inside(name, inside, holders)
    else:
        yield Reading((name,), within, (), f"'{inside}' was not understood", trust=_BY_ONE_OF_TWO)
    yield Reading((inside,), within, (), f"'{name}' was not found", trust=_BY_ONE_OF_TWO)


def _not_inside(name: str, holder: str, rows: tuple[int, ...]) -> Iterator[Reading]:
    """The name elsewhere in the country of a division that does not have it."""
    book = gazetteer()
    if any(book.level[row] == 0 for row in rows):
        return
    nations = tuple({book.by_country[book.country(row)]: None for row in rows})
    yield Reading((name,), bounds(nations), (), f"but not in {holder}", trust=_BY_ONE_OF_TWO)


def _remarked(reading: Reading, remark: str) -> Reading:
    return replace(reading, remark=", ".join(filter(None, (remark, reading.remark))))
