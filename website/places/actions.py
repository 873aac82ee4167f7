"""Every write on places."""

from collections.abc import Iterable

from django.db import transaction

from twinpact import places as gazetteer
from website.places import convert
from website.places.models import Place
from website.tables.copying import copy_rows


@transaction.atomic
def enter_places(ids: Iterable[str]) -> dict[str, Place]:
    """The places of these ids, entered with the territories that hold them where they are new.

    Raises:
        UnknownPlaceError: The gazetteer has no such place.
    """
    wanted = set(ids)
    rows = Place.objects.in_bulk(list(wanted))
    missing: dict[str, gazetteer.Place] = {}
    for id_ in wanted - rows.keys():
        above: str | None = id_
        while above is not None and above not in missing:
            missing[above] = gazetteer.place(above)
            above = missing[above].parent
    rows |= Place.objects.in_bulk(list(missing.keys() - wanted))
    new = [convert.to_row(one) for one in missing.values() if one.id not in rows]
    copy_rows(Place, convert.COLUMNS, map(convert.values, new), unless_there=True)
    return rows | {row.id: row for row in new}
