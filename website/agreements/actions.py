"""Every write on agreements."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from twinpact import agreements as library
from website.accounts.models import Office, User
from website.accounts.permissions import PUBLISH, WRITE, require
from website.agreements import convert
from website.agreements.findings import check_agreements, forget_reading, keep_reading
from website.agreements.models import (
    Agreement,
    AgreementMotivation,
    AgreementStatement,
    AgreementTheme,
    Party,
    Publication,
)
from website.agreements.queries import with_all
from website.places.actions import enter_places
from website.sources.models import Source, Sureness

BATCH = 1000


class ChangedMeanwhileError(Exception):
    """Somebody else saved the agreement after this person opened it."""


class NotReadyError(Exception):
    """Findings that must be settled before the agreement may be published."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


@transaction.atomic
def enter_agreements(
    *,
    office: Office,
    agreements: Sequence[library.Agreement],
    source: Source,
    by: User,
    at: datetime,
    found: Sequence[Sequence[library.Finding]] = (),
    sureness: str = Sureness.CERTAIN,
) -> list[Agreement]:
    """Enter agreements with what the source says of each field; all of them or none.

    ``found`` holds, for each agreement, what the reading of its row found.

    Raises:
        NotAllowedError: The person may not write in the office.
    """
    require(by, WRITE, office)
    entered = enter_places(p.place.id for a in agreements for p in a.parties if p.place)
    rows = Agreement.register.bulk_create(
        [
            Agreement(
                office=office,
                source_key=agreement.key or "",
                search=convert.search_text(agreement),
                created_at=at,
                created_by=by,
                changed_at=at,
                changed_by=by,
                **convert.columns(agreement),
            )
            for agreement in agreements
        ],
        batch_size=BATCH,
    )
    pairs = list(zip(rows, agreements, strict=True))
    _write_parts(pairs, entered)
    AgreementStatement.objects.bulk_create(
        [
            statement
            for row, agreement in pairs
            for statement in _first_statements(row, agreement, source, sureness, by, at)
        ],
        batch_size=BATCH,
    )
    keep_reading(
        office,
        [(row.pk, finding) for row, one in zip(rows, found, strict=False) for finding in one],
    )
    check_agreements([row.pk for row in rows], on=at.date())
    return rows


def _write_parts(
    pairs: Sequence[tuple[Agreement, library.Agreement]], entered: dict[str, object]
) -> None:
    """Store parties, themes and motivations."""
    parties, themes, motivations = [], [], []
    for row, agreement in pairs:
        parties += convert.parties(row, agreement, entered)
        themes += convert.themes(row, agreement)
        motivations += [
            AgreementMotivation(agreement=row, motivation=m) for m in agreement.motivations
        ]
    Party.objects.bulk_create(parties, batch_size=BATCH)
    AgreementTheme.objects.bulk_create(themes, batch_size=BATCH)
    AgreementMotivation.objects.bulk_create(motivations, batch_size=BATCH)


def _first_statements(
    row: Agreement,
    agreement: library.Agreement,
    source: Source,
    sureness: str,
    by: User,
    at: datetime,
) -> list[AgreementStatement]:
    """What the source says of each field: its own words, and what they were read as."""
    values = convert.field_values(agreement)
    said: set[str] = set()
    return [
        AgreementStatement(
            agreement=row,
            source=source,
            locator=agreement.locator or "",
            field=statement.field,
            written=statement.written,
            unavailable=statement.unavailable,
            value=None if statement.unavailable else values.get(statement.field),
            sureness=sureness,
            preferred=not (statement.field in said or said.add(statement.field)),
            entered_at=at,
            entered_by=by,
        )
        for statement in agreement.statements
    ]


@transaction.atomic
def change_agreement(
    *,
    pk: int,
    version: int,
    agreement: library.Agreement,
    source: Source,
    locator: str = "",
    by: User,
    at: datetime,
) -> Agreement:
    """Change what the register says of an agreement; earlier statements stay beside the new ones.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        ChangedMeanwhileError: ``version`` is no longer the latest one.
    """
    row = with_all(Agreement.register.select_for_update(of=("self",))).get(pk=pk)
    require(by, WRITE, row.office)
    if row.version != version:
        raise ChangedMeanwhileError(_("Somebody else changed this agreement after you opened it."))
    before = convert.to_library(row)
    entered = enter_places(p.place.id for p in agreement.parties if p.place)
    for name, value in convert.columns(agreement).items():
        setattr(row, name, value)
    row.search = convert.search_text(agreement)
    row.version += 1
    row.changed_at, row.changed_by = at, by
    row.save()
    for parts in (row.parties, row.themes, row.motivations):
        parts.all().delete()
    _write_parts([(row, agreement)], entered)
    _state_changes(row, before, agreement, source=source, locator=locator, by=by, at=at)
    check_agreements([row.pk], on=at.date())
    return row


def _state_changes(
    row: Agreement,
    before: library.Agreement,
    after: library.Agreement,
    *,
    source: Source,
    locator: str,
    by: User,
    at: datetime,
) -> None:
    """A preferred statement for each field that changed; the earlier ones are kept beside it."""
    was, is_now = convert.field_values(before), convert.field_values(after)
    changed = [field for field in is_now if is_now[field] != was.get(field)]
    changed += [field for field in was if field not in is_now]
    forget_reading(row.pk, changed)
    row.statements.filter(field__in=changed, preferred=True).update(preferred=False)
    words = convert.field_words(after)
    AgreementStatement.objects.bulk_create(
        AgreementStatement(
            agreement=row,
            source=source,
            locator=locator,
            field=field,
            written=words.get(field, ""),
            value=is_now.get(field),
            preferred=True,
            entered_at=at,
            entered_by=by,
        )
        for field in changed
    )


@transaction.atomic
def publish_agreement(*, pk: int, by: User, at: datetime) -> Agreement:
    """Show an agreement to the public.

    Raises:
        NotAllowedError: The person may not publish in the agreement's office.
        NotReadyError: Findings that must be settled first.
    """
    row = Agreement.register.select_for_update().get(pk=pk)
    require(by, PUBLISH, row.office)
    open_errors = row.findings.filter(severity__in=("critical", "error"))
    if open_errors:
        raise NotReadyError([finding.code for finding in open_errors])
    if row.publication != Publication.PUBLISHED:
        row.publication, row.published_at = Publication.PUBLISHED, at
        row.version += 1
        row.save(update_fields=["publication", "published_at", "version"])
    return row


@transaction.atomic
def publish_agreements(*, pks: Sequence[int], by: User, at: datetime) -> int:
    """Show to the public those of the agreements that no finding holds back; how many they are.

    Raises:
        NotAllowedError: The person may not publish in an agreement's office.
    """
    rows = Agreement.register.filter(pk__in=pks, publication=Publication.DRAFT)
    for office in Office.objects.filter(pk__in=rows.order_by().values("office")):
        require(by, PUBLISH, office)
    return rows.exclude(findings__severity__in=("critical", "error")).update(
        publication=Publication.PUBLISHED, published_at=at, version=F("version") + 1
    )


@transaction.atomic
def unpublish_agreement(*, pk: int, by: User) -> Agreement:
    """Take an agreement out of the public's sight.

    Raises:
        NotAllowedError: The person may not publish in the agreement's office.
    """
    row = Agreement.register.select_for_update().get(pk=pk)
    require(by, PUBLISH, row.office)
    if row.publication == Publication.PUBLISHED:
        row.publication, row.published_at = Publication.DRAFT, None
        row.version += 1
        row.save(update_fields=["publication", "published_at", "version"])
    return row
