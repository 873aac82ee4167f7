"""Every step of an import: bring, read, decide, write."""

import hashlib
import json
from collections.abc import Mapping as Row
from dataclasses import asdict
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from twinpact.agreements import Agreement as Draft
from twinpact.agreements import Finding, Mapping, read_agreements, recognise_columns
from twinpact.formats.table import Table, UnreadableFileError
from twinpact.formats.tables import read_table
from website.accounts.models import Office, User
from website.accounts.permissions import PUBLISH, WRITE, require
from website.agreements.actions import enter_agreements, publish_agreements
from website.agreements.findings import check_register
from website.agreements.models import Agreement
from website.agreements.settling import place_settled
from website.agreements.storable import refused
from website.exchange import convert
from website.exchange.checking import found_by_row
from website.exchange.models import Import, ImportRow, ImportState
from website.sources.models import Source

BATCH = 500


class FileTooLargeError(Exception):
    """The file is larger than an import may be."""


class NotNowError(Exception):
    """The import is not in the state that this step needs."""


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
    _queue("read_import", batch)
    return batch


def _queue(job: str, batch: Import, **details: int | bool) -> None:
    """Queue a job in the same transaction; the jobs of one import run one after another."""
    app.configure_task(f"website.exchange.tasks.{job}", lock=f"import-{batch.pk}").defer(
        pk=batch.pk, **details
    )


def read_import(*, pk: int) -> Import:
    """Read the file into rows to decide on; nothing of the register changes.

    How many rows are read is told batch by batch, so that the page knows how far it is. An
    interrupted reading starts again from the beginning and gives the same rows.
    """
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=pk)
        if batch.state not in (ImportState.WAITING, ImportState.READING):
            return batch
        batch.rows.all().delete()
        batch.state, batch.rows_read = ImportState.READING, 0
        batch.save(update_fields=["state", "rows_read"])
    try:
        table = read_table(batch.file.read(), name=batch.filename)
        mapping = (
            Mapping(**batch.mapping)
            if batch.mapping
            else recognise_columns(table.header, [row for _, row in table.rows[:200]])
        )
    except UnreadableFileError as trouble:
        batch.state, batch.trouble = ImportState.REFUSED, str(trouble)
        batch.save(update_fields=["state", "trouble"])
        return batch
    batch.mapping, batch.rows_total = asdict(mapping), len(table.rows)
    batch.save(update_fields=["mapping", "rows_total"])
    _keep_rows(batch, table, mapping)
    batch.state = ImportState.READY
    batch.save(update_fields=["state"])
    return batch


def _keep_rows(batch: Import, table: Table, mapping: Mapping) -> None:
    """Keep each row as it stood, as it was read, what was found, and what becomes of it."""
    known = _known_keys(batch)
    seen: set[str] = set()
    read = _read_rows(batch, table, mapping)
    checked = found_by_row((draft for draft, _ in read), on=batch.started_at.date())
    pairs = zip(table.rows, read, strict=True)
    while chunk := list(islice(pairs, BATCH)):
        rows = []
        for (number, raw), (draft, findings) in chunk:
            key = _source_key(batch.source, draft, raw, seen)
            found = (findings, checked.get(number, []))
            rows.append(_row(batch, number, raw, draft, found, key, known))
        ImportRow.objects.bulk_create(rows)


def _read_rows(batch: Import, table: Table, mapping: Mapping) -> list[tuple[Draft, list[Finding]]]:
    """Read the rows, and tell from time to time how many are read."""
    read = []
    for pair in read_agreements(table.rows, mapping):
        read.append(pair)
        if len(read) % BATCH == 0:
            Import.objects.filter(pk=batch.pk).update(rows_read=len(read))
    batch.rows_read = len(read)
    batch.save(update_fields=["rows_read"])
    placed = place_settled([draft for draft, _findings in read])
    return [(draft, findings) for draft, (_draft, findings) in zip(placed, read, strict=True)]


def _known_keys(batch: Import) -> dict[str, int]:
    """The register's agreements that came from the same source, by the key of their row."""
    return dict(
        Agreement.register.filter(
            office=batch.office, source_key__startswith=f"{batch.source_id}:"
        ).values_list("source_key", "pk")
    )


def _source_key(source: Source, draft: Draft, raw: Row[str, str | None], seen: set[str]) -> str:
    """The same row of the same source has the same key in every import of it."""
    stem = (
        draft.key
        or hashlib.sha256(json.dumps(dict(raw), sort_keys=True).encode()).hexdigest()[:24]
    )
    key, copy = f"{source.pk}:{stem}", 1
    while key in seen:
        copy += 1
        key = f"{source.pk}:{stem}#{copy}"
    seen.add(key)
    return key


