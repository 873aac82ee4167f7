"""Territories that are no more: countries of ISO 3166-3, districts, municipalities."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from rows import ALTERNATE, LABEL, PRIMARY, Row

from twinpact.vocabularies import fold

FILE = Path(__file__).with_name("former.yaml")


class UnknownSeatError(LookupError):
    """No town of the name of a former territory's seat is known in its country."""


def former_countries() -> Iterator[Row]:
    """The countries that ended, each under its own former code."""
    for code, fact in _file()["countries"].items():
        labels: dict[str, str] = fact["label"]
        row = Row(level="country", name=labels["en"], country=code, ended=fact["ended"])
        row.labels = labels
        row.call(row.name, PRIMARY)
        for name in labels.values():
            row.call(name, LABEL)
        for name in fact["written"]:
            row.call(name, LABEL)
        yield row


def former_parts(towns: Iterable[Row]) -> Iterator[Row]:
    """Districts and municipalities that ended, at the point of the town where they sat.

    Raises:
        UnknownSeatError: The gazetteer has no such town.
    """
    called: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for town in towns:
        for name, kind in town.names.items():
            if kind <= ALTERNATE:
                called[town.country, fold(name).replace(" ", "")].append(town)
    for level in ("intermediate", "municipality"):
        for country, years in _file()[level].items():
            for year, seats in years.items():
                for name, seat in seats.items():
                    found = called[country, fold(seat).replace(" ", "")]
                    if not found:
                        raise UnknownSeatError(f"{country}: {seat}")
                    town = max(found, key=lambda one: (fold(one.name) == fold(seat), one.weight))
                    yield _part(level, name, year, town)


def _part(level: str, name: str, year: int, seat: Row) -> Row:
    row = Row(
        level=level,
        name=name,
        country=seat.country,
        parent=seat.parent,
        own=f"po{seat.country}{year}-{fold(name).replace(' ', '')}"[:40],
        latitude=seat.latitude,
        longitude=seat.longitude,
        ended=year,
    )
    row.call(name, PRIMARY)
    if level == "intermediate":
        row.call(f"{name} District", ALTERNATE)
    return row


def _file() -> Any:
    return yaml.safe_load(FILE.read_text("utf-8"))
