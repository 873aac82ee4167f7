"""Which clause of one text is which clause of the other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from twinpact.agreements.bilingual.clauses import Clause
from twinpact.agreements.bilingual.items import Item
from twinpact.vocabularies import fold

_PREFIX = 4
_COGNATES, _ITEMS, _LENGTH, _NUMBER, _LEAST = 2.0, 1.0, 0.4, 0.3, 0.25
"""What likeness of words, of items, of length and the same number weigh, and what a pair must
exceed: a clause is better left alone than put beside one that says something else."""

Pair = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """A clause as it is compared: its items, and the beginnings of its words."""

    clause: Clause
    items: frozenset[str]
    words: frozenset[str]


def seen(clause: Clause, items: Sequence[Item]) -> Seen:
    """What the alignment looks at in a clause."""
    strong = frozenset(value for item in items if not item.weak for value in item.values)
    words = {word[:_PREFIX] for word in fold(clause.body).split() if len(word) > _PREFIX}
    return Seen(clause, strong, frozenset(words))


def align(first: Sequence[Seen], second: Sequence[Seen]) -> list[Pair]:
    """Pairs of positions, in order; None where a clause stands in one text only.

    Where both texts number their clauses alike, the numbers decide. Otherwise the pairs are those
    that together are most alike (dynamic programming over the order of both texts, as Gale and
    Church 1993 align sentences): languages of one family share the beginnings of many words, and
    dates, amounts and numbers are the same in all.
    """
    numbers = [[one.clause.number for one in side] for side in (first, second)]
    if numbers[0] == numbers[1]:
        return [(at, at) for at in range(len(first))]
    if _has_gap(numbers[0]) or _has_gap(numbers[1]):
        return _by_number(numbers[0], numbers[1])
    return _by_likeness(first, second)


def _has_gap(numbers: Sequence[int | None]) -> bool:
    """Whether a number is left out, so that the others still say which clause is which."""
    return list(numbers) != list(range(1, len(numbers) + 1))


def _by_number(first: Sequence[int | None], second: Sequence[int | None]) -> list[Pair]:
    there = sorted({number for number in (*first, *second) if number is not None})
    return [
        (first.index(number) if number in first else None,
         second.index(number) if number in second else None)
        for number in there
    ]  # fmt: skip


def _by_likeness(first: Sequence[Seen], second: Sequence[Seen]) -> list[Pair]:
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            together = best[i + 1][j + 1] + _likeness(first[i], second[j]) - _LEAST
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < len(first) and j < len(second):
        if best[i][j] == best[i + 1][j + 1] + _likeness(first[i], second[j]) - _LEAST:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(at, None) for at in range(i, len(first))]
    return [*pairs, *((None, at) for at in range(j, len(second)))]


def _likeness(one: Seen, other: Seen) -> float:
    together = len(one.items | other.items)
    items = len(one.items & other.items) / together if together else 0.0
    words = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    longer = math.log((len(one.clause.body) + 20) / (len(other.clause.body) + 20))
    same_number = one.clause.number == other.clause.number
    return (
        _COGNATES * words
        + _ITEMS * items
        + _LENGTH * math.exp(-abs(longer))
        + _NUMBER * same_number
    )
