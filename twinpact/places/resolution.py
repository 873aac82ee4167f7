"""From a written name to the territory that it means."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from twinpact.places.bounds import ANYWHERE, Bounds
from twinpact.places.bounds import bounds as bounds_of
from twinpact.places.candidates import (
    Candidate,
    exactly,
    more_fully,
    nearly,
    nominally,
    territories,
)
from twinpact.places.catalogue import place as gazetteer_place
from twinpact.places.choosing import SHOWN, Choice, choose
from twinpact.places.context import UNKNOWN, Context
from twinpact.places.gazetteer_tables import ALTERNATE, LEVELS, gazetteer
from twinpact.places.place import Level, Place
from twinpact.places.readings import Reading, parts, readings

LONGEST_NAME = 200
# How often the names of a list are weighed by what the others mean, while so large a part of it
# changes its level by that.
_ROUNDS, _WORTH_A_ROUND = 2, 0.02
# What one country calls a province is a state in one, a district in the other.
_NEAR_LEVEL: Mapping[Level, Level] = {"state": "intermediate", "intermediate": "state"}
_TRUST_NEAR_LEVEL = 0.95
# Of a cell that names several territories nobody can say which one is meant.
_ONE_OF_SEVERAL = 0.5
# "Boulogne-s/-Mer", "Villers s/ Marne": no cell of two names.
_SUR = re.compile(r"(?<=\w)[\s-]+s/\s*-?\s*(?=\w)", re.IGNORECASE)
_Finder = Callable[[str, Bounds, tuple[Level, ...]], list[Candidate]]


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


@dataclass(frozen=True, slots=True)
class Written:
    """A name as a source writes it, with what the source says beside it.

    ``other`` is the id of the other party's territory, where it is known.
    """

    name: str
    country: str | None = None
    region: str | None = None
    level: Level | None = None
    other: str | None = None


def resolve(
    name: str,
    *,
    country: str | None = None,
    region: str | None = None,
    level: Level | None = None,
    context: Context = UNKNOWN,
    language: str | None = None,
) -> Resolution:
    """Find the territory that a name means, never by guessing.

    ``country`` and ``region`` are a written name or a code and bound the search; ``level`` is the
    level that the source says; ``context`` the other party and what the rest of the list names.
    ``language`` may be given, and is not needed: the names of all languages are tried. Where
    several territories are equally good the answer is ambiguous and lists them. The rules of
    choice are in :mod:`twinpact.places.choosing`.
    """
    found = _find(name, country, region, level)
    return found.answer(found.choice(context)) if isinstance(found, _Borne) else found


def resolve_all(names: Iterable[Written]) -> list[Resolution]:
    """What each name of a list means, each told by the rest of the list.

    First every name alone, then those that several territories bear again, with what the others
    name as their context.

    Raises:
        UnknownPlaceError: The gazetteer has no place of the id of an other party.
    """
    written = list(names)
    number_of: dict[Written, int] = {}
    numbers = [number_of.setdefault(one, len(number_of)) for one in written]
    once = list(number_of)
    found = [_find(one.name, one.country, one.region, one.level) for one in once]
    borne = {n: what for n, what in enumerate(found) if isinstance(what, _Borne)}
    choices = {n: what.choice(_beside(once[n], UNKNOWN)) for n, what in borne.items()}
    levels: Counter[str] = Counter()
    for _ in range(_ROUNDS):
        context = _of_rows(choices[n].row for n in numbers if n in choices)
        before, levels = levels, Counter(context.levels)
        if sum((levels - before).values()) < _WORTH_A_ROUND * len(numbers):
            break
        for n, what in borne.items():
            if what.is_open:
                choices[n] = what.choice(_beside(once[n], context))
    answers = [
        what.answer(choices[n]) if isinstance(what, _Borne) else what
        for n, what in enumerate(found)
    ]
    return [answers[n] for n in numbers]


def _beside(one: Written, context: Context) -> Context:
    if one.other is None:
        return context
    return replace(context, other=gazetteer_place(one.other))


@dataclass(frozen=True, slots=True)
class _Borne:
    """A name that territories bear, under a reading of it; the context chooses among them."""

    candidates: list[Candidate]
    reading: Reading
    level: Level | None
    doubt: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the context has a say."""
        return len(self.candidates) > 1

    @property
    def is_plain(self) -> bool:
        """Whether the whole name is borne as it is written."""
        return not self.reading.doubtful and not any(one.how for one in self.candidates)

    def choice(self, context: Context) -> Choice:
        """What is chosen in a context."""
        return choose(
            self.candidates,
            bounded=bool(self.reading.bounds.rows),
            level_known=self.level is not None or len(self.reading.levels) == 1,
            trust=self.reading.trust,
            context=context,
        )

    def answer(self, choice: Choice) -> Resolution:
        """A choice in words and places. One that left the country out of account is a question."""
        book = gazetteer()
        places = tuple(book.place(row) for row in choice.rows)
        ended = places[0].ended if choice.row is not None else None
        past = f"it ceased to be in {ended}" if ended else ""
        reason = "; ".join(filter(None, (self.doubt, choice.reason, self.reading.remark, past)))
        if choice.row is None or self.doubt:
            return Resolution("ambiguous", reason=reason, candidates=places)
        return Resolution("matched", places[0], choice.confidence, reason, places)


