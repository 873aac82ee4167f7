"""Territories that have their point from the town in which they sit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from rows import ALTERNATE, CORE, PRIMARY, Row

from twinpact.places.titles import without_title
from twinpact.vocabularies import fold

LONGEST_ID = 40


class UnknownSeatError(LookupError):
    """No town of the name of a territory's seat is known in its country."""


class Seats:
    """The towns by country and name."""

    def __init__(self, towns: Iterable[Row]) -> None:
        self._called: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for town in towns:
            for name, kind in town.names.items():
                if kind <= ALTERNATE:
                    self._called[town.country, _key(name)].append(town)

    def town(self, country: str, name: str) -> Row:
        """The town of a name: one that is called so before one also called so, the largest.

        Raises:
            UnknownSeatError: There is none.
        """
        found = self._called[country, _key(name)]
        if not found:
            raise UnknownSeatError(f"{country}: {name}")
        return max(found, key=lambda one: (fold(one.name) == fold(name), one.weight))


def metropolitan_areas(seats: Seats) -> Iterator[Row]:
    """The metropolitan areas that act in common, at the point of the city at their core."""
    for country, areas in read("metropolitan.yaml").items():
        for name, core in areas.items():
            row = seated("metropolitan", name, seats.town(country, core), f"me{country}")
            row.call(name, PRIMARY)
            for titled in without_title(fold(name)):
                row.call(titled.name, CORE)
            yield row


def seated(level: str, name: str, seat: Row, stem: str) -> Row:
    """A row for a territory, in what holds its seat, with an id that begins with the stem."""
    return Row(
        level=level,
        name=name,
        country=seat.country,
        parent=seat.parent,
        own=f"{stem}-{_key(name)}"[:LONGEST_ID],
        latitude=seat.latitude,
        longitude=seat.longitude,
    )


def read(name: str) -> Any:
    """A YAML file beside this one."""
    return yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))


def _key(name: str) -> str:
    return fold(name).replace(" ", "")
