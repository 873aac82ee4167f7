"""Entering agreements that a source speaks of."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from twinpact import agreements as library
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.agreements import convert
from website.agreements.actions.parts import BATCH, write_parts
from website.agreements.findings import check_agreements, keep_reading
from website.agreements.models import Agreement, AgreementStatement
from website.places.actions import enter_places
from website.sources.models import Source, Sureness


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
    agreements = [convert.landed(agreement, entered) for agreement in agreements]
    entered |= {place.pk: place for place in entered.values()}
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
    write_parts(pairs, entered)
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
    first = {statement.field: n for n, statement in reversed([*enumerate(agreement.statements)])}
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
            preferred=first[statement.field] == n,
            entered_at=at,
            entered_by=by,
        )
        for n, statement in enumerate(agreement.statements)
    ]
