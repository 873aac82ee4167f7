"""Entering a place by hand, and correcting what the register says of one."""

from dataclasses import asdict, dataclass, field, fields
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import require_tending
from website.places import convert, territories
from website.places.actions.entering import enter_places
from website.places.models import Place, PlaceAct
from website.sources.models import Source


class PlaceChangedMeanwhileError(Exception):
    """Somebody else changed the place after this person opened it."""


class HoldsItselfError(Exception):
    """The place would lie inside itself."""


class IdTakenError(Exception):
    """Another place of the register has the same id in an outside list."""


class NothingChangedError(Exception):
    """What the person says is what the register says already."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What people may say of a place. ``parent`` is an id; what is not known is None."""

    name: str
    level: str
    parent: str | None
    names: dict[str, str] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    iso_3166_2: str | None = None
    geonames_id: int | None = None
    wikidata_id: str | None = None


FIELDS = tuple(one.name for one in fields(Facts))
IDS = ("iso_3166_2", "geonames_id", "wikidata_id")


def facts_of(row: Place) -> Facts:
    """What the register says of a place."""
    plain = {name: getattr(row, name) for name in FIELDS if name not in ("parent", "other_names")}
    return Facts(**plain, parent=row.parent_id, other_names=tuple(row.other_names))


@transaction.atomic
def add_place(*, facts: Facts, reason: str, source: Source, by: User, at: datetime) -> Place:
    """Enter a place that the gazetteer does not have; it gets a number of this register.

    Raises:
        NotAllowedError: The person may not tend the places.
        IdTakenError: Another place has one of the outside ids.
        UnknownPlaceError: Nobody knows the territory that holds it.
    """
    require_tending(by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('places_own_number')")
        [number] = cursor.fetchone()
    row = Place(id=f"tp{number}", by_hand=True, source=source)
    _say(row, facts)
    row.save(force_insert=True)
    PlaceAct.objects.create(
        place=row,
        kind=PlaceAct.Kind.ENTERED,
        changes={name: [None, value] for name, value in _json(facts).items() if value},
        reason=reason,
        source=source,
        at=at,
        by=by,
    )
    territories.forget()
    return row


@transaction.atomic
def correct_place(
    *, pk: str, version: int, facts: Facts, reason: str, source: Source, by: User, at: datetime
) -> PlaceAct:
    """Correct what the register says of a place; later imports leave the correction alone.

    Raises:
        NotAllowedError: The person may not tend the places.
        PlaceChangedMeanwhileError: ``version`` is no longer the latest one, or it was merged.
        HoldsItselfError: The new parent lies inside the place.
        IdTakenError: Another place has one of the outside ids.
        NothingChangedError: Every fact is as it was.
    """
    require_tending(by)
    row = Place.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.version != version or row.merged_into_id is not None:
        raise PlaceChangedMeanwhileError(
            _("Somebody else changed this place after you opened it. Open it anew.")
        )
    before, after = _json(facts_of(row)), _json(facts)
    changed = {name: [before[name], after[name]] for name in FIELDS if before[name] != after[name]}
    if not changed:
        raise NothingChangedError(_("Nothing is different from what the register says already."))
    _say(row, facts)
    row.by_hand, row.version = True, row.version + 1
    row.save()
    territories.forget()
    return PlaceAct.objects.create(
        place=row,
        kind=PlaceAct.Kind.CORRECTED,
        changes=changed,
        reason=reason,
        source=source,
        at=at,
        by=by,
    )


def _json(facts: Facts) -> dict[str, object]:
    return asdict(facts) | {"other_names": list(facts.other_names)}


def _say(row: Place, facts: Facts) -> None:
    """Write the facts into a row; country and region follow from what holds the place."""
    parent = enter_places([facts.parent])[facts.parent] if facts.parent else None
    if parent is not None:
        _refuse_circle(row, parent)
    _refuse_taken(row, facts)
    for name in FIELDS:
        if name not in ("parent", "other_names"):
            setattr(row, name, getattr(facts, name))
    row.parent, row.other_names = parent, list(facts.other_names)
    if parent is not None:
        row.country, row.region = parent.country, parent.region
    row.search = convert.search_text(row.name, *row.names.values(), *row.other_names)


def _refuse_circle(row: Place, parent: Place) -> None:
    above: Place | None = parent
    while above is not None:
        if above.pk == row.pk:
            raise HoldsItselfError(
                _("%(parent)s lies inside %(place)s, so it cannot hold it.")
                % {"parent": parent, "place": row}
            )
        above = above.parent


def _refuse_taken(row: Place, facts: Facts) -> None:
    for name in IDS:
        value = getattr(facts, name)
        if value is None:
            continue
        others = Place.objects.filter(**{name: value}).exclude(pk=row.pk)
        if name != "iso_3166_2":  # the database keeps this one apart even where one was merged
            others = others.filter(merged_into=None)
        if other := others.first():
            raise IdTakenError(
                _("%(place)s has the number %(number)s already. If it is the same, merge them.")
                % {"place": f"{other.name} ({other.pk})", "number": value}
            )
