"""Bringing a file, and saying how its columns are to be understood."""

import hashlib
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from twinpact.agreements import Mapping
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.exchange.actions.standing import NotNowError, queue
from website.exchange.models import Import, ImportState, SavedMapping
from website.sources.models import Source


class FileTooLargeError(Exception):
    """The file is larger than an import may be."""


class UnknownSheetError(Exception):
    """The workbook has no sheet of this name."""


@transaction.atomic
def bring_file(
    *,
    office: Office,
    source: Source,
    filename: str,
    content: bytes,
    mapping: Mapping | None = None,
    by: User,
    at: datetime,
) -> Import:
    """Keep a file as it came and queue its reading.

    Raises:
        NotAllowedError: The person may not write in the office.
        FileTooLargeError: The file is larger than ``settings.LARGEST_UPLOAD`` bytes.
    """
    require(by, WRITE, office)
    if len(content) > settings.LARGEST_UPLOAD:
        raise FileTooLargeError(
            _("The file is larger than %(mb)d MB. Divide it and bring the parts one by one.")
            % {"mb": settings.LARGEST_UPLOAD // 1_000_000}
        )
    name = get_valid_filename(filename)[-200:] if filename.strip(". ") else "file"
    batch = Import.objects.create(
        office=office,
        source=source,
        filename=name,
        file=ContentFile(content, name=name),
        sha256=hashlib.sha256(content).hexdigest(),
        mapping=asdict(mapping) if mapping else {},
        started_at=at,
        started_by=by,
    )
    queue(batch)
    return batch


@transaction.atomic
def map_columns(*, pk: int, mapping: Mapping, sheets: list[str], by: User, at: datetime) -> Import:
    """Say how the columns are to be understood and which sheets count; the file is read anew.

    What somebody says is kept for the next file of the same source.

    Raises:
        NotAllowedError: The person may not write in the office.
        NotNowError: The import is being worked on, or its rows are in the register already.
        UnknownSheetError: The workbook has no sheet of this name.
    """
    batch = Import.objects.select_for_update(no_key=True).get(pk=pk)
    require(by, WRITE, batch.office)
    if batch.state not in (ImportState.READY, ImportState.REFUSED):
        raise NotNowError(_("The columns can be changed only before your decision."))
    if unknown := [name for name in sheets if name not in batch.sheets]:
        raise UnknownSheetError(", ".join(unknown))
    SavedMapping.objects.update_or_create(
        source=batch.source,
        defaults={
            "mapping": asdict(mapping),
            "sheets": sheets,
            "changed_at": at,
            "changed_by": by,
        },
    )
    batch.mapping, batch.chosen_sheets = asdict(mapping), sheets
    batch.state, batch.trouble = ImportState.WAITING, ""
    batch.save(update_fields=["mapping", "chosen_sheets", "state", "trouble"])
    queue(batch)
    return batch
