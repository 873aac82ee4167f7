"""Entering the territories that records speak of."""

from collections.abc import Iterable

from django.db import connection, transaction

from twinpact import places as gazetteer
from website.places import convert
from website.places.models import Place

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
    chains = {
        id_: [*reversed(gazetteer.ancestors(gazetteer.place(id_))), gazetteer.place(id_)]
        for id_ in wanted - known.keys()
    }
    missing = {territory.id: territory for chain in chains.values() for territory in chain}
    rows = known | living(missing)
    depth_first = sorted(missing.values(), key=lambda t: len(gazetteer.ancestors(t)))
    for depth in sorted({len(gazetteer.ancestors(t)) for t in depth_first}):
        new = [
            convert.to_row(t, parent=rows[t.parent] if t.parent else None)
            for t in depth_first
            if len(gazetteer.ancestors(t)) == depth and t.id not in rows
        ]
        Place.objects.bulk_create(new, ignore_conflicts=True)
        rows |= {row.id: row for row in new}
    return rows


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
