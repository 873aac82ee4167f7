"""Merging two places that are one, and taking that back.

Everything that points at the merged place is moved to the other, in one transaction. The merged
place stays as a record and its id leads to the other. ``PlaceAct.changes`` keeps which rows were
moved, so that a merge can be taken back without touching what others wrote since.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import require_tending
from website.actors.models import NetworkMembership, Organization
from website.agreements.actions.renewing import tell_agreements
from website.agreements.models import Party, PublishedCount
from website.places import convert, territories
from website.places.actions import enter_places
from website.places.models import Place, PlaceAct
from website.sources.models import Source


class MergeRefusedError(Exception):
    """The two places cannot be merged, or the merge cannot be taken back; the message says why."""


Moved = dict[str, Any]


@transaction.atomic
def merge_places(
    *, pk: str, into: str, reason: str, source: Source | None = None, by: User, at: datetime
) -> PlaceAct:
    """Merge the place ``pk`` into another: all that points at it points at the other from now on.

    Raises:
        NotAllowedError: The person may not tend the places.
        MergeRefusedError: They cannot be one place, or somebody else was quicker.
        UnknownPlaceError: Nobody knows the other place.
    """
    require_tending(by)
    if not Place.objects.filter(pk=into).exists():
        enter_places([into])
    place, other = _locked(pk, into)
    _refuse_what_cannot_be(place, other)
    agreements = list(Party.objects.filter(place=place).values_list("agreement_id", flat=True))
    changes: Moved = {name: move(place, other) for name, move in MOVES.items()}
    changes["further"] = {name: one.move(place, other) for name, one in FURTHER.items()}
    changes["names"] = _take_names(place, other)
    place.merged_into, place.by_hand, place.version = other, True, place.version + 1
    place.save(update_fields=["merged_into", "by_hand", "version"])
    act = PlaceAct.objects.create(
        place=place,
        other=other,
        kind=PlaceAct.Kind.MERGED,
        changes=changes,
        reason=reason,
        source=source,
        at=at,
        by=by,
    )
    territories.forget()
    tell_agreements(agreements, by=by, at=at)
    return act


def _locked(pk: str, into: str) -> tuple[Place, Place]:
    """Both rows, locked in the order of their ids, so that two merges wait and never block."""
    rows = {
        row.pk: row
        for row in Place.objects.select_for_update().filter(pk__in=(pk, into)).order_by("pk")
    }
    return rows[pk], rows[into]


def _refuse_what_cannot_be(place: Place, other: Place) -> None:
    if place.pk == other.pk:
        raise MergeRefusedError(_("A place cannot be merged into itself. Choose another one."))
    for row in (place, other):
        if row.merged_into is not None:
            raise MergeRefusedError(
                _("%(place)s was merged into %(other)s already. Nothing was changed now.")
                % {"place": row.name, "other": row.merged_into.name}
            )
    if place.level == "country" or other.level == "country":
        raise MergeRefusedError(_("A country cannot be merged with another place."))
    if place.country != other.country:
        raise MergeRefusedError(
            _("The two places lie in different countries. Correct the country of one first.")
        )
    if other.parent_id != place.pk and _lies_in(other, place):
        raise MergeRefusedError(
            _("%(other)s lies deep inside %(place)s. Merge it the other way round.")
            % {"other": other.name, "place": place.name}
        )
    both = Party.objects.filter(place=other, agreement__parties__place=place)
    if first := both.first():
        raise MergeRefusedError(
            _("Agreement number %(number)s names both as parties, so they cannot be one place.")
            % {"number": first.agreement_id}
        )


def _lies_in(inner: Place, outer: Place) -> bool:
    above = inner.parent
    while above is not None:
        if above.pk == outer.pk:
            return True
        above = above.parent
    return False


def _move_parties(place: Place, other: Place) -> list[int]:
    rows = Party.objects.filter(place=place).order_by("pk")
    moved = list(rows.values_list("pk", flat=True))
    rows.update(place=other)
    return moved


def _move_bodies(place: Place, other: Place) -> list[int]:
    """Bodies whose name the other place has not; see ``_move_signatures`` for the rest."""
    there = Organization.objects.filter(place=other).values("name")
    rows = Organization.objects.filter(place=place).exclude(name__in=there).order_by("pk")
    moved = list(rows.values_list("pk", flat=True))
    Organization.objects.filter(pk__in=moved).update(place=other)
    return moved


def _move_signatures(place: Place, other: Place) -> list[list[int]]:
    """Where both have a body of the same name, what one signed is signed by the other's."""
    twins = dict(Organization.objects.filter(place=other).values_list("name", "pk"))
    moved = []
    for name, pk in Organization.objects.filter(place=place).values_list("name", "pk"):
        if name not in twins:
            continue
        rows = Party.objects.filter(organization=pk).order_by("pk")
        moved += [[party, pk, twins[name]] for party in rows.values_list("pk", flat=True)]
        rows.update(organization=twins[name])
    return moved


COUNTED = ("level", "form_class", "region", "unit", "source_id")


def _move_counts(place: Place, other: Place) -> list[int]:
    """Published counts; one that the other has of the same source stays where it is."""
    there = set(PublishedCount.objects.filter(territory=other).values_list(*COUNTED))
    rows = PublishedCount.objects.filter(territory=place).order_by("pk")
    moved = [row.pk for row in rows if tuple(getattr(row, one) for one in COUNTED) not in there]
    PublishedCount.objects.filter(pk__in=moved).update(territory=other)
    return moved


