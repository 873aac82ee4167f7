"""Places: row ↔ library."""

import json
from typing import cast

from twinpact.places import Level
from twinpact.places import Place as Territory
from twinpact.vocabularies import fold
from website.places.models import Place
from website.tables.copying import Value

#: The columns in which a place is kept.
COLUMNS = tuple(field.attname for field in Place._meta.concrete_fields)


def values(row: Place) -> tuple[Value, ...]:
    """A row as it is copied into the table of places."""
    return tuple(
        json.dumps(row.names) if column == "names" else getattr(row, column) for column in COLUMNS
    )


def to_row(territory: Territory, *, parent: str | None) -> Place:
    """An unsaved row for a territory of the gazetteer; a point that is not on Earth is unknown.

    ``parent`` is the id of the place that holds it.
    """
    latitude, longitude = _point(territory)
    return Place(
        id=territory.id,
        level=territory.level,
        name=territory.name,
        names=dict(territory.names),
        country=territory.country,
        parent_id=parent,
        iso_3166_2=territory.iso_3166_2,
        geonames_id=territory.geonames_id,
        wikidata_id=territory.wikidata_id,
        latitude=latitude,
        longitude=longitude,
        population=territory.population,
        region=territory.region,
        search=search_text(territory.name, *territory.names.values()),
    )


def _point(territory: Territory) -> tuple[float | None, float | None]:
    latitude, longitude = territory.latitude, territory.longitude
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None, None
    return latitude, longitude


def search_text(*names: str) -> str:
    """What a search looks through: every name, as names are compared."""
    return " ".join(sorted({fold(name) for name in names}))


def to_library(place: Place) -> Territory:
    """The territory of a row."""
    return Territory(
        id=place.id,
        level=cast("Level", place.level),
        name=place.name,
        country=place.country,
        names=place.names,
        parent=place.parent_id,
        iso_3166_2=place.iso_3166_2,
        geonames_id=place.geonames_id,
        wikidata_id=place.wikidata_id,
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population,
        region=place.region,
    )
