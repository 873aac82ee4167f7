"""Reading a party: "Monterrey, Mexico", "Krupka (Graupen)" or a name with its own columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twinpact.agreements.agreement import Party
from twinpact.agreements.parsing.places import country_of, find_place, state_of
from twinpact.agreements.parsing.words import is_unavailable
from twinpact.places import Level

if TYPE_CHECKING:
    from twinpact.places import Resolution

_BRACKETS = re.compile(r"^(?P<name>[^()\[\]]+?)\s*[(\[](?P<inside>[^()\[\]]+)[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way of understanding the words: a name, and where it should be looked for."""

    name: str
    country: str | None
    region: str | None
    level: Level | None


def read_party(
    text: str,
    *,
    country: str | None = None,
    region: str | None = None,
    level: Level | None = None,
    language: str | None = None,
) -> Party:
    """The side of an agreement that these words name, with its territory where it is plain.

    ``country`` and ``region`` are what other columns say. Without them "City, Country" and
    "City, Region, Country" are read from the right. ``level`` is a hint: the name is looked for
    at that level first and then at any, since a heading such as "municipality" often stands over
    a list with other territories in it. The words themselves are always kept.
    """
    written = text.strip()
    if not written or is_unavailable(written):
        return Party(written=written, reason="no name is given")
    best: Resolution | None = None
    for reading in _readings(written, _Reading(written, country, region, level), language):
        found = _look_up(reading, language)
        if found.status == "matched":
            return _party(written, found)
        if best is None or (best.status == "not_found" and found.status == "ambiguous"):
            best = found
    assert best is not None  # noqa: S101 - the words as they stand are always one reading
    return _party(written, best)


def _party(written: str, found: Resolution) -> Party:
    return Party(
        written=written,
        place=found.place,
        status=found.status,
        candidates=tuple(found.candidates),
        confidence=found.confidence,
        reason=found.reason,
    )


def _readings(written: str, plain: _Reading, language: str | None) -> Iterator[_Reading]:
    parts = [part.strip() for part in written.split(",") if part.strip()]
    if len(parts) > 1:
        yield from _from_the_right(parts, plain, language)
    yield plain
    if match := _BRACKETS.match(written):
        yield from _with_brackets(match["name"], match["inside"], plain, language)


def _from_the_right(parts: list[str], plain: _Reading, language: str | None) -> Iterator[_Reading]:
    """ "Monterrey, Mexico"; "San Diego, California, United States"; "Gering, Nebraska"."""
    country = country_of(parts[-1], language)
    if country is not None and plain.country in {None, country}:
        region = parts[-2] if len(parts) > 2 else plain.region
        yield replace(plain, name=parts[0], country=country, region=region)
        yield replace(plain, name=parts[0], country=country)
    state = state_of(parts[-1], plain.country, language)
    if state is not None and state.place is not None:
        name = ", ".join(parts[:-1])
        yield replace(plain, name=name, country=state.place.country, region=state.place.id)


def _with_brackets(
    name: str, inside: str, plain: _Reading, language: str | None
) -> Iterator[_Reading]:
    """ "Cuenca (Ecuador)" has its country in brackets.

    What stands in brackets is never looked up as the party itself: in "Muizon (Marne)" that would
    find the département.
    """
    country = country_of(inside, language)
    if country is not None and plain.country is None:
        yield replace(plain, name=name, country=country)
    if plain.country is not None:
        yield replace(plain, name=name)


def _look_up(reading: _Reading, language: str | None) -> Resolution:
    """At the level that the table suggests, then at any level.

    A region that is itself not understood is left aside; one that is understood stays, since a
    namesake elsewhere would be another place.
    """
    region = reading.region
    if region is not None and state_of(region, reading.country, language) is None:
        region = None
    best: Resolution | None = None
    for level in dict.fromkeys((reading.level, None)):
        found = find_place(reading.name, reading.country, region, level, language)
        if found.status == "matched":
            return found
        if best is None or (best.status == "not_found" and found.status == "ambiguous"):
            best = found
    assert best is not None  # noqa: S101 - there is always a first try
    return best
