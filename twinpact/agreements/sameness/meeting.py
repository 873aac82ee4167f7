"""Which agreements are compared at all: those that stand together at some meeting point.

Comparing each with each would take a thousand million comparisons for a large file. Two agreements
meet where they name the same two territories; where one territory is the same and the other, not
surely known, begins or ends alike; where both names do; and where a source gives them one key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from twinpact.agreements.sameness.comparisons.party import Named

LETTERS = 4
"""Names meet whose longest words have the first or last four letters in common, or all letters in
any order: a slip seldom spoils both ends."""
CROWD = 40
"""In a crowd larger than this each agreement is compared with those that are most like it only
(the sorted neighbourhood of M. A. Hernández and S. J. Stolfo 1995, "The merge/purge problem")."""
NEIGHBOURS = 20
MOST_COMBINED = 4
"""Parties of an agreement that are all combined; of more than that, each with the next one."""
MOST_OF_A_KEY = 5
"""A key that stands on more rows than this is no key."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement, by its number, and the two of its parties that are compared."""

    number: int
    first: int
    second: int

    def turned(self) -> Standing:
        """The same two parties, the other one first."""
        return Standing(self.number, self.second, self.first)


@dataclass(frozen=True, slots=True)
class MeetingPoint:
    """Each of ``left`` is compared with each of ``right``."""

    left: tuple[Standing, ...]
    right: tuple[Standing, ...]


def meeting_points(
    parties: Sequence[tuple[Named, ...]],
    keys: Sequence[str | None],
    likeness: Callable[[int], tuple[str, ...]],
) -> Iterator[MeetingPoint]:
    """All meeting points where two agreements or more meet.

    ``likeness`` gives by what the agreements of a crowd are sorted, so that the likest are near.
    """
    crowds: dict[str, list[Standing]] = defaultdict(list)
    plain: list[tuple[Standing, Named, Named]] = []
    for standing, one, other in _standings(parties):
        for point in _surely(one, other, keys[standing.number]):
            crowds[point].append(standing)
        if any(party.doubtful or party.shared for party in (one, other)):
            for point in _by_names(one, other):
                crowds[point].append(standing)
        else:
            plain.append((standing, one, other))
    for standing, one, other in plain:
        for point in _by_names(one, other):
            if point in crowds:
                crowds[point].append(standing)
    for point, crowd in crowds.items():
        if len(crowd) > 1 and not (point.startswith("key ") and _is_crowded(crowd)):
            yield from _neighbourhoods(crowd, likeness)


def _surely(one: Named, other: Named, key: str | None) -> Iterator[str]:
    if key is not None:
        yield f"key {key}"
    if one.place is not None and other.place is not None:
        yield _unordered(one.place, other.place)


def _is_crowded(crowd: Sequence[Standing]) -> bool:
    return len({standing.number for standing in crowd}) > MOST_OF_A_KEY


def standings_of(number: int, parties: tuple[Named, ...]) -> Iterator[Standing]:
    """An agreement once for each two of its parties that are compared."""
    order = sorted(range(len(parties)), key=lambda n: parties[n].order)
    together = combinations(order, 2) if len(order) <= MOST_COMBINED else pairwise(order)
    for one, other in together:
        yield Standing(number, min(one, other), max(one, other))


def _standings(
    parties: Sequence[tuple[Named, ...]],
) -> Iterator[tuple[Standing, Named, Named]]:
    for number, named in enumerate(parties):
        for standing in standings_of(number, named):
            yield standing, named[standing.first], named[standing.second]


def _by_names(one: Named, other: Named) -> set[str]:
    """The places that may be meant, or letters of the names, of both parties."""
    places = _places(one), _places(other)
    letters = _letters(one), _letters(other)
    points = {
        _unordered(a, b)
        for first, second in (places, (places[0], letters[1]), (letters[0], places[1]))
        for a in first
        for b in second
    }
    beginnings_or_ends = zip(letters[0], letters[1], strict=False)
    return points | {_unordered(a, b) for a, b in beginnings_or_ends}


def _places(party: Named) -> tuple[str, ...]:
    if party.place is not None:
        return (party.place,)
    return (*party.candidates, f"={party.name}")


def _letters(party: Named) -> tuple[str, ...]:
    """Letters of the longest word of the name; likewise of the gazetteer's name."""
    names = dict.fromkeys(
        max(name.split(), key=len) for name in (party.name, party.called) if name
    )
    return tuple(part for name in names for part in _telling(name))


def _telling(name: str) -> tuple[str, ...]:
    """How a name begins and ends, both shortly, and which letters it has."""
    return (
        f"{name[:LETTERS]}*",
        f"*{name[-LETTERS:]}",
        f"{name[:2]}*{name[-2:]}",
        "".join(sorted(name)),
    )


def _unordered(one: str, other: str) -> str:
    return f"{one} {other}" if one <= other else f"{other} {one}"


def _neighbourhoods(
    crowd: list[Standing], likeness: Callable[[int], tuple[str, ...]]
) -> Iterator[MeetingPoint]:
    if len(crowd) <= CROWD:
        yield MeetingPoint(tuple(crowd), tuple(crowd))
        return
    row = sorted(crowd, key=lambda one: (likeness(one.number), one.number))
    for begin in range(0, len(row), NEIGHBOURS):
        near = row[max(0, begin - NEIGHBOURS) : begin + 2 * NEIGHBOURS]
        yield MeetingPoint(tuple(row[begin : begin + NEIGHBOURS]), tuple(near))
