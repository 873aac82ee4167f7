"""Removing agreements from the register; the history keeps what they said."""

from collections.abc import Collection
from datetime import datetime

import pghistory
from django.db import transaction

from website.accounts.models import Office, User
from website.accounts.permissions import PUBLISH, WRITE, require
from website.agreements.findings import found_with, recheck_register
from website.agreements.models import Agreement, Publication
from website.tables.deleting import delete_rows

PUBLISHED = Publication.PUBLISHED


@transaction.atomic
def remove_agreements(
    *, pks: Collection[int], by: User, at: datetime, reason: str, recheck: bool = True
) -> int:
    """Remove agreements with their parts, statements and findings; how many they were.

    The history keeps every row that goes, with the person, the moment and the reason. Agreements
    that are gone already are left out of the count.

    Raises:
        NotAllowedError: The person may not write in an agreement's office, or not take back
            what the public sees of it.
    """
    rows = Agreement.register.filter(pk__in=pks).select_for_update().order_by("pk")
    locked = list(rows.values_list("pk", "office_id", "publication"))
    keys = {pk for pk, _office, _publication in locked}
    offices = Office.objects.in_bulk({office for _pk, office, _publication in locked})
    for office in offices.values():
        require(by, WRITE, office)
    for office_id in {office for _pk, office, shown in locked if shown == PUBLISHED}:
        require(by, PUBLISH, offices[office_id])
    touched = found_with(keys) if recheck else set()
    with pghistory.context(user=by.pk, act="remove_agreements", reason=reason):
        delete_rows(Agreement, keys)
    for office in offices.values() if recheck else ():
        recheck_register(office, touched, on=at.date())
    return len(keys)
