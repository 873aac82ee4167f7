"""Entering agreements that a source speaks of."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from twinpact import agreements as library
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.agreements import convert, rows
from website.agreements.actions.parts import write_parts
from website.agreements.findings import check_entered, keep_reading
from website.agreements.models import Agreement, AgreementStatement
from website.places.actions import enter_places
from website.sources.models import Source, Sureness
from website.tables.copying import copy_rows, next_keys


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

    ``found`` holds, for each agreement, what the reading of its row found. The rows that come
    back know their key; the rest of them is read when it is asked for. One call with many
    agreements is much faster than many calls with few.

    Raises:
        NotAllowedError: The person may not write in the office.
    """
    require(by, WRITE, office)
    entered = enter_places(p.place.id for a in agreements for p in a.parties if p.place)
    agreements = [convert.landed(agreement, entered) for agreement in agreements]
    entered |= {place.pk: place for place in entered.values()}
    keys = next_keys(Agreement, len(agreements))
    keyed = list(zip(keys, agreements, strict=True))
    copy_rows(Agreement, rows.AGREEMENT, rows.agreements(keyed, office=office, by=by, at=at))
    write_parts(keyed, entered)
    said = rows.Said(source, sureness, by, at)
    copy_rows(AgreementStatement, rows.STATEMENT, rows.first_statements(keyed, said))
    keep_reading(
        office,
        [(pk, finding) for pk, one in zip(keys, found, strict=False) for finding in one],
    )
    known = convert.kept_territories(entered.values())
    check_entered(
        office, (convert.as_kept(one, pk, entered, known) for pk, one in keyed), on=at.date()
    )
    return [Agreement.from_db(None, ["id"], [pk]) for pk in keys]
