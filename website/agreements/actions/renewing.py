"""After a place changed: what agreements are found by, and what the checks say of them."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db import transaction

from website.accounts.models import User
from website.agreements import convert
from website.agreements.findings import check_agreements
from website.agreements.models import Agreement
from website.agreements.queries import with_all

BATCH = 500


@transaction.atomic
def tell_agreements(pks: Iterable[int], *, by: User, at: datetime) -> None:
    """Write anew what these agreements are found by, run their checks, and note who changed them.

    Who has one of them open is told that it changed meanwhile.
    """
    waiting = iter(sorted(set(pks)))
    while chunk := list(islice(waiting, BATCH)):
        rows = list(
            with_all(Agreement.register.select_for_update(of=("self",)).filter(pk__in=chunk))
        )
        words = convert.SearchWords()
        for row in rows:
            row.search = words.text(convert.to_library(row))
            row.version += 1
            row.changed_at, row.changed_by = at, by
        Agreement.register.bulk_update(
            rows, ["search", "version", "changed_at", "changed_by"], batch_size=BATCH
        )
        check_agreements(chunk, on=at.date())
