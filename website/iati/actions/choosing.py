"""Choosing which published agreements go out in IATI."""

from collections.abc import Collection

import pghistory
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from website.accounts.models import Office, User
from website.accounts.permissions import PUBLISH, require
from website.iati.models import IatiRecord
from website.iati.queries import choosable, identifier_of, settings_of


class NotSettledError(Exception):
    """The office has not said yet how it is called in IATI."""


class IdentifierTakenError(Exception):
    """Another agreement goes out under the identifier."""


@transaction.atomic
def choose_agreements(
    *, office: Office, goes_out: bool, by: User, pks: Collection[int] | None = None
) -> int:
    """Let published agreements go out, or keep them in: these, or all. Gives how many.

    Whatever goes out for the first time gets its identifier, which it keeps for ever.

    Raises:
        NotAllowedError: The person may not publish in the office.
        NotSettledError: The office has no identifier of an organisation.
        IdentifierTakenError: Another agreement goes out under one of the identifiers.
    """
    require(by, PUBLISH, office)
    settled = settings_of(office)
    if settled is None:
        raise NotSettledError(_("Say first how the office is called in IATI."))
    rows = choosable(office).select_for_update(of=("self",)).order_by("pk")
    if pks is not None:
        rows = rows.filter(pk__in=pks)
    found = list(rows.only("pk", "office_id"))
    known = IatiRecord.objects.in_bulk([row.pk for row in found])
    changed = [row for row in found if _goes_out(known.get(row.pk)) != goes_out]
    records = [
        IatiRecord(agreement=row, identifier=identifier_of(row, settled), goes_out=goes_out)
        if row.pk not in known
        else _chosen(known[row.pk], identifier_of(row, settled), goes_out)
        for row in changed
    ]
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, act="choose_for_iati"):
            IatiRecord.objects.bulk_create(
                records,
                batch_size=1000,
                update_conflicts=True,
                unique_fields=["agreement"],
                update_fields=["identifier", "goes_out"],
            )
    except IntegrityError as twice:
        raise IdentifierTakenError(
            _("Another agreement of the register goes out under the same IATI identifier already.")
        ) from twice
    return len(records)


def _goes_out(record: IatiRecord | None) -> bool:
    return record is not None and record.goes_out


def _chosen(record: IatiRecord, identifier: str, goes_out: bool) -> IatiRecord:
    record.identifier = record.identifier or identifier
    record.goes_out = goes_out
    return record
