"""What a file of IATI says beyond the columns of our table: kept with the agreements it is of."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from twinpact.formats.iati_reading import agreements_from_iati
from website.accounts.models import User
from website.exchange.models import Import, ImportRow
from website.iati.actions import Came, forget_came, keep_came

Outcome = ImportRow.Outcome


def attach_iati(batch: Import, *, by: User, at: datetime) -> None:
    """Keep what the file says of the agreements that were written now, with its programmes.

    Does nothing of a file that is not IATI.
    """
    if "iati" not in batch.summary:
        return
    with batch.file.open("rb") as file:
        found = agreements_from_iati(file.read())
    by_key = {" ".join(one.identifier.split()): one for one in reversed(found)}
    rows = batch.rows.filter(Q(applied_at=at) | Q(outcome=Outcome.KNOWN)).exclude(
        Q(agreement=None) | Q(outcome=Outcome.GONE)
    )
    came = [
        Came(agreement, by_key[raw["key"]])
        for agreement, raw in rows.order_by("position").values_list("agreement_id", "raw")
        if raw.get("key") in by_key
    ]
    keep_came(office=batch.office, came=came, brought_by=batch.pk, by=by, at=at)


def detach_iati(batch: Import, agreements: Sequence[int], *, by: User) -> None:
    """Take back what the import kept with agreements."""
    if "iati" in batch.summary:
        forget_came(office=batch.office, pks=agreements, brought_by=batch.pk, by=by)
