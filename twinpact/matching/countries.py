"""What is known of countries: capital, neighbours, languages, former states, unions, regions."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import yaml

from twinpact.matching.arrays import Floats, Ints
from twinpact.places.gazetteer_tables import gazetteer
from twinpact.places.regions import regions_above

_TABLES = files("twinpact.matching").joinpath("tables")
CONTINENTS = ("002", "019", "142", "150", "009")
NORTH = frozenset({"021", "150", "053"})
"""Europe, Northern America, Australia and New Zealand; with Japan, what M49 called developed."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its capital's name, its neighbours, and the share of its people by language.

    Sources: GeoNames (capital, neighbours), Unicode CLDR (languages), the United Nations' list of
    least developed countries. ``regions`` are those of M49 that hold it, the narrowest first.
    """

    code: str
    capital: str
    neighbours: frozenset[str]
    languages: dict[str, float]
    official: frozenset[str]
    in_european_union: bool
    is_least_developed: bool
    regions: tuple[str, ...]

    @property
    def is_southern(self) -> bool | None:
        """Whether it lies in what M49 called the developing regions; None without a region."""
        if not self.regions:
            return None
        return self.code != "JP" and not NORTH.intersection(self.regions)


@cache
def countries() -> dict[str, Country]:
    """The countries by code, in the order of the table."""
    with _TABLES.joinpath("countries.csv").open(encoding="utf-8") as file:
        return {row["country"]: _country(row) for row in csv.DictReader(file)}


def _country(row: dict[str, str]) -> Country:
    book = gazetteer()
    line = book.by_country.get(row["country"])
    region = book.place(line).region if line is not None else None
    spoken = (entry.split(":") for entry in _split(row["languages"]))
    return Country(
        code=row["country"],
        capital=row["capital"],
        neighbours=frozenset(_split(row["neighbours"])),
        languages={language: float(share) for language, share in spoken},
        official=frozenset(_split(row["official"])),
        in_european_union=bool(row["european_union"]),
        is_least_developed=bool(row["least_developed"]),
        regions=regions_above(region) if region else (),
    )


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@cache
def former_states() -> dict[str, tuple[str, ...]]:
    """The states and empires of the past, with the countries that stood in them."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    told = yaml.load(_TABLES.joinpath("former_states.yaml").read_text("utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    return {
        name: tuple("NO" if code is False else code for code in codes)
        for name, codes in told.items()
    }


Measure = Callable[[Country, Country], float]


class CountryPairs:
    """What any two countries have in common, as rows of numbers over all countries by code."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        self.number = {code: position for position, code in enumerate(codes)}
        self._rows: dict[tuple[str, int], Floats] = {}
        self._known = [countries().get(code) for code in codes]

    @property
    def size(self) -> int:
        return len(self.codes)

    def common_language(self, country: int) -> Floats:
        """The share of people of both who speak the most common shared language; nan unknown."""
        return self._each("common_language", country, _common_language)

    def common_official(self, country: int) -> Floats:
        """1 where the two have an official language in common."""
        return self._each(
            "common_official", country, lambda a, b: float(bool(a.official & b.official))
        )

    def neighbouring(self, country: int) -> Floats:
        """1 where the two have a common border."""
        return self._each("neighbouring", country, lambda a, b: float(b.code in a.neighbours))

    def same_continent(self, country: int) -> Floats:
        """1 where M49 puts the two in one of its five continents."""
        return self._each(
            "same_continent",
            country,
            lambda a, b: float(bool(set(a.regions) & set(b.regions) & set(CONTINENTS))),
            needs_region=True,
        )

    def same_subregion(self, country: int) -> Floats:
        """1 where M49 puts the two in one of its sub-regions."""
        return self._each(
            "same_subregion",
            country,
            lambda a, b: float(a.regions[0] == b.regions[0]),
            needs_region=True,
        )

    def both_in_union(self, country: int) -> Floats:
        """1 where both are members of the European Union."""
        return self._each(
            "both_in_union",
            country,
            lambda a, b: float(a.in_european_union and b.in_european_union),
        )

    def both_southern(self, country: int) -> Floats:
        """1 where both lie in developing regions (M49)."""
        return self._each(
            "both_southern",
            country,
            lambda a, b: float(bool(a.is_southern and b.is_southern)),
            needs_region=True,
        )

    def former_state(self, country: int) -> Floats:
        """1 where one was the centre of a state in which the other stood, 0.5 where both stood."""
        values = np.zeros(self.size, np.float32)
        code = self.codes[country]
        for codes in former_states().values():
            if code in codes:
                for other in codes:
                    worth = 1.0 if codes[0] in (code, other) else 0.5
                    if other in self.number:
                        number = self.number[other]
                        values[number] = max(values[number], worth)
        return values

    def _each(
        self, name: str, country: int, measure: Measure, *, needs_region: bool = False
    ) -> Floats:
        if (name, country) in self._rows:
            return self._rows[name, country]
        values = np.full(self.size, np.nan, np.float32)
        own = self._known[country]
        if own is not None and (own.regions or not needs_region):
            for number, other in enumerate(self._known):
                if other is not None and (other.regions or not needs_region):
                    values[number] = measure(own, other)
        self._rows[name, country] = values
        return values


def shared_language(a: Country, b: Country) -> str | None:
    """The language that most people of both speak, by its code."""
    common = set(a.languages) & set(b.languages)
    return max(common, key=lambda one: min(a.languages[one], b.languages[one]), default=None)


def _common_language(a: Country, b: Country) -> float:
    language = shared_language(a, b)
    return 0.0 if language is None else min(a.languages[language], b.languages[language])


def as_numbers(codes: list[str], pairs: CountryPairs) -> Ints:
    """Countries by their number among the codes, -1 where the code is not known."""
    return np.array([pairs.number.get(code, -1) for code in codes], np.int16)
