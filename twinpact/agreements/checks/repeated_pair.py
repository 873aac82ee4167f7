"""The same two territories in two rows: perhaps one agreement, entered twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from twinpact.agreements.agreement import Agreement, Party
from twinpact.agreements.checks import placeholder_year
from twinpact.agreements.findings import Finding, finding
from twinpact.agreements.sameness import compare_agreements


def check(agreements: Sequence[Agreement], *, on: date) -> Iterator[Finding]:
    """Finds rows that are one agreement or that may be, also where names are spelt otherwise.

    Which rows these are is said by :mod:`twinpact.agreements.sameness`. Rows of the same pair that
    are plainly a renewal or a second agreement are left alone. A year that the table uses for
    "unknown" counts as unknown. One finding for each group of rows: ``row`` is the first and
    ``rows`` are the others.
    """
    stand_ins = placeholder_year.stand_in_years(agreements)
    found = compare_agreements(agreements, stand_in_years=stand_ins)
    pairs = [(one.first_number, one.second_number) for one in found if one.outcome != "different"]
    for numbers in _groups(pairs):
        alike = [agreements[number] for number in numbers]
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


def _groups(pairs: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The rows that hang together through pairs, each group and all groups in their order."""
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    seen: set[int] = set()
    for number in sorted(near):
        if number in seen:
            continue
        group, reached = {number}, [number]
        while reached:
            further = set(near[reached.pop()]) - group
            group |= further
            reached += further
        seen |= group
        yield sorted(group)
