"""Places by their id, the countries, and what holds a place."""

from functools import cache

from twinpact.places.gazetteer_tables import gazetteer
from twinpact.places.place import Place


class UnknownPlaceError(LookupError):
    """The gazetteer has no place with this id."""


def place(place_id: str) -> Place:
    """The place with this id: ``CO``, ``CO-ANT``, ``gn3674962``."""
    row = gazetteer().row(place_id)
    if row is None:
        raise UnknownPlaceError(f"The gazetteer has no place {place_id!r}.")
    return gazetteer().place(row)


@cache
def countries() -> tuple[Place, ...]:
    """All countries and territories of ISO 3166-1 as it stands, and Kosovo, by code."""
    book = gazetteer()
    rows = (row for _, row in sorted(book.by_country.items()) if not book.ended[row])
    return tuple(book.place(row) for row in rows)


def ancestors(place_or_id: Place | str) -> tuple[Place, ...]:
    """What holds a place, the narrowest first and its country last."""
    found: list[Place] = []
    here = place(place_or_id) if isinstance(place_or_id, str) else place_or_id
    while here.parent is not None:
        here = place(here.parent)
        found.append(here)
    return tuple(found)
