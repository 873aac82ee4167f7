"""Entering the territories that records speak of."""

from collections.abc import Iterable, Mapping

from django.db import connection, transaction

from twinpact import places as gazetteer
from website.places import convert
from website.places.models import Place
from website.tables.copying import copy_rows

STAND_STILL = "SELECT id FROM places_place WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"


@transaction.atomic
def enter_places(ids: Iterable[str]) -> dict[str, Place]:
    """The places of these ids, entered with the territories that hold them where they are new.

    A place that the register has stays as it is, whatever the gazetteer says of it: corrections
    survive. An id of a place that was merged gives the one that it was merged into. Until the end
    of the transaction none of the places can be merged.

    Raises:
        UnknownPlaceError: The gazetteer has no such place.
    """
    wanted = set(ids)
    known = living(wanted)
    missing = _with_holders(wanted - known.keys())
    there = known | living(missing)
    new = {
        id_: convert.to_row(one, parent=_holder(one, there))
        for id_, one in missing.items()
        if id_ not in there
    }
    copy_rows(Place, convert.COLUMNS, map(convert.values, new.values()), unless_there=True)
    return there | new


def _holder(territory: gazetteer.Place, there: Mapping[str, Place]) -> str | None:
    """The id of what holds a territory; of one that was merged, that of what it became."""
    holder = there.get(territory.parent or "")
    return holder.pk if holder else territory.parent


def _with_holders(ids: Iterable[str]) -> dict[str, gazetteer.Place]:
    """The territories of these ids and all that hold them."""
    found: dict[str, gazetteer.Place] = {}
    for id_ in ids:
        here: str | None = id_
        while here is not None and here not in found:
            found[here] = gazetteer.place(here)
            here = found[here].parent
    return found


def living(ids: Iterable[str]) -> dict[str, Place]:
    """The register's places of these ids, held so that nobody merges them meanwhile.

    The lock is the one that a foreign key takes anyway; it waits for a merge, and not for others
    who enter records.
    """
    asked = {id_: id_ for id_ in ids}
    found: dict[str, Place] = {}
    while asked:
        with connection.cursor() as cursor:
            cursor.execute(STAND_STILL, [sorted(set(asked.values()))])
        rows = Place.objects.in_bulk(list(asked.values()))
        merged = {}
        for id_, here in asked.items():
            row = rows.get(here)
            if row is not None and row.merged_into_id is not None:
                merged[id_] = row.merged_into_id
            elif row is not None:
                found[id_] = row
        asked = merged
    return found
