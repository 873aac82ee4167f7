"""Every write on places."""

from collections.abc import Iterable

from django.db import transaction

from twinpact import places as gazetteer
from website.places import convert
from website.places.models import Place


@transaction.atomic
def enter_places(ids: Iterable[str]) -> dict[str, Place]:
    """The places of these ids, entered with the territories that hold them where they are new.

    Raises:
        UnknownPlaceError: The gazetteer has no such place.
    """
    wanted = set(ids)
    known = Place.objects.in_bulk(list(wanted))
    chains = {
        id_: [*reversed(gazetteer.ancestors(gazetteer.place(id_))), gazetteer.place(id_)]
        for id_ in wanted - known.keys()
    }
    missing = {territory.id: territory for chain in chains.values() for territory in chain}
    rows = known | Place.objects.in_bulk(list(missing))
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