def _row(
    batch: Import,
    number: int,
    raw: Row[str, str | None],
    draft: Draft,
    found: tuple[list[Finding], list[Finding]],
    key: str,
    known: dict[str, int],
) -> ImportRow:
    """An unsaved row; ``found`` is what the reading found, and what the checks did."""
    reading, checks = found
    refusals = list(refused(draft))
    told = {finding.code for finding in checks}
    checks = [*checks, *(finding for finding in refusals if finding.code not in told)]
    if refusals or any(finding.severity == "critical" for finding in (*reading, *checks)):
        outcome = ImportRow.Outcome.KEPT_OUT
    elif key in known:
        outcome = ImportRow.Outcome.KNOWN
    else:
        outcome = ImportRow.Outcome.NEW
    return ImportRow(
        batch=batch,
        row=number,
        raw=dict(raw),
        read=convert.to_json(draft, key=key),
        findings=[
            *(convert.finding_to_json(finding) for finding in reading),
            *(convert.finding_to_json(finding, checked=True) for finding in checks),
        ],
        outcome=outcome,
        agreement_id=known.get(key),
    )


@transaction.atomic
def accept_import(*, pk: int, by: User, at: datetime, publish: bool = False) -> Import:
    """Decide that the new rows go into the register; the writing is queued.

    Raises:
        NotAllowedError: The person may not write (or publish) in the office.
        NotNowError: The import is not waiting for a decision.
    """
    batch = Import.objects.select_for_update().get(pk=pk)
    require(by, WRITE, batch.office)
    if publish:
        require(by, PUBLISH, batch.office)
    if batch.state != ImportState.READY:
        raise NotNowError(_("This import is not waiting for a decision."))
    batch.state, batch.decided_at = ImportState.COMMITTING, at
    batch.save(update_fields=["state", "decided_at"])
    _queue("commit_import", batch, by=by.pk, publish=publish)
    return batch


@transaction.atomic
def commit_import(*, pk: int, by: User, at: datetime, publish: bool = False) -> Import:
    """Write the new rows of an accepted import to the register: all of them or none."""
    batch = Import.objects.select_for_update().get(pk=pk)
    if batch.state != ImportState.COMMITTING:
        return batch
    Office.objects.select_for_update(no_key=True).get(pk=batch.office_id)
    known = _known_keys(batch)
    entered = []
    new = batch.rows.filter(outcome=ImportRow.Outcome.NEW).order_by("row").iterator(BATCH)
    while chunk := list(islice(new, BATCH)):
        entered += _enter_rows(batch, chunk, known, by=by, at=at)
    check_register(batch.office, on=at.date())
    if publish:
        publish_agreements(pks=entered, by=by, at=at)
    batch.state = ImportState.DONE
    batch.save(update_fields=["state"])
    return batch


def _enter_rows(
    batch: Import, chunk: list[ImportRow], known: dict[str, int], *, by: User, at: datetime
) -> list[int]:
    """Enter the rows that no other import entered meanwhile."""
    drafts = [convert.from_json(row.read) for row in chunk]
    new = [
        (row, draft) for row, draft in zip(chunk, drafts, strict=True) if draft.key not in known
    ]
    for row, draft in zip(chunk, drafts, strict=True):
        if draft.key in known:
            row.outcome, row.agreement_id = ImportRow.Outcome.KNOWN, known[draft.key]
    agreements = enter_agreements(
        office=batch.office,
        agreements=[draft for _row, draft in new],
        found=[convert.found_in_reading(row.findings) for row, _draft in new],
        source=batch.source,
        by=by,
        at=at,
    )
    for (row, _draft), agreement in zip(new, agreements, strict=True):
        row.agreement = agreement
    ImportRow.objects.bulk_update(chunk, ["agreement", "outcome"])
    return [agreement.pk for agreement in agreements]


@transaction.atomic
def discard_import(*, pk: int, by: User, at: datetime) -> Import:
    """Decide that nothing of the file goes into the register; the file and its rows are kept.

    Raises:
        NotAllowedError: The person may not write in the office.
        NotNowError: The import is not waiting for a decision.
    """
    batch = Import.objects.select_for_update().get(pk=pk)
    require(by, WRITE, batch.office)
    if batch.state not in (ImportState.READY, ImportState.REFUSED):
        raise NotNowError(_("This import is not waiting for a decision."))
    batch.state, batch.decided_at = ImportState.DISCARDED, at
    batch.save(update_fields=["state", "decided_at"])
    return batch
