"""Drafts of agreements for measuring: real rows, repeated with other places of the country."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, cycle, islice
from pathlib import Path

from twinpact.agreements import Agreement, Finding, Party, read_agreements, recognise_columns
from twinpact.formats.tables import read_table
from twinpact.places import Place
from twinpact.places.gazetteer_tables import LEVELS, gazetteer

MUNICIPALITY = LEVELS.index("municipality")
Draft = tuple[Agreement, list[Finding]]


def drafts(table: Path, wanted: int) -> list[Draft]:
    """So many drafts made from the rows of a table, each with what the reading found in it.

    The first round is the table as it was read. In every further one each territory that was
    found gives way to another municipality of its country, so that hardly a pair comes twice; the
    key tells the copies apart.
    """
    read = read_table(table.read_bytes(), name=table.name)
    mapping = recognise_columns(read.header, [row for _, row in read.rows[:200]])
    rows = list(read_agreements(read.rows, mapping))
    others = _others()
    made = []
    for number, (draft, found) in islice(zip(count(2), cycle(rows)), wanted):
        copy = (number - 2) // len(rows)
        parties = draft.parties if not copy else tuple(_moved(p, others) for p in draft.parties)
        key = f"{draft.key or draft.row}#{copy}"
        made.append((replace(draft, row=number, key=key, parties=parties), found))
    return made


def _moved(party: Party, others: dict[str, Iterator[Place]]) -> Party:
    if party.place is None:
        return party
    place = next(others[party.place.country], party.place)
    return replace(party, written=place.name, place=place)


def _others() -> dict[str, Iterator[Place]]:
    """The municipalities of each country, round and round."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, level in enumerate(gazetteer().level):
        # One municipality of the gazetteer lies beyond the pole; the register refuses it.
        if level == MUNICIPALITY and abs(gazetteer().latitude[row]) <= 90:
            rows[gazetteer().country(row)].append(row)
    return defaultdict(
        lambda: iter(()),
        {code: map(gazetteer().place, cycle(found)) for code, found in rows.items()},
    )
