"""The territories among which a partner is sought, as columns.

The whole world is the shipped gazetteer without countries and without what is no more, and the
places that a user's own network adds. What a column does not know is nan or -1, never zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from twinpact.matching.arrays import Flags, Floats, Ints
from twinpact.matching.countries import CountryPairs, countries
from twinpact.matching.names import NameColumn
from twinpact.places import EARTH_RADIUS_KM
from twinpact.places.gazetteer_tables import gazetteer, key

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

STATE, INTERMEDIATE, MUNICIPALITY, METROPOLITAN = 1, 2, 3, 4
"""Levels, by their number in ``twinpact.places.gazetteer_tables.LEVELS``."""


class UnknownTerritoryError(LookupError):
    """No candidate has this id."""


@dataclass(frozen=True)
class Territories:
    """Candidates as columns of equal length.

    ``country`` is a number among ``pairs.codes`` (-1 unknown), ``state`` one of the first-level
    divisions (-1 unknown), ``line`` the line of the gazetteer (-1 where it has none), ``points``
    are on the unit sphere (nan unknown), ``population`` counts people (nan unknown; of a division
    without a figure, the people of its towns). Where the candidates are only a user's own places
    and not the ``whole world``, one without ties says nothing: see ``features.openness``.
    """

    pairs: CountryPairs
    country: Ints
    state: Ints
    level: Ints
    line: Ints
    latitude: Floats
    longitude: Floats
    population: Floats
    names: NameColumn
    is_whole_world: bool = True
    own_ids: Mapping[int, str] = field(default_factory=dict)
    own_names: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.country)

    def id(self, number: int) -> str:
        """The id of a candidate: that of the user's table, else that of the gazetteer."""
        own = self.own_ids.get(number)
        return own if own is not None else gazetteer().id(int(self.line[number]))

    def name(self, number: int) -> str:
        """The name of a candidate."""
        own = self.own_names.get(number)
        return own if own is not None else gazetteer().name(int(self.line[number]))

    def country_code(self, number: int) -> str | None:
        """The country of a candidate, by code."""
        country = int(self.country[number])
        return self.pairs.codes[country] if country >= 0 else None

    def number(self, place_id: str) -> int:
        """The place of an id among the candidates.

        Raises:
            UnknownTerritoryError: None has it.
        """
        found = self.find(place_id)
        if found is None:
            raise UnknownTerritoryError(f"No territory has the id {place_id!r}.")
        return found

    def find(self, place_id: str) -> int | None:
        """The place of an id among the candidates, None where none has it."""
        found = self.number_of_own.get(place_id)
        if found is not None:
            return found
        line = gazetteer().row(place_id)
        if line is None:
            return None
        at = int(np.searchsorted(self.line[: self.from_gazetteer], line))
        is_there = at < self.from_gazetteer and self.line[at] == line
        return at if is_there else None

    @cached_property
    def number_of_own(self) -> Mapping[str, int]:
        return {place_id: number for number, place_id in self.own_ids.items()}

    @cached_property
    def from_gazetteer(self) -> int:
        """How many candidates have a line of the gazetteer; they come first, in its order."""
        return int((self.line >= 0).sum())

    @cached_property
    def log_population(self) -> Floats:
        """The decimal logarithm of the population; nan unknown."""
        return np.log10(np.maximum(self.population, 1)).astype(np.float32)

    @cached_property
    def points(self) -> Floats:
        """Points on the unit sphere, one row each."""
        lat, lon = np.radians(self.latitude), np.radians(self.longitude)
        spread = (np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat))
        return np.stack(spread, axis=1).astype(np.float32)

    @cached_property
    def placed(self) -> Ints:
        """The candidates whose point is known."""
        return np.flatnonzero(np.isfinite(self.points[:, 0]))

    @cached_property
    def tree(self) -> "cKDTree":
        """The known points, to find what lies near (numbers are those of ``placed``)."""
        from scipy.spatial import cKDTree  # noqa: PLC0415 - costly, only ties need it

        return cKDTree(self.points[self.placed], balanced_tree=False, compact_nodes=False)

    @cached_property
    def capital(self) -> Flags:
        """Which candidates are the capital of their country."""
        flags = np.zeros(len(self), np.bool_)
        lines = set(_capital_lines())
        flags[np.isin(self.line, np.fromiter(lines, np.int64, len(lines)))] = True
        return flags

    @cached_property
    def in_country(self) -> Floats:
        """How many candidates each country has."""
        known = self.country[self.country >= 0]
        return np.bincount(known, minlength=self.pairs.size).astype(np.float32)

    @cached_property
    def largest_town(self) -> Floats:
        """The decimal logarithm of the population of each country's largest town."""
        towns = (self.level == MUNICIPALITY) & (self.country >= 0) & np.isfinite(self.population)
        largest = np.full(self.pairs.size, np.nan, np.float32)
        np.fmax.at(largest, self.country[towns], self.log_population[towns])
        return largest

    @cached_property
    def southern(self) -> Floats:
        """1 for candidates in developing regions (M49), 0 for others, nan where not known."""
        table = countries()
        told = [table[code].is_southern if code in table else None for code in self.pairs.codes]
        return self._flags(told)

    @cached_property
    def latin_american(self) -> Floats:
        """1 for candidates in Latin America and the Caribbean (M49 419), nan where not known."""
        table = countries()
        regions = [table[code].regions if code in table else () for code in self.pairs.codes]
        return self._flags(["419" in above if above else None for above in regions])

    @cached_property
    def least_developed(self) -> Floats:
        """1 for candidates in least developed countries (United Nations), nan where not known."""
        table = countries()
        told = [
            table[code].is_least_developed if code in table else None for code in self.pairs.codes
        ]
        return self._flags(told)

    def _flags(self, told: Sequence[bool | None]) -> Floats:
        values = np.array([np.nan if one is None else float(one) for one in told], np.float32)
        return by_country(values, self.country)


def by_country(values: Floats, country: Ints) -> Floats:
    """A value of each country given to its candidates; nan where the country is not known."""
    return np.append(values, np.float32(np.nan))[country]


def km(chord: Floats) -> Floats:
    """Kilometres along the great circle for straight distances in a sphere of radius 1."""
    return (2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / 2, 1))).astype(np.float32)


def chord(kilometres: float) -> float:
    """The straight distance in a sphere of radius 1 for kilometres along the great circle."""
    return float(2 * np.sin(kilometres / (2 * EARTH_RADIUS_KM)))


def _capital_lines() -> Sequence[int]:
    book = gazetteer()
    found = []
    for code, country in countries().items():
        towns = [
            name.row
            for name in book.called(key(country.capital))
            if book.country(name.row) == code and book.level[name.row] == MUNICIPALITY
        ]
        if towns:
            found.append(max(towns, key=lambda row: book.weight[row]))
    return found
