"""Writing the chosen rows of an import to the register: all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

import pghistory
from django.db import transaction
from django.db.models import OuterRef, Subquery

from website.accounts.models import Office, User
from website.accounts.permissions import PUBLISH, WRITE, require
from website.agreements.actions import enter_agreements, link_agreements, publish_agreements
from website.agreements.findings import check_register
from website.agreements.models import Agreement, AgreementLink
from website.exchange import convert
from website.exchange.actions.amending import amend_rows
from website.exchange.actions.attaching import attach_iati
from website.exchange.actions.deciding import WRITABLE
from website.exchange.actions.standing import queue
from website.exchange.at_work import Tell, quiet
from website.exchange.models import Import, ImportRow, ImportState, SameQuestion, SourceEntry
from website.exchange.order import entries_state, hold_source, is_overtaken
from website.tables.copying import copy_rows, update_rows

BATCH = 500
Outcome = ImportRow.Outcome


@transaction.atomic
def commit_import(
    *, pk: int, by: User, at: datetime, publish: bool = False, tell: Tell = quiet
) -> Import:
    """Write the chosen rows of an accepted import to the register: all of them or none.

    Where another import of the source was written meanwhile, nothing is written: the file is
    compared anew and waits for another decision.

    Raises:
        NotAllowedError: The person may not write (or publish) in the office any more.
    """
    batch = Import.objects.select_for_update(no_key=True).get(pk=pk)
    if batch.state != ImportState.COMMITTING:
        return batch
    require(by, WRITE, batch.office)
    if publish:
        require(by, PUBLISH, batch.office)
    hold_source(batch)
    if is_overtaken(batch):
        return _overtaken(batch)
    Office.objects.select_for_update(no_key=True).get(pk=batch.office_id)
    with pghistory.context(user=by.pk, act="commit_import", import_=batch.pk):
        entered = _write_rows(batch, by=by, at=at, tell=tell)
        attach_iati(batch, by=by, at=at)
        check_register(batch.office, on=at.date())
        if publish:
            publish_agreements(pks=entered, by=by, at=at)
        _note_versions(batch, at)
    batch.state, batch.written_at = ImportState.DONE, at
    batch.compared_state = entries_state(batch)
    batch.save(update_fields=["state", "written_at", "compared_state"])
    return batch


def _overtaken(batch: Import) -> Import:
    batch.notice = "overtaken"
    if batch.rows.filter(applied_at__isnull=False).exists():
        batch.state = ImportState.DONE
    else:
        batch.state = ImportState.WAITING
        queue(batch)
    batch.save(update_fields=["state", "notice"])
    return batch


def _write_rows(batch: Import, *, by: User, at: datetime, tell: Tell) -> list[int]:
    """Write row by row of what was chosen; the ids of the agreements that are new."""
    chosen = batch.rows.filter(taken=True, applied_at=None, outcome__in=WRITABLE)
    total = chosen.count()
    tell(0, total)
    new = list(chosen.filter(outcome=Outcome.NEW).order_by("position"))
    entered = _enter_rows(batch, new, by=by, at=at)
    done = len(new)
    for outcomes, write in (
        ((Outcome.CHANGED, Outcome.JOINS), amend_rows),
        ((Outcome.GONE,), _mark_gone),
    ):
        tell(done, total)
        rows = iter(list(chosen.filter(outcome__in=outcomes).order_by("position")))
        while chunk := list(islice(rows, BATCH)):
            write(batch, chunk, by=by, at=at)
            done += len(chunk)
            tell(done, total)
    return entered


def _enter_rows(batch: Import, rows: Sequence[ImportRow], *, by: User, at: datetime) -> list[int]:
    """Enter new agreements, all at once, and remember them as entries of the source."""
    agreements = enter_agreements(
        office=batch.office,
        agreements=[convert.from_json(row.read) for row in rows],
        found=[convert.found_in_reading(row.findings) for row in rows],
        source=batch.source,
        by=by,
        at=at,
    )
    for row, agreement in zip(rows, agreements, strict=True):
        row.agreement, row.applied_at = agreement, at
    update_rows(
        ImportRow,
        ("id", "agreement_id", "applied_at"),
        ((row.pk, row.agreement_id, at.isoformat()) for row in rows),
    )
    copy_rows(
        SourceEntry,
        ("office_id", "source_id", "key", "agreement_id", "row_id"),
        ((batch.office_id, batch.source_id, row.key, row.agreement_id, row.pk) for row in rows),
    )
    _link_renewals(batch, rows, by)
    return [agreement.pk for agreement in agreements]


def _link_renewals(batch: Import, chunk: Sequence[ImportRow], by: User) -> None:
    """Say of a new agreement which one it renews, where somebody decided so."""
    entered = {row.key: row.agreement for row in chunk if row.agreement is not None}
    told = SameQuestion.objects.filter(
        office=batch.office,
        source=batch.source,
        key__in=entered,
        verdict=SameQuestion.Verdict.RENEWAL,
    ).select_related("agreement")
    pairs = [_in_order(question.agreement, entered[question.key]) for question in told]
    if pairs:
        kind = AgreementLink.Kind.RENEWS
        link_agreements(office=batch.office, pairs=pairs, kind=kind, by=by)


def _in_order(known: Agreement, new: Agreement) -> tuple[int, int]:
    """The earlier and the later of two agreements; without dates the new one is the later."""
    first, second = known.signed_earliest, new.signed_earliest
    if first is not None and second is not None and second < first:
        return new.pk, known.pk
    return known.pk, new.pk


def _mark_gone(batch: Import, chunk: Sequence[ImportRow], *, by: User, at: datetime) -> None:
    """Mark entries that the source has no more; the agreements stay as they are."""
    entries = SourceEntry.objects.filter(
        office=batch.office, source=batch.source, key__in=[row.key for row in chunk]
    )
    entries.update(absent_since=at.date(), absent_in=batch)
    ImportRow.objects.filter(pk__in=[row.pk for row in chunk]).update(applied_at=at)


def _note_versions(batch: Import, at: datetime) -> None:
    """Remember in which version each agreement was left, to know later who touched it since."""
    version = Agreement.register.filter(pk=OuterRef("agreement_id")).values("version")
    written = batch.rows.filter(applied_at=at).order_by()
    written.update(version_after=Subquery(version))
