"""How a territory is called where it must be told from others of its name."""

from functools import lru_cache

from twinpact import places


@lru_cache(maxsize=4096)
def full_name(id_: str, language: str) -> str:
    """The name with the territories that hold it: "Medellín, Antioquia, Colombia"."""
    place = places.place(id_)
    chain = [place, *places.ancestors(place)]
    return ", ".join(territory.name_in(language) for territory in chain)


@lru_cache(maxsize=8)
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """The codes and names of all countries, in the order of the names."""
    named = [(country.id, country.name_in(language)) for country in places.countries()]
    return tuple(sorted(named, key=lambda row: row[1]))
