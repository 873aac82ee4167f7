"""Who can be a party, and finding the territory that a written name means."""

from twinpact.places.place import Level, Place

__all__ = ["Level", "Place"]
