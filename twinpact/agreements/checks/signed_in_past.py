"""Nothing is signed tomorrow."""

from collections.abc import Iterator
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding


def check(agreement: Agreement, *, on: date) -> Iterator[Finding]:
    """Finds dates of signature that lie after the day of the check, whichever day they mean.

    An agreement still to be signed has a state (awaiting signature) and no date of signature
    (Vienna Convention on the Law of Treaties 1969, article 10).
    """
    signed = agreement.signed
    if signed.earliest is not None and signed.earliest > on:
        values = {"signed": signed.isoformat()}
        yield finding("signed_in_future", row=agreement.row, column="signed", values=values)
