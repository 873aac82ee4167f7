"""What taking an import back would undo, and what people changed since and therefore stays."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from website.agreements.history import Act, changes_since
from website.agreements.models import AgreementLink, AgreementStatement, Document, Registration
from website.exchange.models import Import, ImportRow, SourceEntry

Outcome = ImportRow.Outcome


def written(batch: Import) -> QuerySet[ImportRow]:
    """The rows of an import that were written to the register and are not taken back."""
    return batch.rows.filter(applied_at__isnull=False, undone="").order_by("position")


def untouched_entries(batch: Import) -> QuerySet[ImportRow]:
    """New entries that nobody changed, published or added anything to since."""
    agreement = OuterRef("agreement_id")
    others = SourceEntry.objects.filter(agreement=agreement).exclude(row=OuterRef("pk"))
    later = AgreementStatement.objects.filter(
        agreement=agreement, entered_at__gt=OuterRef("applied_at")
    )
    return written(batch).filter(
        ~Exists(others),
        ~Exists(later),
        ~Exists(Document.objects.filter(agreement=agreement)),
        ~Exists(Registration.objects.filter(agreement=agreement)),
        ~Exists(AgreementLink.objects.filter(earlier=agreement)),
        outcome=Outcome.NEW,
        agreement__version=F("version_after"),
    )


def amended(batch: Import) -> QuerySet[ImportRow]:
    """Rows that changed agreements of the register, or joined another source to them."""
    return written(batch).filter(outcome__in=(Outcome.CHANGED, Outcome.JOINS))


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """How much goes back, and the rows whose agreements were touched since."""

    removed: int
    restored: int
    unmarked: int
    touched: QuerySet[ImportRow]


def undo_plan(batch: Import) -> UndoPlan:
    """What taking back would do now; nothing is changed."""
    whole = untouched_entries(batch)
    new = written(batch).filter(outcome=Outcome.NEW)
    still = Q(agreement__version=F("version_after"))
    changed = amended(batch)
    touched = written(batch).filter(
        Q(pk__in=new.exclude(pk__in=whole.values("pk")).values("pk"))
        | Q(pk__in=changed.exclude(still).values("pk"))
    )
    return UndoPlan(
        removed=whole.count(),
        restored=changed.filter(still).count(),
        unmarked=written(batch).filter(outcome=Outcome.GONE).count(),
        touched=touched,
    )


def touched_by(row: ImportRow) -> Act | None:
    """The last that somebody did to the agreement of a row since it was written."""
    if row.agreement_id is None or row.version_after is None:
        return None
    acts = changes_since(row.agreement_id, row.version_after)
    return acts[0] if acts else None
