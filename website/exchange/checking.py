"""What the checks find in the rows of a file, before anything is in the register."""

from collections.abc import Iterable
from datetime import date

from twinpact.agreements import Agreement, Finding, run_checks


def found_by_row(drafts: Iterable[Agreement], *, on: date) -> dict[int, list[Finding]]:
    """The findings of each row of a file; one about several rows stands on each of them."""
    found: dict[int, list[Finding]] = {}
    for one in run_checks(drafts, on=on):
        for row in (one.row,) if one.row is not None else one.rows:
            found.setdefault(row, []).append(one)
    return found
