"""Every write on organizations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.agreements import PartialDate
from twinpact.vocabularies import find_words
from website.accounts.models import Office, User
from website.accounts.permissions import PUBLISH, WRITE, require
from website.actors.models import NetworkMembership, Organization
from website.places.actions import enter_places
from website.places.models import Place
from website.sources.models import Source
from website.tables.partial_date import date_columns

LONGEST = 300
Body = tuple[str, str | None]


class NotANetworkError(Exception):
    """The organization of this name is no network, so that nobody can belong to it."""


class AlreadyAMemberError(Exception):
    """The office has recorded this membership since this day already."""


class MembershipChangedMeanwhileError(Exception):
    """Somebody else saved the membership after this person opened it."""


@transaction.atomic
def enter_organizations(bodies: Iterable[Body]) -> dict[Body, Organization]:
    """The bodies of these names that act for these territories (place id), made where new.

    Their kind is read from the name ("Universidad de Antioquia"); a name that does not say it is
    taken for the territory's own government, which is who signs twinnings by default.
    """
    wanted = {(name[:LONGEST], place) for name, place in bodies}
    if not wanted:
        return {}
    known = _named(wanted)
    Organization.objects.bulk_create(
        [
            Organization(name=name, place_id=place, kind=kind_of(name))
            for name, place in wanted - known.keys()
        ],
        ignore_conflicts=True,
    )
    return _named(wanted)


def _named(wanted: set[Body]) -> dict[Body, Organization]:
    found = Organization.objects.filter(name__in={name for name, _ in wanted})
    return {(one.name, one.place_id): one for one in found if (one.name, one.place_id) in wanted}


def kind_of(name: str) -> str:
    """The kind of organization that a name tells of."""
    said = find_words("organization_kinds", name)
    return said[0].term.code if said else "government"


def name_organization(name: str, *, kind: str | None = None) -> Organization:
    """The body of this name, made where it is new.

    Where one body of the register bears the name, it is that one, with the kind that it has.
    A new one gets ``kind``, or the kind that its name tells of, and no territory.
    """
    named = list(Organization.objects.filter(name=name[:LONGEST]).order_by("pk")[:2])
    if len(named) == 1:
        return named[0]
    found, _new = Organization.objects.get_or_create(
        name=name[:LONGEST], place=None, defaults={"kind": kind or kind_of(name)}
    )
    return found


@dataclass(frozen=True, slots=True)
class Belonging:
    """What is told of a membership; the member is a body's name or the id of a territory."""

    network: str
    starts: PartialDate
    ends: PartialDate
    organization: int | None = None
    body: str = ""
    place: str | None = None
    role: str | None = None
    locator: str = ""


@transaction.atomic
def record_membership(
    *, office: Office, told: Belonging, source: Source, by: User, at: datetime
) -> NetworkMembership:
    """Record that a territory or a body belongs to a network, as a source says.

    Raises:
        NotAllowedError: The person may not write in the office.
        NotANetworkError: The network's name is that of another kind of body, or of the member.
        AlreadyAMemberError: The office has this membership since this day already.
    """
    require(by, WRITE, office)
    member = _member(told)
    row = NetworkMembership(office=office, network=_network(told.network), **member)
    same = NetworkMembership.register.filter(
        office=office, network=row.network, starts_earliest=told.starts.earliest, **member
    )
    if row.organization_id == row.network.pk:
        raise NotANetworkError(_("A network cannot belong to itself."))
    Organization.objects.select_for_update().get(pk=row.network.pk)  # one by one
    if same.exists():
        raise AlreadyAMemberError(_("Your office has recorded this membership already."))
    return _write(row, told, source, by, at)


@transaction.atomic
def change_membership(
    *, pk: int, version: int, told: Belonging, source: Source, by: User, at: datetime
) -> NetworkMembership:
    """Change since when, until when and as what somebody belongs to a network.

    Raises:
        NotAllowedError: The person may not write in the office that keeps it.
        MembershipChangedMeanwhileError: ``version`` is no longer the latest one.
        AlreadyAMemberError: The office has the membership since this day in another row.
    """
    row = NetworkMembership.register.select_for_update(of=("self",)).get(pk=pk)
    require(by, WRITE, row.office)
    if row.version != version:
        raise MembershipChangedMeanwhileError(
            _("Somebody else changed this membership after you opened it.")
        )
    Organization.objects.select_for_update().get(pk=row.network_id)
    others = NetworkMembership.register.exclude(pk=pk).filter(
        office=row.office, network=row.network_id, organization=row.organization_id,
        place=row.place_id, starts_earliest=told.starts.earliest,
    )  # fmt: skip
    if others.exists():
        raise AlreadyAMemberError(_("Your office has recorded this membership already."))
    row.version += 1
    return _write(row, told, source, by, at)


@transaction.atomic
def publish_membership(*, pk: int, public: bool, by: User, at: datetime) -> NetworkMembership:
    """Show a membership to the public, or take it out of its sight.

    Raises:
        NotAllowedError: The person may not publish in the office that keeps it.
    """
    row = NetworkMembership.register.select_for_update(of=("self",)).get(pk=pk)
    require(by, PUBLISH, row.office)
    if public != (row.published_at is not None):
        row.published_at = at if public else None
        row.version += 1
        row.save(update_fields=["published_at", "version"])
    return row


def _network(name: str) -> Organization:
    found = name_organization(name, kind="network")
    if found.kind != "network":
        raise NotANetworkError(
            _("%(name)s stands in the register as a body that is no network.") % {"name": name}
        )
    return found


def _member(told: Belonging) -> dict[str, Organization | Place | None]:
    if told.place is not None:
        return {"organization": None, "place": enter_places([told.place])[told.place]}
    body = (
        name_organization(told.body)
        if told.organization is None
        else Organization.objects.get(pk=told.organization)
    )
    return {"organization": body, "place": None}


def _write(
    row: NetworkMembership, told: Belonging, source: Source, by: User, at: datetime
) -> NetworkMembership:
    dates = date_columns("starts", told.starts) | date_columns("ends", told.ends)
    for column, value in dates.items():
        setattr(row, column, value)
    row.role, row.source, row.locator = told.role, source, told.locator
    row.changed_at, row.changed_by = at, by
    row.save()
    return row