def _find(
    name: str, country: str | None, region: str | None, level: Level | None
) -> Resolution | _Borne:
    text = _SUR.sub("-sur-", " ".join(name.split()))
    if not any(character.isalnum() for character in text):
        return Resolution("not_found", reason="there is no name")
    if len(text) > LONGEST_NAME:
        return Resolution("not_found", reason="the text is too long for a name")
    within, doubt = _within(country, region)
    best = _first(text, within, level, doubt)
    near = _NEAR_LEVEL.get(level) if level is not None else None
    if near is not None and (best is None or not best.is_plain):
        other = _first(text, within, near, doubt)
        if other is not None and (best is None or other.is_plain):
            remark = f"no {level} of this name is known"
            trust = other.reading.trust * _TRUST_NEAR_LEVEL
            reading = replace(other.reading, trust=trust, remark=remark)
            return replace(other, reading=reading)
    return best or _elsewhere(text, within, level, doubt)


def _first(text: str, within: Bounds, level: Level | None, doubt: str) -> _Borne | None:
    """The likeliest reading under which something is found."""
    for reading, candidates in _understood(text, within, level):
        return _Borne(candidates, reading, level, doubt)
    return None


def _of_rows(rows: Iterable[int | None]) -> Context:
    """The context that a list gives, by the territories that are known in it."""
    book = gazetteer()
    known = [row for row in rows if row is not None]
    return Context(
        levels=Counter(LEVELS[book.level[row]] for row in known),
        countries=Counter(book.country(row) for row in known),
    )


@lru_cache(maxsize=4096)
def _within(country: str | None, region: str | None) -> tuple[Bounds, str]:
    within, doubts = ANYWHERE, []
    for what, written in (("country", country), ("region", region)):
        if written is None or not written.strip():
            continue
        inside = territories(written, within) or territories(written, within, loosely=True)
        if inside and what == "country":
            inside = _of_country(inside)
        if inside:
            within = bounds_of(inside)
        else:
            doubts.append(f"the {what} '{written.strip()[:60]}' was not understood")
    return within, "; ".join(doubts)


def _of_country(rows: tuple[int, ...]) -> tuple[int, ...]:
    """Of the territories that a country's name can mean the country, where there is one."""
    nations = tuple(row for row in rows if LEVELS[gazetteer().level[row]] == "country")
    return nations or rows[:1]


def _understood(
    text: str, within: Bounds, level: Level | None
) -> Iterator[tuple[Reading, list[Candidate]]]:
    """The readings under which something is found, the likeliest first.

    What explains the whole text goes before what leaves a part of it out; the name as it stands
    before the name without title, with slips and cut short.
    """
    whole = _Remembered(readings(text, within))
    pieces = _Remembered(parts(text, within) if within.rows else iter(()))
    for finder in (exactly, nominally, nearly, more_fully):
        slips = finder in {nearly, more_fully}
        plain = (one for one in whole if not (one.doubtful or (one.literal and slips)))
        yield from _found(plain, level, finder)
    for finder in (exactly, nominally, nearly):
        yield from _found((one for one in whole if one.doubtful), level, finder)
    for finder in (exactly, nominally):
        for reading, found in _found(pieces, level, finder):
            # Of another name not even a part is meant.
            if own := [candidate for candidate in found if candidate.kind < ALTERNATE]:
                yield reading, own


def _found(
    some: Iterable[Reading], level: Level | None, finder: _Finder
) -> Iterator[tuple[Reading, list[Candidate]]]:
    for reading in some:
        if not (candidates := _candidates(reading, level, finder)):
            continue
        if reading.several:
            first = finder(reading.names[0], reading.bounds, _levels(reading, level))
            others = _candidates(replace(reading, names=reading.names[1:]), level, finder)
            if first and others and not {one.row for one in first} & {one.row for one in others}:
                remark = "the cell names several territories"
                doubtful = replace(reading, trust=_ONE_OF_SEVERAL, remark=remark)
                yield doubtful, _once([*first, *others])
                continue
        yield reading, candidates


def _levels(reading: Reading, level: Level | None) -> tuple[Level, ...]:
    return (level,) if level is not None else reading.levels


def _once(candidates: Iterable[Candidate]) -> list[Candidate]:
    return list({one.row: one for one in candidates}.values())


class _Remembered:
    """What an iterator gives, once it has been asked for."""

    def __init__(self, source: Iterator[Reading]) -> None:
        self._source, self._given = source, list[Reading]()

    def __iter__(self) -> Iterator[Reading]:
        yield from self._given
        for reading in self._source:
            self._given.append(reading)
            yield reading


def _candidates(reading: Reading, level: Level | None, finder: _Finder) -> list[Candidate]:
    """The territories that all names of a reading mean, else those that the first ones mean."""
    levels = _levels(reading, level)
    found = finder(reading.names[0], reading.bounds, levels)
    for name in reading.names[1:]:
        others = finder(name, reading.bounds, levels)
        rows = {candidate.row for candidate in others}
        both = [candidate for candidate in found if candidate.row in rows]
        found = both or found or others
    if reading.literal:
        return [candidate for candidate in found if candidate.kind < ALTERNATE]
    return found


def _elsewhere(text: str, within: Bounds, level: Level | None, doubt: str) -> Resolution:
    """Where no territory fits: one that is a country after all, or what to look at."""
    if level is not None:
        for reading, others in _understood(text, within, None):
            return _of_another_level(others, reading, level, doubt)
    reason = "no territory of this name is known"
    if within.rows:
        inside = " or ".join(gazetteer().place(row).name for row in within.rows[:3])
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
