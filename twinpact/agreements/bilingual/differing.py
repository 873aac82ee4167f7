"""The items of two clauses that belong together, matched; what is left differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twinpact.agreements.bilingual.clauses import Clause
from twinpact.agreements.bilingual.findings import Difference, Mark, difference
from twinpact.agreements.bilingual.items import Doubt, Item, Kind, Reading

_KINDS: tuple[Kind, ...] = ("date", "amount", "reference", "number")


@dataclass(frozen=True, slots=True)
class Sides:
    """A clause in both texts with what was read of it; None where a text does not have it."""

    first: Clause | None
    second: Clause | None
    read: tuple[Reading | None, Reading | None]


def compare_items(sides: Sides, *, pair: int, languages: tuple[str, str]) -> list[Difference]:
    """The differences between two clauses in dates, amounts, references and numbers."""
    named = {"first_language": languages[0], "second_language": languages[1]}
    if sides.first is None or sides.second is None:
        return [_alone(sides, pair, languages)]
    found = [*_numbering(sides.first, sides.second, pair, named)]
    offsets = sides.first.body_from, sides.second.body_from
    for at, code in enumerate(languages):
        reading = sides.read[at]
        if reading is not None:
            found += [_doubt(one, at, offsets[at], pair, code) for one in reading.doubts]
    for kind in _KINDS:
        one, other = (r.of(kind) if r else [] for r in sides.read)
        found += _Matching(one, other, pair, offsets, named).differences(kind)
    return found


def _alone(sides: Sides, pair: int, languages: tuple[str, str]) -> Difference:
    """A clause, an opening or a closing that stands in one text only."""
    there, lacking = languages if sides.first is not None else languages[::-1]
    clause = sides.first or sides.second
    mark = None if clause is None else Mark(0, len(clause.text))
    return difference(
        "clause_missing" if clause is not None and clause.part == "clause" else "part_missing",
        pair=pair,
        first=mark if sides.first is not None else None,
        second=mark if sides.first is None else None,
        values={"first_language": there, "second_language": lacking},
    )


def _numbering(
    first: Clause, second: Clause, pair: int, named: dict[str, str]
) -> Iterator[Difference]:
    if first.number != second.number and first.number is not None and second.number is not None:
        marks = Mark(0, first.body_from), Mark(0, second.body_from)
        numbers: dict[str, str | int] = {"first": first.number, "second": second.number}
        yield difference(
            "clause_number_differs", pair=pair, first=marks[0], second=marks[1],
            values={**named, **numbers},
        )  # fmt: skip


def _doubt(one: Doubt, at: int, offset: int, pair: int, code: str) -> Difference:
    mark = Mark(one.start + offset, one.end + offset)
    return difference(
        one.code,
        pair=pair,
        first=mark if at == 0 else None,
        second=mark if at == 1 else None,
        values={"language": code, "written": one.written},
    )


@dataclass(frozen=True, slots=True)
class _Matching:
    """Items of one kind from two clauses, matched one to one by a reading they share."""

    one: Sequence[Item]
    other: Sequence[Item]
    pair: int
    offsets: tuple[int, int]
    named: dict[str, str]

    def differences(self, kind: Kind) -> Iterator[Difference]:
        left_one, left_other, matched = self._matched()
        if kind == "amount":
            yield from self._currencies(matched)
        strong_one = [item for item in left_one if not item.weak]
        strong_other = [item for item in left_other if not item.weak]
        for item, against in zip(strong_one, strong_other, strict=False):
            yield self._say(f"{kind}_differs", item, against)
        for item in strong_one[len(strong_other) :]:
            yield self._missing(kind, item, None)
        for item in strong_other[len(strong_one) :]:
            yield self._missing(kind, None, item)

    def _matched(self) -> tuple[list[Item], list[Item], list[tuple[Item, Item]]]:
        """What has no partner on either side, and the pairs; sure readings are matched first."""
        left_other = list(self.other)
        left_one, matched = [], []
        for item in sorted(self.one, key=lambda item: (item.weak, len(item.values))):
            found = min(
                (against for against in left_other if item.values & against.values),
                key=lambda against: (
                    item.currency != against.currency,
                    against.weak,
                    len(against.values),
                ),
                default=None,
            )
            if found is None:
                left_one.append(item)
            else:
                left_other.remove(found)
                matched.append((item, found))
        return sorted(left_one, key=lambda item: item.start), left_other, matched

    def _currencies(self, matched: list[tuple[Item, Item]]) -> Iterator[Difference]:
        for item, against in matched:
            if item.currency is None or against.currency is None:
                yield self._say("currency_unread", item, against)
            elif item.currency != against.currency:
                yield self._say("currency_differs", item, against)

    def _missing(self, kind: Kind, one: Item | None, other: Item | None) -> Difference:
        item = one or other
        words = kind == "number" and item is not None and item.in_words
        return self._say("number_word_missing" if words else f"{kind}_missing", one, other)

    def _say(self, code: str, one: Item | None, other: Item | None) -> Difference:
        values = dict(self.named)
        if one is None:
            values["first_language"], values["second_language"] = (
                self.named["second_language"],
                self.named["first_language"],
            )
        there = [item.written for item in (one, other) if item is not None]
        values["first"], values["second"] = there[0], there[-1]
        return difference(
            code,
            pair=self.pair,
            first=_mark(one, self.offsets[0]),
            second=_mark(other, self.offsets[1]),
            values=values,
        )


def _mark(item: Item | None, offset: int) -> Mark | None:
    return None if item is None else Mark(item.start + offset, item.end + offset)
