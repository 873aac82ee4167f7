"""Deciding what names and places mean, so that nobody is asked twice."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from twinpact.vocabularies import fold
from website.accounts.models import User
from website.accounts.permissions import require_tending
from website.places.models import DifferentPlaces, Place, SettledName


@transaction.atomic
def keep_apart(*, one: str, other: str, by: User, at: datetime) -> DifferentPlaces:
    """Remember that two places are not the same; they are not suggested again.

    Raises:
        NotAllowedError: The person may not tend the places.
    """
    require_tending(by)
    # In the order of the database, whose collation need not be Python's.
    first, second = Place.objects.filter(pk__in=(one, other)).order_by("pk")
    row, _ = DifferentPlaces.objects.get_or_create(
        first=first, second=second, defaults={"by": by, "at": at}
    )
    return row


@transaction.atomic
def remember_names(
    *, written: Iterable[str], country: str, place: Place, by: User, at: datetime
) -> None:
    """Remember which territory a written name of a country means; the last word counts.

    Raises:
        NotAllowedError: The person may not tend the places.
    """
    require_tending(by)
    for folded in {fold(name)[:300] for name in written} - {""}:
        SettledName.objects.update_or_create(
            folded=folded, country=country, defaults={"place": place, "by": by, "at": at}
        )