def _move_parts(place: Place, other: Place) -> list[str]:
    rows = Place.objects.filter(parent=place).exclude(pk=other.pk).order_by("pk")
    moved = list(rows.values_list("pk", flat=True))
    rows.update(parent=other, by_hand=True)
    return moved


def _move_parent(place: Place, other: Place) -> str | None:
    """Where the place holds the other, the other takes its seat; the id of the place then."""
    if other.parent_id != place.pk:
        return None
    other.parent_id = place.parent_id
    other.save(update_fields=["parent"])
    return place.pk


#: What points at a place, and how it is moved. A test knows of every foreign key to places.
MOVES: dict[str, Callable[[Place, Place], object]] = {
    "signatures": _move_signatures,
    "bodies": _move_bodies,
    "parties": _move_parties,
    "counts": _move_counts,
    "parts": _move_parts,
    "parent": _move_parent,
}


@dataclass(frozen=True, slots=True)
class Pointing:
    """A column that points at places, and the columns beside which each place stands once."""

    model: type[Model]
    column: str
    once_in: tuple[str, ...] = ()

    def move(self, place: Place, other: Place) -> list[int]:
        """Move the rows of a place; what stands for the other already stays where it is."""
        rows = self.model._base_manager.filter(**{self.column: place}).order_by("pk")
        if self.once_in:
            held = self.model._base_manager.filter(**{self.column: other})
            there = set(held.values_list(*self.once_in))
            keys = [key for key, *told in rows.values_list("pk", *self.once_in)
                    if tuple(told) not in there]  # fmt: skip
        else:
            keys = list(rows.values_list("pk", flat=True))
        self.model._base_manager.filter(pk__in=keys).update(**{self.column: other})
        return keys

    def move_back(self, keys: Sequence[int], place: Place, other: Place) -> None:
        """Move back the rows that still stand for the other."""
        rows = self.model._base_manager.filter(pk__in=keys, **{self.column: other})
        rows.update(**{self.column: place})


#: What else points at places. Rooms above add their own in the ``ready`` of their apps.
FURTHER: dict[str, Pointing] = {
    "networks": Pointing(
        NetworkMembership, "place", ("office_id", "network_id", "starts_earliest")
    ),
}


def _take_names(place: Place, other: Place) -> list[str]:
    """The names of the merged place become other names of the one that stays."""
    known = {other.name, *other.names.values(), *other.other_names}
    names = dict.fromkeys((place.name, *place.names.values(), *place.other_names))
    new = [name for name in names if name not in known]
    _name(other, [*other.other_names, *new])
    return new


def _name(row: Place, other_names: Sequence[str]) -> None:
    row.other_names, row.by_hand, row.version = list(other_names), True, row.version + 1
    row.search = convert.search_text(row.name, *row.names.values(), *row.other_names)
    row.save(update_fields=["other_names", "by_hand", "version", "search"])


@transaction.atomic
def undo_merge(*, pk: int, reason: str, by: User, at: datetime) -> PlaceAct:
    """Take a merge back: what it moved, and nobody has written anew since, goes back.

    Raises:
        NotAllowedError: The person may not tend the places.
        MergeRefusedError: It was taken back already, or the other place was merged since.
    """
    require_tending(by)
    merge = PlaceAct.objects.filter(kind=PlaceAct.Kind.MERGED, other__isnull=False)
    found = merge.values_list("place_id", "other_id").get(pk=pk)
    place, other = _locked(str(found[0]), str(found[1]))
    act = PlaceAct.objects.select_for_update(of=("self",)).get(pk=pk)
    if act.taken_back:
        raise MergeRefusedError(_("This merge was taken back already. Nothing was changed now."))
    if other.merged_into is not None:
        raise MergeRefusedError(
            _("%(place)s was itself merged into %(other)s since. Take that merge back first.")
            % {"place": other.name, "other": other.merged_into.name}
        )
    moved = act.changes
    back = _move_back(moved, place, other)
    _name(other, [name for name in other.other_names if name not in moved["names"]])
    place.merged_into, place.version = None, place.version + 1
    place.save(update_fields=["merged_into", "version"])
    act.taken_back = True
    act.save(update_fields=["taken_back"])
    territories.forget()
    tell_agreements(back, by=by, at=at)
    gone = len(moved["parties"]) - len(back)
    return PlaceAct.objects.create(
        place=place,
        other=other,
        kind=PlaceAct.Kind.TAKEN_APART,
        changes={"parties": len(back), "stayed": gone},
        reason=reason,
        at=at,
        by=by,
    )


def _move_back(moved: Moved, place: Place, other: Place) -> list[int]:
    """Move back the rows that still stand where the merge put them; the agreements concerned."""
    parties = Party.objects.filter(pk__in=moved["parties"], place=other)
    rows = list(parties.values_list("pk", "agreement_id"))
    Party.objects.filter(pk__in=[pk for pk, _ in rows]).update(place=place)
    here = {pk for pk, _ in rows}
    for party, was, became in moved["signatures"]:
        if party in here:
            Party.objects.filter(pk=party, organization=became).update(organization=was)
    Organization.objects.filter(pk__in=moved["bodies"], place=other).update(place=place)
    PublishedCount.objects.filter(pk__in=moved["counts"], territory=other).update(territory=place)
    Place.objects.filter(pk__in=moved["parts"], parent=other).update(parent=place)
    for name, keys in moved.get("further", {}).items():
        if name in FURTHER:
            FURTHER[name].move_back(keys, place, other)
    if moved["parent"] and other.parent_id == place.parent_id:
        other.parent = place
        other.save(update_fields=["parent"])
    return [agreement for _, agreement in rows]
