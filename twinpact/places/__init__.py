"""Who can be a party, and finding the territory that a written name means."""

from twinpact.places.place import Level, Place
from twinpact.places.regions import subregions

__all__ = ["Level", "Place", "subregions"]
