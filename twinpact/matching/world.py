"""The candidates of a search, made of the shipped gazetteer and of a user's own places."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twinpact.matching.arrays import Flags, Floats, Ints
from twinpact.matching.countries import CountryPairs, countries
from twinpact.matching.names import GAP, NameColumn
from twinpact.matching.territories import INTERMEDIATE, MUNICIPALITY, Territories
from twinpact.places import distance_km
from twinpact.places.gazetteer_tables import Gazetteer, gazetteer, key

SAME_PLACE_KM = 35


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of a user's table: what it says, None where it says nothing."""

    id: str
    name: str
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: float | None = None
    geonames_id: int | None = None
    is_region: bool = False


def whole_world(own: Sequence[OwnPlace] = ()) -> Territories:
    """The gazetteer without countries and without what is no more, and the user's own places."""
    book = gazetteer()
    is_candidate = (np.asarray(book.level) > 0) & (np.asarray(book.ended) == 0)
    return _territories(book, is_candidate, own)


def only(own: Sequence[OwnPlace]) -> Territories:
    """The user's own places alone; the gazetteer only adds what it knows of them."""
    book = gazetteer()
    return _territories(book, np.zeros(len(book.level), np.bool_), own)


def _territories(book: Gazetteer, chosen: Flags, own: Sequence[OwnPlace]) -> Territories:
    lines_of_own = _lines(book, own)
    known = np.array([line for line in lines_of_own if line is not None], np.int64)
    chosen = chosen.copy()
    chosen[known] = True
    lines = np.flatnonzero(chosen)
    place_of_line = np.full(len(book.level), -1, np.int64)
    place_of_line[lines] = np.arange(len(lines))
    added = [number for number, line in enumerate(lines_of_own) if line is None]
    position = dict(zip(added, range(len(lines), len(lines) + len(added)), strict=True))
    for number, line in enumerate(lines_of_own):
        if line is not None:
            position[number] = int(place_of_line[line])
    codes = tuple(sorted({*book.country_codes, *countries()}))
    columns = _Columns(book, lines, CountryPairs(codes))
    return columns.joined(own, added, position, lines_of_own)


class _Columns:
    """The columns of the chosen lines of the gazetteer, to which the user's places are added."""

    def __init__(self, book: Gazetteer, lines: Ints, pairs: CountryPairs) -> None:
        self._book, self._lines, self._pairs = book, lines, pairs
        numbers = np.array([pairs.number[code] for code in book.country_codes], np.int16)
        self.country = numbers[np.asarray(book.country_number)[lines]]
        self.level = np.asarray(book.level)[lines].astype(np.int8)
        self.state = _state_of(book)[lines]
        population = np.asarray(book.population)[lines].astype(np.float32)
        people_of_towns = np.asarray(book.weight)[lines].astype(np.float32)
        divided = (population <= 0) & (self.level != MUNICIPALITY) & (people_of_towns > 0)
        self.population = np.where(divided, people_of_towns, population)
        self.population[self.population <= 0] = np.nan
        self.latitude = np.asarray(book.latitude)[lines].astype(np.float32)
        self.longitude = np.asarray(book.longitude)[lines].astype(np.float32)

    def joined(
        self,
        own: Sequence[OwnPlace],
        added: Sequence[int],
        position: Mapping[int, int],
        lines_of_own: Sequence[int | None],
    ) -> Territories:
        states = self._states_by_name(own, lines_of_own)
        new = [own[number] for number in added]
        number_of = self._pairs.number
        country = [number_of.get(place.country or "", -1) for place in new]
        state = [states.get((place.country, key(place.admin1 or "")), -1) for place in new]
        level = [INTERMEDIATE if place.is_region else MUNICIPALITY for place in new]
        return Territories(
            pairs=self._pairs,
            country=np.append(self.country, np.array(country, np.int16)),
            state=np.append(self.state, np.array(state, np.int32)),
            level=np.append(self.level, np.array(level, np.int8)),
            line=np.append(self._lines, np.full(len(new), -1)).astype(np.int32),
            latitude=np.append(self.latitude, _numbers([place.latitude for place in new])),
            longitude=np.append(self.longitude, _numbers([place.longitude for place in new])),
            population=self._population(own, position, new),
            names=_names(self._book, self._lines, [key(place.name) for place in new]),
            is_whole_world=len(self._lines) > len(own),
            own_ids={position[number]: place.id for number, place in enumerate(own)},
            own_names={position[number]: place.name for number, place in enumerate(own)},
        )

    def _population(
        self, own: Sequence[OwnPlace], position: Mapping[int, int], new: Sequence[OwnPlace]
    ) -> Floats:
        """The gazetteer's figures; the user's where the gazetteer has none."""
        values = np.append(self.population, _numbers([place.population for place in new]))
        for number, place in enumerate(own):
            if place.population and not values[position[number]] > 0:
                values[position[number]] = place.population
        values[values <= 0] = np.nan
        return values.astype(np.float32)

    def _states_by_name(
        self, own: Sequence[OwnPlace], lines: Sequence[int | None]
    ) -> Mapping[tuple[str | None, str], int]:
        """The division that a name of the user's table means, by the places found in both."""
        votes: dict[tuple[str | None, str], Counter[int]] = defaultdict(Counter)
        state_of = _state_of(self._book)
        for place, line in zip(own, lines, strict=True):
            if line is not None and place.admin1 and state_of[line] >= 0:
                votes[place.country, key(place.admin1)][int(state_of[line])] += 1
        return {name: counter.most_common(1)[0][0] for name, counter in votes.items()}


