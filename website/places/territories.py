"""The territory of an id: as this register says it where somebody did, else as the gazetteer has.

A place that was merged answers with the one that it was merged into.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from asgiref.local import Local
from cachetools import TTLCache
from django.db import connection

from twinpact import places as gazetteer
from twinpact.places import Level, UnknownPlaceError
from twinpact.places import Place as Territory
from twinpact.vocabularies import fold
from website.places import convert
from website.places.models import Place

#: Seconds after which the register is asked anew in any case; see ``agreements.remembering``.
LONGEST = 30
_kept: TTLCache[tuple[object, ...], "Own"] = TTLCache(maxsize=4, ttl=LONGEST)
_lock = Lock()
_seen = Local()


@dataclass(frozen=True)
class Own:
    """What this register says of places beside the gazetteer; ``names`` are of living ones.

    ``leads_to`` is of merged ones: the id of the place that each was merged into.
    """

    territories: dict[str, Territory]
    names: tuple[tuple[str, str], ...]
    leads_to: dict[str, str]
    state: tuple[object, ...]


def own() -> Own:
    """What this register says itself, read once for each request."""
    found: Own | None = getattr(_seen, "own", None)
    if found is None:
        found = _seen.own = _current()
    return found


def forget(**_signal: object) -> None:
    """Ask the register anew: at the start of a request or a job, and after a write."""
    if hasattr(_seen, "own"):
        del _seen.own


def _current() -> Own:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(pgh_id) FROM places_placeevent")
        state = (connection.settings_dict["NAME"], *cursor.fetchone())
    with _lock:
        if state in _kept:
            return _kept[state]
    found = _read(state)
    # Within a transaction the number may be one that others never see.
    if not connection.in_atomic_block:
        with _lock:
            _kept[state] = found
    return found


def _read(state: tuple[object, ...]) -> Own:
    rows = {row.pk: row for row in Place.objects.filter(by_hand=True)}
    merged = {pk: row.merged_into_id for pk, row in rows.items() if row.merged_into_id}
    leads_to = {pk: _end(pk, merged) for pk in merged}
    living = [row for row in rows.values() if row.merged_into_id is None]
    names = tuple(
        (fold(name), row.pk)
        for row in living
        for name in dict.fromkeys((row.name, *row.names.values(), *row.other_names))
    )
    territories = {row.pk: convert.to_library(row) for row in rows.values()}
    return Own(territories, names, leads_to, state)


def _end(pk: str, merged: dict[str, str]) -> str:
    while pk in merged:
        pk = merged[pk]
    return pk


def current_id(id_: str) -> str:
    """The id of the place that this one was merged into; the same id for all others."""
    return own().leads_to.get(id_, id_)


def territory(id_: str) -> Territory:
    """The territory of an id.

    Raises:
        UnknownPlaceError: Neither the register nor the gazetteer has it.
    """
    here = current_id(id_)
    return own().territories.get(here) or gazetteer.place(here)


def as_recorded(id_: str) -> Territory:
    """The territory of an id itself, also where it was merged into another since.

    Raises:
        UnknownPlaceError: Neither the register nor the gazetteer has it.
    """
    return own().territories.get(id_) or gazetteer.place(id_)


def is_known(id_: str) -> bool:
    """Whether the register or the gazetteer has a territory with this id."""
    try:
        territory(id_)
    except UnknownPlaceError:
        return False
    return True


def ancestors(place: Territory) -> list[Territory]:
    """What holds a territory, the narrowest first and its country last."""
    found: list[Territory] = []
    while place.parent is not None and len(found) < 8:
        place = territory(place.parent)
        found.append(place)
    return found


def search(
    typed: str, *, limit: int, country: str | None = None, level: Level | None = None
) -> list[Territory]:
    """The territories to offer for a beginning: those called exactly so, then the best known."""
    said = own()
    found = gazetteer.search(typed, limit=limit, country=country, level=level)
    mine = [
        place
        for place in _own_beginning(fold(typed))
        if (country is None or place.country == country)
        and (level is None or place.level == level)
    ]
    exact = [place for place in mine if fold(typed) in {fold(name) for name in _names(place)}]
    listed = [*exact, *(territory(place.id) for place in found), *mine]
    if not said.leads_to and not mine:
        return listed[:limit]
    return list({place.id: place for place in listed}.values())[:limit]


def _own_beginning(typed: str) -> Iterable[Territory]:
    if not typed:
        return []
    said = own()
    ids = dict.fromkeys(pk for name, pk in said.names if name.startswith(typed))
    return [said.territories[pk] for pk in ids]


def _names(place: Territory) -> tuple[str, ...]:
    return (place.name, *place.names.values())
