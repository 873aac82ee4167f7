"""Bringing the report of a visit."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.agreements.actions.documents.storing import keep
from website.visits.models import TripReport, Visit


class EmptyReportError(Exception):
    """A report says something, in a text or in a file."""


@transaction.atomic
def bring_report(
    *,
    visit: int,
    text: str,
    chunks: Iterable[bytes] | None,
    filename: str = "",
    by: User,
    at: datetime,
) -> TripReport:
    """Keep the report of a visit; a new file takes the place of the one before, whose bytes go.

    Without ``chunks`` the file that is there stays.

    Raises:
        NotAllowedError: The person may not write in the visit's office.
        EmptyReportError: There is neither a text nor a file.
        FileRefusedError: The file is too large, of another kind, or hostile.
    """
    row = Visit.register.select_for_update(of=("self",)).get(pk=visit)
    require(by, WRITE, row.office)
    report = TripReport.objects.filter(visit=row).first() or TripReport(visit=row)
    report.text = text
    if chunks is not None:
        kept = keep(chunks, filename=filename)
        if report.file:
            storage, before = report.file.storage, str(report.file.name)
            transaction.on_commit(lambda: storage.delete(before))
        report.file, report.file_kind, report.filename = kept.file, kept.kind.code, kept.called
        report.size, report.sha256 = kept.size, kept.sha256
    if not report.text and not report.file:
        raise EmptyReportError(_("Write the report, or bring a file."))
    report.brought_at, report.brought_by = at, by
    report.save()
    return report
