"""Settling what a written name means, in all agreements that write it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from website.accounts.models import User
from website.accounts.permissions import WRITE, offices_where, require_tending
from website.agreements.actions.renewing import tell_agreements
from website.agreements.findings import forget_reading
from website.agreements.models import AgreementStatement, Party
from website.agreements.unplaced import parties_written
from website.places.actions import enter_places, remember_names
from website.places.models import Place


@dataclass(frozen=True, slots=True)
class Settled:
    """How many parties have their territory now, and how many could not get it.

    ``left`` are parties of agreements that name the territory already.
    """

    place: Place
    placed: int
    left: int


@transaction.atomic
def settle_name(
    *, written: Sequence[str], country: str, place: str, by: User, at: datetime
) -> Settled:
    """Say which territory a written name means: for all parties so written, and later files.

    ``country`` is the code of the country that the sources give beside the name, or empty. Only
    agreements of the offices where the person may write are changed.

    Raises:
        NotAllowedError: The person may not tend the places.
        UnknownPlaceError: Nobody knows the territory.
    """
    require_tending(by)
    row = enter_places([place])[place]
    found = parties_written(offices_where(by, WRITE), written, country)
    taken = set(
        Party.objects.filter(place=row, agreement__in=[one.agreement_id for one in found])
        .order_by()
        .values_list("agreement_id", flat=True)
    )
    placed = []
    for party in found:
        if party.agreement_id not in taken:
            taken.add(party.agreement_id)
            placed.append(party)
    Party.objects.filter(pk__in=[one.pk for one in placed]).update(place=row, candidates=[])
    _read_as(placed, row)
    remember_names(written=written, country=country, place=row, by=by, at=at)
    tell_agreements([one.agreement_id for one in placed], by=by, at=at)
    return Settled(row, len(placed), len(found) - len(placed))


def _read_as(parties: Sequence[Party], place: Place) -> None:
    """What the sources wrote stays; from now on it is read as the territory."""
    by_field: dict[str, list[int]] = {}
    for party in parties:
        by_field.setdefault(f"party_{party.position}", []).append(party.agreement_id)
    for field, agreements in by_field.items():
        AgreementStatement.objects.filter(
            agreement__in=agreements, field=field, preferred=True, unavailable=False
        ).update(value=place.pk)
    forget_reading((party.agreement_id, f"party_{party.position}") for party in parties)
