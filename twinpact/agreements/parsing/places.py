"""Finding places again and again: a register names the same few thousand places many times."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from twinpact.places import Level, Place

if TYPE_CHECKING:
    from twinpact.places import Resolution


def place_with_id(identifier: str) -> Place | None:
    """The territory that has this id, or None."""
    from twinpact.places import UnknownPlaceError, place  # noqa: PLC0415 - the gazetteer is large

    try:
        return place(identifier)
    except UnknownPlaceError:
        return None


@lru_cache(maxsize=65_536)
def find_place(
    name: str,
    country: str | None = None,
    region: str | None = None,
    level: Level | None = None,
    language: str | None = None,
) -> Resolution:
    """The territory that a written name means; remembered, as the gazetteer does not change."""
    from twinpact.places import resolve  # noqa: PLC0415 - the gazetteer is large

    return resolve(name, country=country, region=region, level=level, language=language)


def country_of(name: str, language: str | None = None) -> str | None:
    """The ISO 3166-1 code of the country that this name or code means, or None."""
    if len(name) == 2 and name.isascii() and name.isupper():
        known = place_with_id(name)
        return known.country if known is not None and known.level == "country" else None
    found = find_place(name, level="country", language=language)
    if found.place is None or found.place.level != "country":
        return None
    return found.place.country


def state_of(
    name: str, country: str | None = None, language: str | None = None
) -> Resolution | None:
    """The state, province or department that this name means, or None."""
    found = find_place(name, country=country, level="state", language=language)
    if found.place is None or found.place.level != "state":
        return None
    return found
