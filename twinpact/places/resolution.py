"""From a written name to the territory that it means."""

from dataclasses import dataclass
from typing import Literal

from twinpact.places.candidates import Bounds, Candidate, named, territories
from twinpact.places.choosing import SHOWN, choose
from twinpact.places.gazetteer_tables import LEVELS, gazetteer
from twinpact.places.place import Level, Place
from twinpact.places.readings import Reading, readings

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a written name means.

    ``matched`` has a place, a confidence from 0 to 1 and a reason; ``ambiguous`` has candidates,
    the best first, and no place; ``not_found`` has neither. The reason is a short sentence.
    """

    status: Literal["matched", "ambiguous", "not_found"]
    place: Place | None = None
    confidence: float | None = None
    reason: str = ""
    candidates: tuple[Place, ...] = ()


def resolve(
    name: str,
    *,
    country: str | None = None,
    region: str | None = None,
    level: Level | None = None,
    language: str | None = None,
) -> Resolution:
    """Find the territory that a name means, never by guessing.

    ``country`` and ``region`` are a written name or a code and bound the search; ``level`` is the
    level that the source says. ``language`` may be given, and is not needed: the names of all
    languages are tried. Where several territories are equally good the answer is
    ambiguous and lists them. The rules of choice are in :mod:`twinpact.places.choosing`.
    """
    text = " ".join(name.split())
    if not any(character.isalnum() for character in text):
        return Resolution("not_found", reason="there is no name")
    if len(text) > LONGEST_NAME:
        return Resolution("not_found", reason="the text is too long for a name")
    bounds, doubt = _bounds(country, region)
    for reading in readings(text, bounds):
        candidates = _candidates(reading, level)
        if candidates:
            return _doubted(_chosen(candidates, reading, level), doubt)
    return _elsewhere(text, bounds, level, doubt)


def _bounds(country: str | None, region: str | None) -> tuple[Bounds, str]:
    bounds, doubts = Bounds(), []
    for what, written in (("country", country), ("region", region)):
        if written is None or not written.strip():
            continue
        inside = territories(written, bounds)
        if inside and what == "country":
            inside = _of_country(inside)
        if inside:
            bounds = Bounds(inside)
        else:
            doubts.append(f"the {what} '{written.strip()[:60]}' was not understood")
    return bounds, "; ".join(doubts)


def _of_country(rows: tuple[int, ...]) -> tuple[int, ...]:
    """Of the territories that a country's name can mean the country, where there is one."""
    nations = tuple(row for row in rows if LEVELS[gazetteer().level[row]] == "country")
    return nations or rows[:1]


def _candidates(reading: Reading, level: Level | None) -> list[Candidate]:
    levels: tuple[Level, ...] = (level,) if level is not None else reading.levels
    first, *others = [named(name, reading.bounds, levels) for name in reading.names]
    for other in others:
        shared = {candidate.row for candidate in other}
        both = [candidate for candidate in first if candidate.row in shared]
        first = both or first
    return first


def _chosen(candidates: list[Candidate], reading: Reading, level: Level | None) -> Resolution:
    bounded = bool(reading.bounds.rows)
    level_known = level is not None or len(reading.levels) == 1
    choice = choose(candidates, bounded=bounded, level_known=level_known)
    reason = "; ".join(filter(None, (choice.reason, reading.remark)))
    places = tuple(gazetteer().place(row) for row in choice.rows)
    if choice.row is None:
        return Resolution("ambiguous", reason=reason, candidates=places)
    confidence = choice.confidence
    if reading.doubtful and confidence is not None:
        confidence = round(confidence * 0.8, 2)
    return Resolution("matched", gazetteer().place(choice.row), confidence, reason, places)


def _doubted(resolution: Resolution, doubt: str) -> Resolution:
    """An answer that left the country or region out of account is a question."""
    if not doubt:
        return resolution
    reason = f"{doubt}; {resolution.reason}"
    return Resolution("ambiguous", reason=reason, candidates=resolution.candidates)


def _elsewhere(text: str, bounds: Bounds, level: Level | None, doubt: str) -> Resolution:
    """Where no territory fits: one that is a country after all, or what to look at."""
    if level is not None:
        for reading in readings(text, bounds):
            others = _candidates(reading, None)
            if others:
                return _of_another_level(others, reading, level, doubt)
    reason = "no territory of this name is known"
    if bounds.rows:
        inside = " or ".join(gazetteer().place(row).name for row in bounds.rows[:3])
        reason = f"no territory of this name is known in {inside}"
    return Resolution("not_found", reason="; ".join(filter(None, (doubt, reason))))


def _of_another_level(
    candidates: list[Candidate], reading: Reading, level: Level, doubt: str
) -> Resolution:
    best = gazetteer().place(candidates[0].row)
    reason = f"no {level} of this name is known, but a {best.level}"
    if best.level == "country" and len(candidates) == 1 and not reading.doubtful and not doubt:
        return Resolution("matched", best, 0.9, reason, (best,))
    places = tuple(gazetteer().place(candidate.row) for candidate in candidates[:SHOWN])
    return Resolution(
        "ambiguous", reason="; ".join(filter(None, (doubt, reason))), candidates=places
    )
