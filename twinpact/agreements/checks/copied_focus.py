"""One text on two agreements: perhaps true of both, perhaps copied from one to the other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding
from twinpact.vocabularies import fold

SHORTEST = 40
FEWEST_WORDS = 6
"""Shorter texts ("Promotion of culture") repeat by themselves."""
_SHOWN = 120


def check(agreements: Sequence[Agreement], *, on: date) -> Iterator[Finding]:
    """Finds long texts that stand word for word on agreements with different partners.

    In Table 3 of Aldana Díaz (2012) Queensland and Córdoba, and Daegu and Brandenburg, share one
    text each. One finding for each text: ``row`` is the first row that has it and ``rows`` are
    the others; whoever shows agreements one by one shows it on all of them.
    """
    by_text: dict[str, list[Agreement]] = defaultdict(list)
    for agreement in agreements:
        if is_long(agreement.focus):
            by_text[fold(agreement.focus or "")].append(agreement)
    for alike in by_text.values():
        if len({_parties(agreement) for agreement in alike}) < 2:
            continue
        first, *others = alike
        text = first.focus or ""
        yield finding(
            "copied_focus",
            row=first.row,
            column="focus",
            rows=tuple(other.row for other in others if other.row is not None),
            values={
                "text": text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…",
                "rows": "; ".join(_name(one) for one in alike[:5]),
                "count": len(alike),
            },
        )


def is_long(focus: str | None) -> bool:
    """Whether a text is so long that it does not repeat by itself."""
    text = fold(focus or "")
    return len(text) >= SHORTEST and len(text.split()) >= FEWEST_WORDS


def _parties(agreement: Agreement) -> frozenset[str]:
    return frozenset(
        party.place.id if party.place else party.written for party in agreement.parties
    )


def _name(agreement: Agreement) -> str:
    """The row as the table numbers it, and the partner."""
    partner = agreement.parties[-1].written if agreement.parties else ""
    return " – ".join(str(part) for part in (agreement.row, partner) if part not in {None, ""})
