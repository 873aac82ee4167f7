"""Two language versions of an agreement, clause by clause: what differs, and where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from twinpact.agreements.bilingual.alignment import Pair, Seen, align, seen
from twinpact.agreements.bilingual.clauses import Clause, split_clauses
from twinpact.agreements.bilingual.differing import Sides, compare_items
from twinpact.agreements.bilingual.findings import Difference, difference
from twinpact.agreements.bilingual.items import Reading
from twinpact.agreements.bilingual.language import language
from twinpact.agreements.bilingual.parties import PartyNames, compare_parties
from twinpact.agreements.bilingual.reading import read_items


@dataclass(frozen=True, slots=True)
class Beside:
    """A clause of the first text with that of the second; None where one text has none."""

    first: Clause | None
    second: Clause | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The clauses side by side, and the differences; ``counts`` are the numbers of clauses."""

    languages: tuple[str, str]
    pairs: tuple[Beside, ...]
    differences: tuple[Difference, ...]
    counts: tuple[int, int]

    def of_pair(self, at: int) -> list[Difference]:
        """The differences of one pair of clauses."""
        return [found for found in self.differences if found.pair == at]

    @property
    def of_whole(self) -> list[Difference]:
        """The differences that are about no one clause."""
        return [found for found in self.differences if found.pair is None]


class EmptyTextError(ValueError):
    """One of the texts has no words; ``side`` is 1 or 2."""

    def __init__(self, side: int) -> None:
        super().__init__(f"text {side} is empty.")
        self.side = side


def compare_texts(
    first: str, second: str, languages: tuple[str, str], parties: Sequence[PartyNames] = ()
) -> Comparison:
    """What differs between two versions of one agreement in two languages.

    ``parties`` hold for each party the names by which a text may call it, in any language.
    Nothing is guessed: what a language writes in a way that is not read is said, and a number
    that can be read in two ways agrees with either reading.

    Raises:
        EmptyTextError: One of the texts has no words.
    """
    for side, text in enumerate((first, second), 1):
        if not text.strip():
            raise EmptyTextError(side)
    split = [
        split_clauses(text, code) for text, code in zip((first, second), languages, strict=True)
    ]
    split = _closed_alike(split[0], split[1])
    parts = _parts(split[0], split[1], languages)
    pairs = tuple(Beside(part.first, part.second) for part in parts)
    found: list[Difference] = [*_about_whole(split, languages, (first, second), parties)]
    for at, part in enumerate(parts):
        found += compare_items(part, pair=at, languages=languages)
        found += compare_parties((part.first, part.second), at, languages, parties)
    counts = tuple(sum(clause.part == "clause" for clause in side) for side in split)
    return Comparison(languages, pairs, tuple(found), (counts[0], counts[1]))


def _closed_alike(first: list[Clause], second: list[Clause]) -> list[list[Clause]]:
    """Where only one text has a closing that is seen, it belongs to that text's last clause."""
    sides = [first, second]
    closed = [bool(side) and side[-1].part == "closing" for side in sides]
    if closed[0] == closed[1]:
        return sides
    return [_joined(side) if has else side for side, has in zip(sides, closed, strict=True)]


def _joined(side: list[Clause]) -> list[Clause]:
    *others, closing = side
    if not others:
        return [Clause("opening", None, closing.text)]
    last = others[-1]
    text = f"{last.text}\n{closing.text}"
    return [*others[:-1], Clause(last.part, last.number, text, last.body_from)]


def _parts(first: list[Clause], second: list[Clause], languages: tuple[str, str]) -> list[Sides]:
    """The openings, the clauses that belong together, and the closings, with what was read."""
    read = [
        [(clause, read_items(clause.body, code)) for clause in side]
        for side, code in zip((first, second), languages, strict=True)
    ]
    found = [*_of_part(read, "opening")]
    numbered = [[one for one in side if one[0].part == "clause"] for side in read]
    looked = [[_seen(one) for one in side] for side in numbered]
    found += [_sides(numbered, pair) for pair in align(looked[0], looked[1])]
    return [*found, *_of_part(read, "closing")]


_Read = tuple[Clause, Reading]


def _seen(one: _Read) -> Seen:
    return seen(one[0], one[1].items)


def _of_part(read: list[list[_Read]], part: str) -> Iterator[Sides]:
    there = [next((one for one in side if one[0].part == part), None) for side in read]
    if there[0] or there[1]:
        yield Sides(
            first=there[0][0] if there[0] else None,
            second=there[1][0] if there[1] else None,
            read=(there[0][1] if there[0] else None, there[1][1] if there[1] else None),
        )


def _sides(numbered: list[list[_Read]], pair: Pair) -> Sides:
    one, other = (
        None if at is None else side[at] for side, at in zip(numbered, pair, strict=True)
    )
    return Sides(
        first=one[0] if one else None,
        second=other[0] if other else None,
        read=(one[1] if one else None, other[1] if other else None),
    )


def _about_whole(
    split: Iterable[list[Clause]],
    languages: tuple[str, str],
    texts: tuple[str, str],
    parties: Sequence[PartyNames],
) -> Iterator[Difference]:
    for code in dict.fromkeys(languages):
        if not language(code).known:
            yield difference("language_unread", values={"language": code})
    counts = [sum(clause.part == "clause" for clause in side) for side in split]
    named = {"first_language": languages[0], "second_language": languages[1]}
    if counts[0] != counts[1]:
        counted: dict[str, str | int] = {"first": counts[0], "second": counts[1]}
        yield difference("clause_count_differs", values={**named, **counted})
    for code, count in zip(languages, counts, strict=True):
        if count == 0:
            yield difference("clauses_unread", values={"language": code})
    yield from compare_parties_of_texts(texts, languages, parties)


def compare_parties_of_texts(
    texts: tuple[str, str], languages: tuple[str, str], parties: Sequence[PartyNames]
) -> Iterator[Difference]:
    """Parties that a text nowhere names."""
    for party in parties:
        for text, code in zip(texts, languages, strict=True):
            if not party.is_named_in(text):
                values = {"party": party.names[0], "language": code}
                yield difference("party_missing", values=values)
