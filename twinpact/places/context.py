"""What is known beside a written name: the other party, and what the rest of the list names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log
from types import MappingProxyType

from twinpact.places.place import Level, Place

_NONE: Mapping[str, int] = MappingProxyType({})
# Natural logarithms of odds. Twins are mostly of one level and mostly abroad.
_SAME_COUNTRY = -2.5
_OF_THE_OTHERS_LEVEL, _OF_ANOTHER_LEVEL = 2.5, -2.5
# How seldom a level is meant where nothing is known of the list: so many to each municipality.
_SELDOM: Mapping[str, float] = MappingProxyType(
    {"country": 1.0, "state": 0.025, "intermediate": 0.0025, "metropolitan": 0.02}
)
# What is known beforehand counts as much as so many names of the list.
_AS_MANY_NAMES = 4.0
_COUNTRIES_WEIGHT = 0.3
# A list of states names districts too: what is a state in one country is a district in another.
_DISTRICTS_BESIDE_STATES = 0.25


@dataclass(frozen=True, slots=True)
class Context:
    """The other party of the agreement, and how many of each level and country the list names.

    A state's partner is mostly a state, a city's a city, and few partners are of one country. A
    list in which hundreds of municipalities are known names municipalities.
    """

    other: Place | None = None
    levels: Mapping[str, int] = field(default_factory=lambda: _NONE)
    countries: Mapping[str, int] = field(default_factory=lambda: _NONE)

    def for_level(self, level: Level) -> float:
        """How likely a level is beside a municipality, in natural logarithms of odds."""
        shift = 0.0
        if self.other is not None and "country" not in {self.other.level, level}:
            shift += _OF_THE_OTHERS_LEVEL if level == self.other.level else _OF_ANOTHER_LEVEL
        if level == "municipality":
            return shift
        named = float(self.levels.get(level, 0))
        if level == "intermediate":
            named += _DISTRICTS_BESIDE_STATES * self.levels.get("state", 0)
        expected = _AS_MANY_NAMES * _SELDOM[level] + named
        return shift + log(expected / (_AS_MANY_NAMES + self.levels.get("municipality", 0)))

    def for_country(self, country: str) -> float:
        """By how much a country is likelier than it was."""
        shift = 0.0
        if self.other is not None and country == self.other.country:
            shift += _SAME_COUNTRY
        if self.countries:
            shift += _COUNTRIES_WEIGHT * log(1 + self.countries.get(country, 0))
        return shift


UNKNOWN = Context()
