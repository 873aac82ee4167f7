"""A spreadsheet of a programme: read first, taken over when somebody has looked at it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.agreements.findings import Finding
from twinpact.formats.plans import likeliest_programme_table, read_programme_table
from twinpact.formats.table import Limits
from twinpact.formats.tables import read_tables
from twinpact.plans import Programme as Content
from website.accounts.models import User
from website.accounts.permissions import WRITE
from website.plans import convert
from website.plans.actions.holding import check_drafting, hold
from website.plans.actions.writing import replace_content
from website.plans.models import Programme, ProgrammeSheet
from website.plans.permissions import require_on

#: A year's programme is no larger than this; it is read while the person waits.
LIMITS = Limits(bytes=20_000_000, unpacked_bytes=200_000_000, cells=400_000, columns=200)


class NothingReadError(Exception):
    """The file holds no table with the column of activities."""


@transaction.atomic
def read_sheet(
    *, pk: int, content: bytes, filename: str, by: User, at: datetime
) -> ProgrammeSheet:
    """Read a spreadsheet of a programme; nothing is taken over yet.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotBeingDraftedError: The programme lies before the sides, or is agreed.
        UnreadableFileError: It is no spreadsheet that can be read.
        NothingReadError: No activity was found in it.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    check_drafting(programme)
    empty = Content(convert.code_of(programme), str(programme.agreement_id), programme.year)
    table = likeliest_programme_table(read_tables(content, name=filename, limits=LIMITS))
    told, findings, _remarks = read_programme_table(table, empty)
    if not told.activities:
        raise NothingReadError(
            _("No activity was found in this file. Name one of its columns “Activity”.")
        )
    row, _made = ProgrammeSheet.objects.update_or_create(
        programme=programme,
        defaults={
            "version": programme.version,
            "filename": filename[:200],
            "content": convert.to_content(told),
            "findings": [_kept(one) for one in findings],
            "read_at": at,
            "read_by": by,
        },
    )
    return row


@transaction.atomic
def take_sheet(*, pk: int, by: User) -> Programme:
    """Take over the spreadsheet that was read, in the place of what is written.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotBeingDraftedError: The programme lies before the sides, or is agreed.
        ChangedMeanwhileError: Somebody changed the programme since the file was read.
        ProgrammeSheet.DoesNotExist: No file waits.
    """
    sheet = ProgrammeSheet.objects.select_for_update().get(programme=pk)
    told = convert.of_content(sheet.content)
    programme = replace_content(pk=pk, content=told, version=sheet.version, by=by)
    sheet.delete()
    return programme


def _kept(found: Finding) -> Mapping[str, object]:
    return {
        "code": found.code,
        "severity": found.severity,
        "row": found.row,
        "column": found.column,
        "values": {name: str(value) for name, value in found.values.items()},
    }
