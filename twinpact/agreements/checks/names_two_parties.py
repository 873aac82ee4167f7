"""An agreement needs two parties: without them there is nothing to record."""

from collections.abc import Iterator
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding


def check(agreement: Agreement, *, on: date) -> Iterator[Finding]:
    """Finds agreements that name fewer than two parties.

    An inter-institutional agreement is concluded between bodies of two subjects: Mexico, Ley
    sobre la Celebración de Tratados (DOF 2 January 1992), article 2, fraction II.
    """
    named = [
        number
        for number, party in enumerate(agreement.parties, start=1)
        if party.written or party.place is not None or party.organization
    ]
    if len(named) < 2:
        missing = 2 if named == [1] else 1
        yield finding("party_missing", row=agreement.row, column=f"party_{missing}")
