"""Places: row ↔ library."""

from typing import cast

from twinpact.places import Level
from twinpact.places import Place as Territory
from twinpact.vocabularies import fold
from website.places.models import Place


def to_row(territory: Territory, *, parent: Place | None) -> Place:
    """An unsaved row for a territory of the gazetteer."""
    return Place(
        id=territory.id,
        level=territory.level,
        name=territory.name,
        names=dict(territory.names),
        country=territory.country,
        parent=parent,
        iso_3166_2=territory.iso_3166_2,
        geonames_id=territory.geonames_id,
        wikidata_id=territory.wikidata_id,
        latitude=territory.latitude,
        longitude=territory.longitude,
        population=territory.population,
        region=territory.region,
        search=search_text(territory.name, *territory.names.values()),
    )


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
