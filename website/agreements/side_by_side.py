"""Two language versions as a page shows them: clause beside clause, differences marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from twinpact.agreements.bilingual import (
    Clause,
    Comparison,
    Difference,
    Mark,
    part_in_words,
    say_difference,
)
from website.agreements import words


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A difference in words; ``kind`` is its short label."""

    severity: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A clause in both languages. ``first`` or ``second`` is None where a text has none."""

    title: str
    first: list[Stretch] | None
    second: list[Stretch] | None
    sentences: list[Sentence]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A comparison in the reader's language."""

    rows: list[Row]
    whole: list[Sentence]
    total: int
    grave: int


def side_by_side(found: Comparison) -> SideBySide:
    """The comparison as rows, in the language of the page."""
    reader = words.reader_language()
    rows = []
    for at, pair in enumerate(found.pairs):
        of_pair = found.of_pair(at)
        shown = pair.first or pair.second
        if shown is None:
            continue
        rows.append(
            Row(
                title=part_in_words(shown.part, shown.number, reader),
                first=_stretches(pair.first, (one.first for one in of_pair)),
                second=_stretches(pair.second, (one.second for one in of_pair)),
                sentences=[_sentence(one, reader) for one in of_pair],
            )
        )
    grave = sum(one.severity in ("critical", "error") for one in found.differences)
    whole = [_sentence(one, reader) for one in found.of_whole]
    return SideBySide(rows, whole, len(found.differences), grave)


def _sentence(one: Difference, reader: str) -> Sentence:
    return Sentence(one.severity, words.word("difference", one.code), say_difference(one, reader))


def _stretches(clause: Clause | None, marks: Iterable[Mark | None]) -> list[Stretch] | None:
    """The text of a clause in pieces, so that what differs can be marked."""
    if clause is None:
        return None
    stretches, at = [], 0
    for start, end in _apart(marks):
        stretches += [Stretch(clause.text[at:start], False)] if start > at else []
        stretches.append(Stretch(clause.text[start:end], True))
        at = end
    rest = clause.text[at:]
    return [*stretches, Stretch(rest, False)] if rest else stretches


def _apart(marks: Iterable[Mark | None]) -> list[tuple[int, int]]:
    """The marks in order, those that overlap joined."""
    apart: list[tuple[int, int]] = []
    for mark in sorted((one.start, one.end) for one in marks if one is not None):
        if apart and mark[0] <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], mark[1])
        else:
            apart.append(mark)
    return apart
