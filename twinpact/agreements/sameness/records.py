"""Agreements as rows that an engine compares, with the candidates for one agreement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import pyarrow as pa

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.sameness.comparison import Cell
from twinpact.agreements.sameness.comparisons import (
    COMPARISONS,
    ends,
    focus,
    form,
    other_parties,
    party,
    source_key,
    start,
)
from twinpact.agreements.sameness.comparisons.party import Named, named
from twinpact.agreements.sameness.meeting import MeetingPoint, Standing, meeting_points

_TYPES = {"text": pa.string(), "number": pa.int64(), "words": pa.list_(pa.string())}
_COLUMNS = {name: kind for one in COMPARISONS for name, kind in one.columns.items()}
_SIDES = tuple(tuple(party.comparison(n).columns) for n in (1, 2))
_TURNED = dict(zip(_SIDES[0] + _SIDES[1], _SIDES[1] + _SIDES[0], strict=True))
COPIES = 20
"""Of rows that say the very same so many are compared with everything, the others only linked."""


def fingerprint(agreement: Agreement) -> str:
    """What an agreement says, in 32 letters: the name under which a decision is remembered.

    It holds the parties in any order, the dates, form, key and focus, and not the number of the
    row, so that a file that is brought again is known again.
    """
    return _fingerprint(agreement, named(agreement))


def _fingerprint(agreement: Agreement, parties: tuple[Named, ...]) -> str:
    said = [
        *sorted(f"{one.place or one.name}/{one.country}" for one in parties),
        agreement.signed.isoformat(),
        agreement.in_force.isoformat(),
        agreement.ends.isoformat(),
        agreement.form or "",
        agreement.key or "",
        " ".join(focus.cells(agreement)["about"] or ()),  # type: ignore[arg-type]
    ]
    return blake2b("\n".join(said).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Records:
    """The agreements of a comparison: first the ``incoming`` ones, then those that are known."""

    agreements: Sequence[Agreement]
    incoming: int
    stand_in_years: Collection[int] = ()

    @cached_property
    def parties(self) -> list[tuple[Named, ...]]:
        """The parties of each agreement as they are compared."""
        return [named(agreement) for agreement in self.agreements]

    @cached_property
    def copies(self) -> dict[int, int]:
        """By number, rows that say the very same as others, beyond a few, and their first one."""
        seen: dict[tuple[object, ...], list[int]] = {}
        more: dict[int, int] = {}
        for number, agreement in enumerate(self.agreements):
            said = self.said(number, agreement)
            first = seen.setdefault(said, [])
            if len(first) < COPIES:
                first.append(number)
            else:
                more[number] = first[0]
        return more

    def said(self, number: int, agreement: Agreement) -> tuple[object, ...]:
        """All that is compared of an agreement, its parties in their order."""
        return (
            tuple(one.order for one in self.parties[number]),
            agreement.signed.earliest,
            agreement.signed.latest,
            agreement.in_force.earliest,
            agreement.in_force.latest,
            agreement.ends.earliest,
            agreement.ends.latest,
            agreement.form,
            agreement.key,
            agreement.focus,
        )

    def meeting_points(self) -> Iterator[MeetingPoint]:
        """Where the agreements meet; rows that only repeat others stay away."""
        away = self.copies
        parties = [() if n in away else some for n, some in enumerate(self.parties)]
        keys = [(agreement.key or "").strip() or None for agreement in self.agreements]
        return meeting_points(parties, keys, self._order)

    def table(self, standings: Sequence[Standing]) -> pa.Table:
        """Two rows for each standing: number 2n for the n-th, 2n + 1 with its parties turned."""
        columns: dict[str, list[Cell]] = {name: [] for name in _COLUMNS}
        for standing in standings:
            for name, cell in self._cells(standing).items():
                columns[name].append(cell)
        straight = {
            name: pa.array(cells, type=_TYPES[_COLUMNS[name]]) for name, cells in columns.items()
        }
        turned = {name: straight[_TURNED.get(name, name)] for name in straight}
        tables = [
            pa.table({"unique_id": pa.array(range(n, 2 * len(standings), 2), pa.int64()), **cells})
            for n, cells in enumerate((straight, turned))
        ]
        return pa.concat_tables(tables)

    def _order(self, number: int) -> tuple[str, ...]:
        agreement = self.agreements[number]
        begun = start.beginning(agreement).isoformat()
        return begun, agreement.form or "", _fingerprint(agreement, self.parties[number])

    def _cells(self, standing: Standing) -> dict[str, Cell]:
        agreement, parties = self.agreements[standing.number], self.parties[standing.number]
        chosen = {standing.first, standing.second}
        return {
            **party.cells(parties[standing.first], 1),
            **party.cells(parties[standing.second], 2),
            **other_parties.cells(one for n, one in enumerate(parties) if n not in chosen),
            **start.cells(agreement, self.stand_in_years),
            **ends.cells(agreement),
            **form.cells(agreement),
            **focus.cells(agreement),
            **source_key.cells(agreement),
        }
