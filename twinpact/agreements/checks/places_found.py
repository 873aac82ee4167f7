"""Every party should be a territory that the gazetteer knows."""

from collections.abc import Iterator
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding


def check(agreement: Agreement, *, on: date) -> Iterator[Finding]:
    """Finds parties whose name was not found, or that may be more than one place.

    A name that may be two places is never decided by chance; the candidates are listed.
    """
    for number, party in enumerate(agreement.parties, start=1):
        if not party.written or party.status == "matched":
            continue
        column = f"party_{number}"
        if party.status == "not_found":
            values = {"written": party.written}
            yield finding("place_not_found", row=agreement.row, column=column, values=values)
            continue
        candidates = ", ".join(f"{place.name} [{place.id}]" for place in party.candidates[:5])
        values = {"written": party.written, "candidates": candidates}
        yield finding("place_ambiguous", row=agreement.row, column=column, values=values)
