"""Regions of the world by the United Nations standard M49."""

from functools import cache

from twinpact.places.gazetteer_tables import gazetteer
from twinpact.places.place import Place
from twinpact.vocabularies import UnknownWordError, term, terms


def within_region(place_or_country: Place | str, m49: str) -> bool:
    """Whether a place, or a country given by its code, lies in an M49 region.

    Regions hold one another: Colombia lies in South America (005), in Latin America and the
    Caribbean (419), in the Americas (019) and in the World (001). Source: UN Statistics Division,
    "Standard country or area codes for statistical use" (M49), through Unicode CLDR.
    """
    if m49 not in terms("regions"):
        raise UnknownWordError(f"M49 has no region {m49!r}.")
    region = place_or_country.region if isinstance(place_or_country, Place) else None
    if isinstance(place_or_country, str):
        row = gazetteer().by_country.get(place_or_country)
        region = gazetteer().place(row).region if row is not None else None
    return region is not None and m49 in regions_above(region)


def regions_above(region: str) -> tuple[str, ...]:
    """A region and all that hold it, the narrowest first."""
    found = [region]
    while parent := terms("regions")[found[-1]].extra.get("parent"):
        found.append(parent)
    return tuple(found)


@cache
def subregions(region: str) -> tuple[str, ...]:
    """The region and all that lie within it: ``419`` gives ``419``, ``005``, ``013``, ``029``.

    Raises:
        UnknownWordError: M49 has no such region.
    """
    term("regions", region)
    within = {region}
    for code, word in terms("regions").items():
        above = word.extra.get("parent")
        while above is not None:
            if above in within:
                within.add(code)
            above = terms("regions")[above].extra.get("parent")
    return tuple(code for code in terms("regions") if code in within)
