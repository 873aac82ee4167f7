"""The gold sets for names of places: what is asked, and how a right answer is told."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pycountry
from rapidfuzz import fuzz

from twinpact import places
from twinpact.places import Level, Place, Written, distance_km
from twinpact.vocabularies import fold

ROOT = Path(__file__).resolve().parent.parent
NEAR_KM, NEAR_KM_OF_A_REGION = 25, 60
REGIONS = frozenset({"state", "intermediate"})
LANGUAGES = ("es", "pt", "en", "de", "fr")
ALIKE = 75
Point = tuple[float, float]
FOUNDING = {
    "Medellin": "gn3674962",
    "Bello": "gn3688928",
    "Santa Fe de Antioquia": "gn3689816",
    "Guatape": "gn3681368",
    "The Dominican Republic": "DO",
    "San Nicolás de los Garza, Mexico": "gn3985241",
    "Monterrey, Mexico": "gn3995465",
    "Trujillo, Spain": "gn2510145",
    "Bilbao, Spain": "gn3128026",
    "Cadiz, Spain": "gn2520600",
    "San Juan del Puerto, Spain": "gn2511326",
    "Fort Lauderdale, United States": "gn4155966",
    "Jiangsu, China": "CN-JS",
    "Yamanashi, Japan": "JP-19",
    "Quebec, Canada": "CA-QC",
    "Queensland, Australia": "AU-QLD",
    "Cordoba, Argentina": "AR-X",
    "Piedmont, Italy": "IT-21",
    "Daegu, South Korea": "KR-27",
    "Brandenburg, Germany": "DE-BB",
}
"""The names of the founding paper's tables 1 and 3 and the places that they mean."""
FOUNDING_TABLES: tuple[tuple[str, str | None, Level], ...] = (
    ("table_1.csv", "MUNICIPALITY", "municipality"),
    ("table_3.csv", None, "state"),
)


@dataclass(frozen=True, slots=True)
class Right:
    """What a right answer is: the unit of a code, or what lies near one of the points."""

    points: tuple[Point, ...] = ()
    countries: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()

    def is_(self, place: Place) -> bool:
        """Whether a place is the right one."""
        if self.countries and place.country not in self.countries:
            return False
        if self.levels and place.level not in self.levels:
            return False
        if {place.iso_3166_2, place.id} & self.codes:
            return True
        region = place.level in REGIONS
        if self.codes and not region:
            return False
        allowed = NEAR_KM_OF_A_REGION if region and (self.levels or self.codes) else NEAR_KM
        distances = (distance_km(place, point) for point in self.points)
        return any(away is not None and away <= allowed for away in distances)


@dataclass(frozen=True, slots=True)
class Asked:
    """A name of a gold set."""

    written: Written
    right: Right


def wikidata(data: Path) -> list[Asked]:
    """Labels of twinned towns, German first, with the English name of their country."""
    return [
        Asked(
            Written(row["label_2016_german_first"], country=row["country_en"]),
            Right(((float(row["lat"]), float(row["lon"])),)),
        )
        for row in _rows(data / "wikidata_2016_directed" / "labels_two_snapshots.csv")
    ]


def german_register(data: Path) -> list[Asked]:
    """Partners of German municipalities, as the register writes them and their countries."""
    return [
        Asked(
            Written(row["partner"], country=row["partner_country_de"]),
            Right(((float(row["partner_lat"]), float(row["partner_lon"])),)),
        )
        for row in _rows(data / "german_partnership_register_2015" / "agreements.csv")
    ]


def founding() -> list[Asked]:
    """The names of the founding tables, with the country and level that their captions say."""
    asked: dict[Written, Right] = {}
    for table, near, level in FOUNDING_TABLES:
        for row in _rows(ROOT / "data" / "founding" / table):
            if near:
                written = Written(row[near], country="Colombia", level="municipality")
                asked[written] = Right(codes=frozenset({FOUNDING[row[near]]}))
            partner = row["INTERNATIONAL PROVINCE"]
            right = Right(codes=frozenset({FOUNDING[partner]}))
            asked[Written(partner, level=level)] = right
    return [Asked(written, right) for written, right in asked.items()]


def wikipedia_lists(data: Path) -> list[Asked]:
    """The sampled lines of the scraped lists, beside the party whose list it is."""
    with gzip.open(
        data / "wikipedia_lists_2025_messy" / "sister_cities.csv.gz", "rt", encoding="utf-8"
    ) as file:
        lines = list(csv.DictReader(file))
    asked = []
    for label in _rows(ROOT / "benchmarks" / "gold" / "wikipedia_lists_2025.csv"):
        line = lines[int(label["line"]) - 1]
        own = places.resolve(line["city"], country=line["country"])
        points = ((float(label["lat"]), float(label["lon"])),) if label["lat"] else ()
        right = Right(
            points, frozenset(label["country"].split("|")), frozenset(label["levels"].split("|"))
        )
        other = own.place.id if own.place is not None else None
        asked.append(Asked(Written(line["sister"], other=other), right))
    return asked


def subdivisions(data: Path, *, with_country: bool) -> Mapping[str, list[Asked]]:
    """The names of first- and second-level units in each language, as a list of such names.

    A name that the source gives to several units (of the country, or of the world) is right for
    each of them. Where the source's code is not in ISO 3166-2 any more, never was, or is another
    unit's since (UG-417 was Isingiro), a state or district within 60 km of its point is right;
    without a code and a point it is not asked.
    """
    points = {
        row["iso_3166_2"]: (float(row["lat"]), float(row["lon"]))
        for row in _rows(data / "admin1" / "natural_earth_admin1.csv")
        if row["lat"]
    }
    current = {unit.code: unit.name for unit in pycountry.subdivisions}
    return {
        language: list(_of_language(data / "admin1", language, points, current, with_country))
        for language in LANGUAGES
    }


def _of_language(
    folder: Path,
    language: str,
    points: Mapping[str, Point],
    current: Mapping[str, str],
    with_country: bool,
) -> Iterator[Asked]:
    units: dict[tuple[str, str | None], set[tuple[str, bool]]] = defaultdict(set)
    for file in sorted(folder.glob("*.csv")):
        for row in _rows(file):
            code, name = row["iso_3166_2"], row[f"name_{language}"].strip()
            if name and "~" not in code and "-" in code:
                means = code in current and _agree(current[code], row)
                units[name, code[:2] if with_country else None].add((code, means))
    for (name, country), codes in units.items():
        valid = {code for code, means in codes if means}
        others = sorted({code for code, means in codes if not means})
        near = tuple(points[code] for code in others if code in points)
        if valid or near:
            levels = frozenset() if valid else REGIONS
            right = Right(near, levels=levels, codes=frozenset(valid))
            yield Asked(Written(name, country=country), right)


def _agree(name: str, row: Mapping[str, str]) -> bool:
    """Whether one of the names of a row is nearly the one that ISO 3166-2 has for its code."""
    named = (text for column, text in row.items() if column.startswith("name") and text)
    return any(fuzz.token_set_ratio(fold(name), fold(text)) >= ALIKE for text in named)


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
