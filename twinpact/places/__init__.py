"""Who can be a party, and finding the territory that a written name means."""

from twinpact.places.catalogue import UnknownPlaceError, ancestors, countries, place
from twinpact.places.context import Context
from twinpact.places.distance import (
    EARTH_RADIUS_KM,
    cut_at_antimeridian,
    distance_km,
    great_circle,
)
from twinpact.places.place import Level, Place
from twinpact.places.regions import regions_above, subregions, within_region
from twinpact.places.resolution import Resolution, Written, resolve, resolve_all
from twinpact.places.search import search

__all__ = [
    "EARTH_RADIUS_KM",
    "Context",
    "Level",
    "Place",
    "Resolution",
    "UnknownPlaceError",
    "Written",
    "ancestors",
    "countries",
    "cut_at_antimeridian",
    "distance_km",
    "great_circle",
    "place",
    "regions_above",
    "resolve",
    "resolve_all",
    "search",
    "subregions",
    "within_region",
]
