"""When an agreement was signed."""

from collections.abc import Iterator
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding


def check(agreement: Agreement, *, on: date) -> Iterator[Finding]:
    """Finds agreements whose date of signature is not known, and says what the source says.

    The terms of an agreement run from its date, and three rows of the founding tables (Aldana
    Díaz 2012, Tables 1 and 3) have none. A date that was written and not understood is found
    while reading.
    """
    if agreement.signed.earliest is not None:
        return
    said = [s for s in agreement.statements if s.field == "signed"]
    if not said:
        yield finding("date_missing", row=agreement.row, column="signed")
    elif all(statement.unavailable for statement in said):
        values = {"written": said[0].written}
        yield finding("date_unknown", row=agreement.row, column="signed", values=values)
