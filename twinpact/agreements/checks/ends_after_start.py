"""An agreement ends after it starts."""

from collections.abc import Iterator
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding


def check(agreement: Agreement, *, on: date) -> Iterator[Finding]:
    """Finds agreements whose end lies before their start, whichever days the dates mean.

    Partial dates are compared by their widest reading: an agreement of 2010 that ends in 2010 may
    be right. The start is the entry into force, else the signature (Vienna Convention on the Law
    of Treaties 1969, article 24, tells the two apart).
    """
    starts = [start for start in (agreement.in_force, agreement.signed) if start.earliest]
    last = agreement.ends.latest
    if not starts or last is None:
        return
    start = starts[0]
    if start.earliest is not None and last < start.earliest:
        yield finding(
            "ends_before_start",
            row=agreement.row,
            column="ends",
            values={"ends": agreement.ends.isoformat(), "start": start.isoformat()},
        )
