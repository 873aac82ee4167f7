"""Several territories in one cell, "and" before the last: "Bilbao, Monterrey y San Diego"."""

from __future__ import annotations

import re

from twinpact.agreements.parsing.places import country_of, find_place
from twinpact.vocabularies import fold

_AND = r"(?:y|e|and|und|et)"
_LIST = re.compile(
    rf"(?P<first>[^;|()\n]+?)\s+{_AND}\s+(?P<last>[^,;|()\n]+?)(?:\s*,\s*(?P<country>[^,;|\n]+))?"
)
_CONJUNCTION = re.compile(rf"\s{_AND}\s", re.IGNORECASE)


def listed(text: str) -> list[str]:
    """The territories that a cell lists with "and" before the last one, else the cell as it is.

    Commas and "and" stand inside names too ("Castilla y León", "Burgos, Castilla y León"), so a
    cell is a list only where each of its names is a territory by itself and no two of them joined
    by "and" are the name of one. A country behind the last name is said of all of them.
    """
    match = _LIST.fullmatch(text.strip())
    if match is None or len(text) > _LONGEST:
        return [text]
    country = match["country"]
    if country is not None and country_of(country) is None:
        return [text]
    *others, before = [name.strip() for name in match["first"].split(",")]
    if not all((*others, before)) or (others and country is not None):
        return [text]
    pair = text.strip()[match.start("first") + match["first"].rfind(before) : match.end("last")]
    names = [*others, before, match["last"]]
    if _is_one_name(text) or _is_one_name(pair) or not _are_territories(names, country):
        return [text]
    return [f"{name}, {country}" if country else name for name in names]


_LONGEST = 300


def _are_territories(names: list[str], country: str | None) -> bool:
    """Whether each name is known, and one of them at least means one territory only."""
    if any(_CONJUNCTION.search(f" {name} ") or not name[:1].isupper() for name in names):
        return False
    code = country_of(country) if country else None
    found = [find_place(name, country=code).status for name in names]
    return "matched" in found and "not_found" not in found


def _is_one_name(text: str) -> bool:
    """Whether the words of a cell all stand in one name of a territory that it may mean."""
    words = _words(text)
    return any(
        words <= _words(name)
        for place in find_place(text).candidates
        for name in (place.name, *place.names.values())
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(_CONJUNCTION.sub(" ", fold(name)).split())
