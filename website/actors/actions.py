"""Every write on organizations."""

from collections.abc import Iterable

from django.db import transaction

from twinpact.vocabularies import find_words
from website.actors.models import Organization

LONGEST = 300
Body = tuple[str, str | None]


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
