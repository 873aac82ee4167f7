"""What form an agreement has: twinning, friendship, cooperation …"""

from collections.abc import Iterator
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding


def check(agreement: Agreement, *, on: date) -> Iterator[Finding]:
    """Finds agreements whose source does not say the form.

    Counts such as Mexico's tell twinnings from other agreements; without the form an agreement
    falls in neither class. A form that was written and not recognised is found while reading.
    """
    said = any(s.field == "form" and not s.unavailable for s in agreement.statements)
    if agreement.form is None and not said:
        yield finding("form_unknown", row=agreement.row, column="form")