def _numbers(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if one is None else one for one in values], np.float32)


def _state_of(book: Gazetteer) -> Ints:
    """The first-level division of each line, by its line; its own where it is one."""
    parent, level = np.asarray(book.parent), np.asarray(book.level)
    state = np.where(level == 1, np.arange(len(level)), -1)
    above = parent.copy()
    for _ in range(3):
        is_state = (above >= 0) & (level[above] == 1) & (state < 0)
        state[is_state] = above[is_state]
        above = np.where(above >= 0, parent[above], -1)
    return state.astype(np.int32)


def _lines(book: Gazetteer, own: Sequence[OwnPlace]) -> list[int | None]:
    """The line of the gazetteer that each place is; two places never share one."""
    geonames = np.asarray(book.geonames)
    order = np.argsort(geonames, kind="stable")
    wanted = np.array([place.geonames_id or 0 for place in own], np.int64)
    at = np.minimum(np.searchsorted(geonames, wanted, sorter=order), len(order) - 1)
    by_number = order[at]
    taken: set[int] = set()
    lines: list[int | None] = []
    for place, line in zip(own, by_number.tolist(), strict=True):
        found = line if place.geonames_id and geonames[line] == place.geonames_id else None
        if found in taken:
            found = None
        if found is not None:
            taken.add(found)
        lines.append(found)
    for number, place in enumerate(own):
        if lines[number] is None:
            found = _by_name(book, place)
            if found is not None and found not in taken:
                taken.add(found)
                lines[number] = found
    return lines


def _by_name(book: Gazetteer, place: OwnPlace) -> int | None:
    """The one line of the name, country and level that lies within 35 km."""
    if place.latitude is None or place.longitude is None or place.country is None:
        return None
    found = {
        name.row
        for name in book.called(key(place.name))
        if book.country(name.row) == place.country
        and (book.level[name.row] == MUNICIPALITY) is not place.is_region
        and book.level[name.row] > 0
        and (_apart(book, name.row, place) or SAME_PLACE_KM + 1) <= SAME_PLACE_KM
    }
    return found.pop() if len(found) == 1 else None


def _apart(book: Gazetteer, line: int, place: OwnPlace) -> float | None:
    if place.latitude is None or place.longitude is None:
        return None
    there = (book.latitude[line], book.longitude[line])
    return distance_km(there, (place.latitude, place.longitude))


def _names(book: Gazetteer, lines: Ints, added: Sequence[str]) -> NameColumn:
    """The folded names of lines of the gazetteer, and of the places that were added."""
    letters, begins, lengths = (column for column in book.keys_of_names())
    begins, lengths = begins[lines], lengths[lines]
    starts = np.cumsum(lengths + 1) - lengths
    data = np.full(int((lengths + 1).sum()), ord(GAP), np.uint8)
    inside = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    data[np.repeat(starts, lengths) + inside] = letters[np.repeat(begins, lengths) + inside]
    own = [name.encode() for name in added]
    rest = b"".join(GAP.encode() + name for name in own) + 2 * GAP.encode()
    all_lengths = np.append(lengths, [len(name) for name in own]).astype(np.int64)
    return NameColumn.laid_out(np.append(data, np.frombuffer(rest, np.uint8)), all_lengths)
