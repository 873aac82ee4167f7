"""What the database would refuse of an agreement, said before it is tried."""

from collections.abc import Iterator

from twinpact.agreements import Agreement, Finding, finding
from website.agreements.convert import LONGEST_NAME


def refused(agreement: Agreement) -> Iterator[Finding]:
    """The reasons for which an agreement cannot stand in the register as it was read.

    The same conditions as the constraints of ``agreements.models``: an end that is not before the
    signature or the entry into force, and names that fit their columns.
    """
    last = agreement.ends.latest
    for start in (agreement.signed, agreement.in_force):
        if last is not None and start.earliest is not None and last < start.earliest:
            values = {"ends": agreement.ends.isoformat(), "start": start.isoformat()}
            yield finding("ends_before_start", row=agreement.row, column="ends", values=values)
            break
    texts = [(f"party_{n}", party.written) for n, party in enumerate(agreement.parties, start=1)]
    texts.append(("locator", agreement.locator or ""))
    for column, text in texts:
        if len(text) > LONGEST_NAME:
            values = {"length": len(text), "limit": LONGEST_NAME}
            yield finding("text_too_long", row=agreement.row, column=column, values=values)
