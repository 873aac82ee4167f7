"""No territory is its own partner."""

from collections.abc import Iterator
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding


def check(agreement: Agreement, *, on: date) -> Iterator[Finding]:
    """Finds agreements in which one place stands as two parties.

    Two offices of one place on the same side are fine in life but are one party in the record;
    as both sides of an agreement they are a slip of the pen.
    """
    seen: set[str] = set()
    for number, party in enumerate(agreement.parties, start=1):
        if party.place is None:
            continue
        if party.place.id in seen:
            yield finding(
                "same_party_twice",
                row=agreement.row,
                column=f"party_{number}",
                values={"place": party.place.name},
            )
        seen.add(party.place.id)
