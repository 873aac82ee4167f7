"""Twins are peers: city with city, province with province."""

from collections.abc import Iterator
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding

_ALIKE = {"metropolitan": "municipality"}
"""A metropolitan area and a municipality both govern a city."""


def check(agreement: Agreement, *, on: date) -> Iterator[Finding]:
    """Finds agreements between territories of different levels of government.

    Twinnings join territories "of similar hierarchy" (Aldana Díaz 2012, on Antioquia). Countries
    have a finding of their own.
    """
    placed = [(n, p, p.place) for n, p in enumerate(agreement.parties, start=1) if p.place]
    if len(placed) < 2:
        return
    _, first, near = placed[0]
    for number, party, far in placed[1:]:
        levels = {_ALIKE.get(near.level, near.level), _ALIKE.get(far.level, far.level)}
        if len(levels) == 1 or "country" in levels:
            continue
        yield finding(
            "levels_differ",
            row=agreement.row,
            column=f"party_{number}",
            values={
                "first": first.written or near.name,
                "first_level": near.level,
                "second": party.written or far.name,
                "second_level": far.level,
            },
        )
