"""What a person decides of an import: which rows, which fields; all, some or none."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, Func, TextField, Value
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import PUBLISH, WRITE, require
from website.exchange.actions.standing import NotNowError, queue
from website.exchange.models import Import, ImportRow, ImportState
from website.exchange.order import is_overtaken
from website.exchange.selection import Choice

Outcome = ImportRow.Outcome
#: What can be written to the register; the other rows wait for an answer or change nothing.
WRITABLE = (Outcome.NEW, Outcome.CHANGED, Outcome.JOINS, Outcome.GONE)
DECIDABLE = (ImportState.READY, ImportState.DONE)


def held_for_decision(pk: int, by: User) -> Import:
    """The import, locked, that somebody decides on.

    Raises:
        NotAllowedError: The person may not write in the office.
        NotNowError: The import is not waiting for a decision.
    """
    batch = Import.objects.select_for_update(no_key=True).get(pk=pk)
    require(by, WRITE, batch.office)
    if batch.state not in DECIDABLE:
        raise NotNowError(_("This import is not waiting for a decision."))
    return batch


@transaction.atomic
def choose_rows(
    *, pk: int, taken: bool, by: User, rows: Collection[int] = (), choice: Choice | None = None
) -> int:
    """Choose rows to be written or left out: these, or all that a choice shows. Gives how many.

    Raises:
        NotAllowedError: The person may not write in the office.
        NotNowError: The import is not waiting for a decision.
    """
    batch = held_for_decision(pk, by)
    chosen = batch.rows.filter(pk__in=rows) if choice is None else choice.of(batch)
    return chosen.filter(applied_at=None).exclude(taken=taken).order_by().update(taken=taken)


@transaction.atomic
def leave_field(
    *,
    pk: int,
    field: str,
    leave: bool,
    by: User,
    rows: Collection[int] = (),
    choice: Choice | None = None,
) -> int:
    """Leave a field as the register has it, or take it over, in these rows. Gives how many.

    Raises:
        NotAllowedError: The person may not write in the office.
        NotNowError: The import is not waiting for a decision.
    """
    batch = held_for_decision(pk, by)
    chosen = batch.rows.filter(pk__in=rows) if choice is None else choice.of(batch)
    chosen = chosen.filter(applied_at=None, fields__contains=[field]).order_by()
    without = Func(F("left_fields"), Value(field), function="array_remove")
    if not leave:
        return chosen.update(left_fields=without)
    named = Value(field, output_field=TextField())
    return chosen.update(left_fields=Func(without, named, function="array_append"))


@transaction.atomic
def accept_import(
    *,
    pk: int,
    by: User,
    at: datetime,
    publish: bool = False,
    outcomes: Collection[str] | None = None,
) -> Import:
    """Decide that the chosen rows go into the register; the writing is queued.

    ``outcomes`` leaves out the rows of all other outcomes.

    Raises:
        NotAllowedError: The person may not write (or publish) in the office.
        NotNowError: The import is not waiting for a decision, or another one overtook it.
    """
    batch = held_for_decision(pk, by)
    if publish:
        require(by, PUBLISH, batch.office)
    left = batch.rows.filter(applied_at=None, outcome__in=WRITABLE)
    if outcomes is not None:
        left.exclude(outcome__in=outcomes).update(taken=False)
    if not left.filter(taken=True).exists():
        raise NotNowError(_("No row is chosen that could be written to the register."))
    if batch.state == ImportState.DONE and is_overtaken(batch):
        raise NotNowError(
            _("A later file of this source is in the register. Bring this one anew.")
        )
    batch.state, batch.decided_at, batch.decided_by = ImportState.COMMITTING, at, by
    batch.publishes, batch.notice = publish, ""
    batch.save(update_fields=["state", "decided_at", "decided_by", "publishes", "notice"])
    queue(batch)
    return batch


@transaction.atomic
def discard_import(*, pk: int, by: User, at: datetime) -> Import:
    """Decide that nothing of the file goes into the register; the file and its rows are kept.

    Raises:
        NotAllowedError: The person may not write in the office.
        NotNowError: The import is not waiting for a decision.
    """
    batch = Import.objects.select_for_update(no_key=True).get(pk=pk)
    require(by, WRITE, batch.office)
    if batch.state not in (ImportState.READY, ImportState.REFUSED) and (
        batch.state != ImportState.STOPPED or batch.written_at is not None
    ):
        raise NotNowError(_("This import is not waiting for a decision."))
    batch.state, batch.decided_at, batch.decided_by = ImportState.DISCARDED, at, by
    batch.stopped_in = ""
    batch.save(update_fields=["state", "decided_at", "decided_by", "stopped_in"])
    return batch
