"""Which row of a file is which entry of an earlier file of the same source."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from twinpact.agreements import Agreement as Draft
from twinpact.agreements import Party
from twinpact.vocabularies import fold

#: From this likeness on (0 to 100) two names of a party may be two spellings of one.
ALIKE = 80


@dataclass(frozen=True, slots=True)
class Identity:
    """What a row is recognised by: its parties by place and by name, its form and its year."""

    key: str | None
    places: tuple[str, ...]
    names: tuple[str, ...]
    form: str | None
    signed: str
    digest: str

    @property
    def year(self) -> str:
        """The year of the signature; empty where it is unknown."""
        return self.signed[:4]


def identity(draft: Draft, raw: Mapping[str, str | None]) -> Identity:
    """What this row is recognised by."""
    return Identity(
        key=_own_key(draft),
        places=tuple(p.place.id if p.place else _name(p) for p in draft.parties),
        names=tuple(_name(party) for party in draft.parties),
        form=draft.form,
        signed=draft.signed.isoformat(),
        digest=hashlib.sha256(
            json.dumps(dict(raw), sort_keys=True, ensure_ascii=False).encode()
        ).hexdigest(),
    )


def _own_key(draft: Draft) -> str | None:
    """The key that the file itself gives; the row that a register keeps has a longer one."""
    said = [one.written for one in draft.statements if one.field == "key" and not one.unavailable]
    return said[0] if said else None


def _name(party: Party) -> str:
    return fold(party.written or (party.place.name if party.place else ""))


def stem(one: Identity) -> str:
    """A key that stays the same in every file in which parties, form and year stay the same."""
    if one.key:
        return one.key[:150]
    told = json.dumps([one.places, one.form, one.year], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:24]


Rung = Callable[[Identity], Hashable | None]

#: From the surest to the loosest. A rung that gives None says nothing of a row.
SURE: tuple[Rung, ...] = (
    lambda one: one.digest,
    lambda one: (one.names, one.form, one.signed),
    lambda one: (one.places, one.form, one.year),
    lambda one: (one.names, one.form, one.year),
)
LOOSE: tuple[Rung, ...] = (
    lambda one: (one.places, one.year) if one.year else None,
    lambda one: (one.names, one.year) if one.year else None,
    lambda one: (one.places, one.form) if one.form else None,
    lambda one: (one.names, one.form) if one.form else None,
    lambda one: one.places,
    lambda one: one.names,
)


def recognise(incoming: Sequence[Identity], known: Sequence[Identity]) -> dict[int, int]:
    """For each row that is an entry already: its place in ``incoming`` and that in ``known``.

    The file's own keys count first, where at least one party is still the same: a list that was
    numbered anew does not turn one agreement into another. Then what is equal word by word, then
    ever less; last a party that is spelled otherwise while the other stayed.
    """
    found: dict[int, int] = {}
    rows, entries = _Left(incoming), _Left(known)
    for pair in _on(lambda one: one.key, rows, entries, _shares_a_side):
        _take(found, rows, entries, pair)
    keyed = any(one.key for one in incoming) and any(one.key for one in known)
    for rung in SURE if keyed else (*SURE, *LOOSE):
        for pair in _on(rung, rows, entries):
            _take(found, rows, entries, pair)
    if not keyed:
        for pair in _respelled(rows, entries):
            _take(found, rows, entries, pair)
    return found


class _Left:
    """The identities that have found no partner yet."""

    def __init__(self, all_of_them: Sequence[Identity]) -> None:
        self.by_place = dict(enumerate(all_of_them))

    def __getitem__(self, place: int) -> Identity:
        return self.by_place[place]

    def by(self, rung: Rung) -> dict[Hashable, list[int]]:
        buckets: dict[Hashable, list[int]] = defaultdict(list)
        for place, one in self.by_place.items():
            value = rung(one)
            if value is not None:
                buckets[value].append(place)
        return buckets


def _take(found: dict[int, int], rows: _Left, entries: _Left, pair: tuple[int, int]) -> None:
    row, entry = pair
    if row in rows.by_place and entry in entries.by_place:
        found[row] = entry
        del rows.by_place[row], entries.by_place[entry]


def _on(
    rung: Rung,
    rows: _Left,
    entries: _Left,
    allowed: Callable[[Identity, Identity], bool] = lambda _row, _entry: True,
) -> Iterator[tuple[int, int]]:
    """Pairs that are equal on a rung; of several the closest first, then in the file's order."""
    there = entries.by(rung)
    for value, here in rows.by(rung).items():
        pairs = [
            (row, entry)
            for row in here
            for entry in there.get(value, ())
            if allowed(rows[row], entries[entry])
        ]
        yield from sorted(pairs, key=lambda pair: (-_close(rows[pair[0]], entries[pair[1]]), pair))


def _close(row: Identity, entry: Identity) -> int:
    """In how many things two identities agree."""
    return sum(
        (
            row.signed == entry.signed,
            row.year == entry.year,
            row.form == entry.form,
            row.names == entry.names,
            row.places == entry.places,
        )
    )


def _shares_a_side(row: Identity, entry: Identity) -> bool:
    return bool(
        {*row.places} & {*entry.places}
        or {*row.names} & {*entry.names}
        or any(fuzz.ratio(one, other) >= ALIKE for one in row.names for other in entry.names)
    )


def _respelled(rows: _Left, entries: _Left) -> list[tuple[int, int]]:
    """Pairs of which one party is the same and the other's name is alike, the likest first."""
    by_side: dict[tuple[int, str], list[int]] = defaultdict(list)
    for entry, one in entries.by_place.items():
        for side in _sides(one):
            by_side[side].append(entry)
    scored = {}
    for row, one in rows.by_place.items():
        for side in _sides(one):
            for entry in by_side.get(side, ()):
                like = _likeness(one, entries[entry], of=1 - side[0])
                if like >= ALIKE:
                    scored[row, entry] = like + 10 * _close(one, entries[entry])
    return sorted(scored, key=lambda pair: (-scored[pair], pair))


def _sides(one: Identity) -> set[tuple[int, str]]:
    """Each party of an agreement of two, by name and by place, with the side that it is on."""
    if len(one.names) != 2:
        return set()
    return {(side, name) for names in (one.names, one.places) for side, name in enumerate(names)}


def _likeness(one: Identity, other: Identity, *, of: int) -> float:
    """How alike (0 to 100) the names of two parties are."""
    return float(fuzz.ratio(one.names[of], other.names[of]))
