"""Entering the counts that somebody published."""

from collections.abc import Sequence

from django.db import transaction

from twinpact.indicators.published_counts import PublishedCount as Count
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.agreements.models import PublishedCount
from website.places.actions import enter_places
from website.sources.models import Source


@transaction.atomic
def enter_published_counts(
    *,
    office: Office,
    counts: Sequence[Count],
    sources: dict[str, Source],
    by: User,
    published: bool = False,
) -> int:
    """Enter published counts that the register does not have yet; how many they were.

    ``sources`` holds the source of each name that the counts give.

    Raises:
        NotAllowedError: The person may not write in the office.
        UnknownPlaceError: A count is of a territory that the gazetteer does not have.
    """
    require(by, WRITE, office)
    territories = enter_places(count.territory for count in counts)
    entered = 0
    for count in counts:
        _, new = PublishedCount.objects.get_or_create(
            territory=territories[count.territory],
            level=count.level,
            form_class=count.form,
            region=count.region,
            unit=count.unit,
            source=sources[count.source],
            defaults={
                "value": count.value,
                "as_of": count.as_of or "",
                "written": count.written or "",
                "locator": count.locator or "",
                "published": published,
            },
        )
        entered += new
    return entered
