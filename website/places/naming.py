"""How a territory is called where it must be told from others of its name."""

from functools import lru_cache

from twinpact import places
from twinpact.places import Place as Territory
from twinpact.vocabularies import fold
from website.places import territories


def full_name(id_: str, language: str) -> str:
    """The name with the territories that hold it: "Medellín, Antioquia, Colombia"."""
    return _full_name(id_, language, territories.own().state)


def recorded_name(id_: str, language: str) -> str:
    """The name in full of a place itself, also where it was merged into another since."""
    place = territories.as_recorded(id_)
    chain = [place, *territories.ancestors(place)]
    return ", ".join(territory.name_in(language) for territory in chain)


@lru_cache(maxsize=4096)
def _full_name(id_: str, language: str, _state: tuple[object, ...]) -> str:
    place = territories.territory(id_)
    chain = [place, *territories.ancestors(place)]
    return ", ".join(territory.name_in(language) for territory in chain)


def held_by(place: Territory, language: str) -> str:
    """The territories that hold one: "Antioquia, Colombia"; the empty text for a country."""
    return ", ".join(one.name_in(language) for one in territories.ancestors(place))


def name_that_fits(place: Territory, typed: str, language: str) -> str:
    """The name by which a typed beginning finds a territory, where the shown one does not."""
    beginning = fold(typed)
    if fold(place.name_in(language)).startswith(beginning):
        return ""
    for name in (place.name, *place.names.values()):
        if fold(name).startswith(beginning):
            return name
    return ""


@lru_cache(maxsize=8)
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """The codes and names of all countries, in the order of the names."""
    named = [(country.id, country.name_in(language)) for country in places.countries()]
    return tuple(sorted(named, key=lambda row: row[1]))
