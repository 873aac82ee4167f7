"""Taking a whole import back, without touching what people changed since."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.agreements.actions import Amendment, amend_agreements, remove_agreements
from website.agreements.findings import check_register
from website.agreements.models import AgreementStatement
from website.agreements.sheet import main_field
from website.agreements.storable import refused
from website.exchange import convert
from website.exchange.actions.attaching import detach_iati
from website.exchange.actions.standing import NotNowError, queue
from website.exchange.at_work import Tell, quiet
from website.exchange.differences import Held, with_field
from website.exchange.holdings import agreements_of, held_agreements
from website.exchange.models import Import, ImportRow, ImportState, SourceEntry
from website.exchange.order import hold_source
from website.exchange.undo_plan import amended, untouched_entries, written
from website.tables.copying import update_rows

BATCH = 500
Outcome, Undone = ImportRow.Outcome, ImportRow.Undone


@transaction.atomic
def ask_to_undo(*, pk: int, by: User, at: datetime) -> Import:
    """Decide that an import is taken back; the work is queued.

    Raises:
        NotAllowedError: The person may not write in the office.
        NotNowError: The import is not in the register.
    """
    batch = Import.objects.select_for_update(no_key=True).get(pk=pk)
    require(by, WRITE, batch.office)
    if batch.state != ImportState.DONE:
        raise NotNowError(_("Only an import that is in the register can be taken back."))
    batch.state, batch.undone_by, batch.undone_at = ImportState.UNDOING, by, at
    batch.save(update_fields=["state", "undone_by", "undone_at"])
    queue(batch)
    return batch


@transaction.atomic
def undo_import(*, pk: int, by: User, at: datetime, tell: Tell = quiet) -> Import:
    """Take an import back: all that nobody touched since, or nothing.

    Entries that nobody touched are removed (their history stays), fields that nobody changed go
    back, marks of absence go. What people changed since is left as it is.

    Raises:
        NotAllowedError: The person may not write in the office any more.
    """
    batch = Import.objects.select_for_update(no_key=True).get(pk=pk)
    if batch.state != ImportState.UNDOING:
        return batch
    require(by, WRITE, batch.office)
    hold_source(batch)
    Office.objects.select_for_update(no_key=True).get(pk=batch.office_id)
    with pghistory.context(user=by.pk, act="undo_import", import_=batch.pk):
        _take_back(batch, by=by, at=at, tell=tell)
        check_register(batch.office, on=at.date())
    batch.state = ImportState.UNDONE
    batch.save(update_fields=["state"])
    return batch


def _take_back(batch: Import, *, by: User, at: datetime, tell: Tell) -> None:
    changed = list(amended(batch).order_by("-position"))
    total, done = written(batch).count(), 0
    tell(done, total)
    left = iter(changed)
    while chunk := list(islice(left, BATCH)):
        _put_back(batch, chunk, by, at)
        done += len(chunk)
        tell(done, total)
    _remove_entries(batch, by)
    _unmark_gone(batch)
    tell(total, total)


def _remove_entries(batch: Import, by: User) -> None:
    """Remove the new entries that nobody touched; the others are left."""
    whole = list(untouched_entries(batch).values_list("pk", "agreement_id"))
    detach_iati(batch, [agreement for _, agreement in whole], by=by)
    kept = set(
        remove_agreements(office=batch.office, pks=[agreement for _, agreement in whole], by=by)
    )
    gone = [pk for pk, agreement in whole if agreement not in kept]
    written(batch).filter(pk__in=gone).update(undone=Undone.WHOLE)
    written(batch).filter(outcome=Outcome.NEW).update(undone=Undone.LEFT)


def _unmark_gone(batch: Import) -> None:
    SourceEntry.objects.filter(source=batch.source, absent_in=batch).update(
        absent_since=None, absent_in=None
    )
    written(batch).filter(outcome=Outcome.GONE).update(undone=Undone.WHOLE)


def _put_back(batch: Import, rows: Sequence[ImportRow], by: User, at: datetime) -> None:
    """Put fields back where the register still shows what the import wrote."""
    detach_iati(batch, [row.agreement_id for row in rows if row.agreement_id], by=by)
    left = list(rows)
    while left:
        wave = list({row.agreement_id: row for row in reversed(left)}.values())
        left = [row for row in left if row not in wave]
        held = held_agreements(batch.office, agreements_of(wave))
        amendments = [
            _back(batch, row, held[row.agreement_id]) for row in wave if row.agreement_id in held
        ]
        amend_agreements(
            office=batch.office, amendments=amendments, source=batch.source, by=by, at=at
        )
    _forget_rows(batch, rows)
    update_rows(ImportRow, ("id", "undone"), ((row.pk, row.undone) for row in rows))


def _back(batch: Import, row: ImportRow, held: Held) -> Amendment:
    """What goes back of one agreement: the statements of the row, and the values they gave."""
    before = row.before or {}
    earlier = convert.from_json(before["agreement"])
    own = [
        one
        for one in held.row.statements.all()
        if one.source_id == batch.source_id and one.entered_at == row.applied_at
    ]
    shown = {main_field(one.field) for one in own if one.preferred}
    untouched = held.row.version == row.version_after
    back = [field for field in before["taken"] if untouched or field in shown]
    after = held.draft
    for field in back:
        after = with_field(after, earlier, field)
    if any(refused(after)):
        back, after = [], held.draft
    stays = {field for field in before["taken"] if field not in back}
    row.undone = Undone.WHOLE if not stays else Undone.PART if back else Undone.LEFT
    forget = tuple(one.pk for one in own if not (one.preferred and main_field(one.field) in stays))
    return Amendment(
        held.row.pk,
        after,
        forget=forget,
        prefer=_preferred_again(own, before["preferred"], forget),
    )


def _preferred_again(
    own: Sequence[AgreementStatement], preferred: dict[str, int], forget: Sequence[int]
) -> tuple[int, ...]:
    """The statements that count again in place of those that are taken back."""
    gone = {one.field for one in own if one.preferred and one.pk in forget}
    return tuple(pk for field, pk in preferred.items() if field in gone)


def _forget_rows(batch: Import, rows: Sequence[ImportRow]) -> None:
    """The next file of the source is compared again with what came before these rows."""
    by_row = {row.pk: row for row in rows}
    entries = list(SourceEntry.objects.filter(source=batch.source, row__in=by_row))
    back, own = [], []
    for entry in entries:
        was = (by_row[entry.row_id].before or {}).get("entry")
        if was is None:
            own.append(entry.pk)
            continue
        entry.row_id, since = was
        entry.absent_since = date.fromisoformat(since) if since else None
        back.append(entry)
    update_rows(
        SourceEntry,
        ("id", "row_id", "absent_since"),
        ((entry.pk, entry.row_id, entry.absent_since) for entry in back),
    )
    SourceEntry.objects.filter(pk__in=own).delete()
