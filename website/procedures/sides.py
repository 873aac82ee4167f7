"""Under which version of which directive each side of a procedure runs."""

from collections.abc import Iterator
from datetime import datetime

from website.agreements.models import Agreement
from website.procedures.models import Procedure, ProcedureSide
from website.procedures.versions import current_version, unions_of


def settle_sides(procedure: Procedure, agreement: Agreement, *, at: datetime) -> None:
    """Give each party of an agreement the version under which its side runs.

    A side whose country stays the same keeps the version under which the procedure began, also
    when a newer one was written since. Where a party turns out to be of another country, the
    version that is current then counts.
    """
    kept: dict[int, list[ProcedureSide]] = {}
    for row in procedure.sides.all():
        kept.setdefault(row.side, []).append(row)
    for number, party in enumerate(agreement.parties.all(), start=1):
        country = party.place.country if party.place else None
        rows = kept.pop(number, [])
        if rows and rows[0].country == country:
            continue
        _remove(rows)
        ProcedureSide.objects.bulk_create(_sides(procedure, number, country, at))
    for rows in kept.values():
        _remove(rows)


def _sides(
    procedure: Procedure, number: int, country: str | None, at: datetime
) -> Iterator[ProcedureSide]:
    own = None if country is None else current_version(country, at=at)
    yield ProcedureSide(procedure=procedure, side=number, country=country, directive=own)
    for union in unions_of(country) if country is not None else ():
        yield ProcedureSide(
            procedure=procedure,
            side=number,
            country=country,
            directive=current_version(union, at=at),
        )


def _remove(rows: list[ProcedureSide]) -> None:
    for row in rows:
        row.delete()
