"""The report on a programme, brought as a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import PUBLISH
from website.agreements.actions.documents import Paper, file_document, keep
from website.agreements.models import Agreement, Document
from website.plans.actions.evaluating import receive_report
from website.plans.actions.holding import hold
from website.plans.models import Programme
from website.plans.permissions import require_on


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file as it was brought, and what it was called."""

    chunks: Iterable[bytes]
    filename: str


@transaction.atomic
def receive_report_file(
    *, pk: int, on: date, file: BroughtFile, by: User, at: datetime
) -> Programme:
    """Say that the report was received, and keep it with the papers of the agreement.

    Raises:
        NotAllowedError: The person may not decide for any side.
        FileRefusedError: The file is too large, of another kind, or hostile.
        DayAheadError: The day has not come yet.
    """
    programme = hold(pk)
    require_on(by, PUBLISH, programme)
    agreement = Agreement.register.select_for_update().get(pk=programme.agreement_id)
    title = _("Report on the programme %(year)s") % {"year": programme.year}
    document = file_document(
        agreement=agreement,
        paper=Paper(Document.Kind.REPORT, title),
        kept=keep(file.chunks, filename=file.filename),
        signed=None,
        by=by,
        at=at,
    )
    return receive_report(pk=pk, on=on, report=document.pk, by=by, at=at)
