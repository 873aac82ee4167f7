"""The same two territories in two rows: perhaps one agreement, entered twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from twinpact.agreements.agreement import Agreement, Party
from twinpact.agreements.findings import Finding, finding


def check(agreements: Sequence[Agreement], *, on: date) -> Iterator[Finding]:
    """Finds rows with the same parties and the same year, or with a year that is not known.

    Rows of the same pair with different years are agreements of their own (a renewal, a second
    agreement) and are left alone. One finding for each group of rows: ``row`` is the first and
    ``rows`` are the others. Comparing records by the few fields that should agree is where record
    linkage starts (I. P. Fellegi and A. B. Sunter 1969, "A theory for record linkage", JASA 64,
    1183).
    """
    by_pair: dict[frozenset[str], list[Agreement]] = defaultdict(list)
    for agreement in agreements:
        pair = frozenset(_identity(agreement, n) for n in range(len(agreement.parties)))
        if len(pair) > 1:
            by_pair[pair].append(agreement)
    for rows in by_pair.values():
        for alike in _same_year(rows):
            first, *others = alike
            yield finding(
                "repeated_pair",
                row=first.row,
                column="party_2",
                rows=tuple(other.row for other in others if other.row is not None),
                values={
                    "first": _name(first.parties[0]),
                    "second": _name(first.parties[1]),
                    "rows": ", ".join(str(one.row) for one in alike[:5]),
                    "count": len(alike),
                },
            )


def _name(party: Party) -> str:
    return party.written or (party.place.name if party.place else "")


def _identity(agreement: Agreement, index: int) -> str:
    """The place; where it was not found, all that the source says of the party."""
    party = agreement.parties[index]
    if party.place is not None:
        return party.place.id
    said = (s.written for s in agreement.statements if s.field.startswith(f"party_{index + 1}"))
    return "\n".join(said) or party.written


def _same_year(rows: list[Agreement]) -> Iterator[list[Agreement]]:
    """Groups of rows that may be one agreement; an unknown year goes with every group."""
    by_year: dict[int | None, list[Agreement]] = defaultdict(list)
    for agreement in rows:
        start = agreement.signed.earliest
        by_year[None if start is None else start.year].append(agreement)
    undated = by_year.pop(None, [])
    if not by_year and len(undated) > 1:
        yield undated
    for dated in by_year.values():
        group = sorted((*dated, *undated), key=lambda agreement: agreement.row or 0)
        if len(group) > 1:
            yield group
