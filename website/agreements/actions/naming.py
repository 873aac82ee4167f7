"""Correcting a place, with the agreements that are found by its names."""

from datetime import datetime

from django.db import transaction

from website.accounts.models import User
from website.agreements.actions.renewing import tell_agreements
from website.agreements.models import Party
from website.places import actions as places
from website.places.actions import Facts
from website.places.models import PlaceAct
from website.sources.models import Source


@transaction.atomic
def correct_place(
    *, pk: str, version: int, facts: Facts, reason: str, source: Source, by: User, at: datetime
) -> PlaceAct:
    """Correct a place, and let its agreements be found and checked by what it says now.

    Raises:
        NotAllowedError, PlaceChangedMeanwhileError, HoldsItselfError, IdTakenError,
        NothingChangedError: As ``places.actions.correct_place``.
    """
    act = places.correct_place(
        pk=pk, version=version, facts=facts, reason=reason, source=source, by=by, at=at
    )
    if act.changes.keys() & {"name", "names", "level", "parent"}:
        parties = Party.objects.filter(place=pk)
        tell_agreements(parties.values_list("agreement_id", flat=True), by=by, at=at)
    return act
