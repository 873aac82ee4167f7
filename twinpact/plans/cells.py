"""Reading a figure as somebody wrote it; a doubt is told and never decided."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from twinpact.agreements.parsing.money import readings_of_number
from twinpact.agreements.parsing.words import UnreadWordError, is_unavailable, read_yes_or_no
from twinpact.plans.indicators import Kind, Value
from twinpact.vocabularies import find_words, fold

Mark = Literal[",", "."]
_NUMBER = re.compile(r"([-−+]?)\s*(\d(?:[\d.,'’\u00a0\u202f ]*\d)?)\s*%?")
_LONGEST = 60
_GOAL_TARGET = re.compile(r"(\d{1,2})\.(\d{1,2}|[a-dA-D])")
_DONE = frozenset({"hecho", "done", "feito", "cumplido", "cumprido", "logrado", "firmado"})
_ALL_YEAR = frozenset({"todo el ano", "all year", "o ano todo", "ano completo", "anual", "annual"})
_QUARTER = re.compile(r"(?:t|q|trim(?:estre)?|quarter)\s*([1-4])|([1-4])\s*(?:t|q|o? trim\w*)")


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A value, or the code of a plan finding that says why there is none, with its gaps."""

    value: Value | None = None
    finding: str | None = None
    values: dict[str, str] = field(default_factory=dict)


def decimal_mark(texts: Iterable[str | None]) -> Mark | None:
    """The decimal mark of a table or block, where its plain numbers all use the same one.

    "1.234,5" and "0,5" say that it is the comma; "1.500" alone says nothing.
    """
    marks: set[Mark] = set()
    for text in texts:
        found = _NUMBER.fullmatch((text or "").strip())
        if found is None or len(readings_of_number(found[2])) > 1:
            continue
        digits = re.sub(r"['’\u00a0\u202f ]", "", found[2])
        used = [mark for mark in digits if mark in ".,"]
        if not used:
            continue
        last: Mark = "," if used[-1] == "," else "."
        other: Mark = "." if last == "," else ","
        # A mark that stands twice parts thousands, so the other one is the decimal mark.
        marks.add(last if used.count(last) == 1 else other)
    return marks.pop() if len(marks) == 1 else None


def read_cell(kind: Kind, text: str | None, mark: Mark | None = None) -> ReadCell:
    """The value of a cell under an indicator of a kind.

    An empty cell is unknown and no finding; "not available" is unknown, and told. ``mark`` decides
    what "1.500" is; without it, it is refused with both readings.
    """
    written = (text or "").strip()
    if not written:
        return ReadCell()
    if is_unavailable(written):
        return ReadCell(None, "told_unknown", {"written": written[:_LONGEST]})
    if kind == "qualitative":
        return ReadCell(written)
    if kind == "yes_no":
        return _yes_or_no(written)
    return read_number(written, mark)


def read_number(written: str, mark: Mark | None = None) -> ReadCell:
    """A number, with a percent sign or without."""
    shown = {"written": written[:_LONGEST]}
    found = _NUMBER.fullmatch(written.strip()) if len(written) <= _LONGEST else None
    if found is None:
        return ReadCell(None, "number_unread", shown)
    readings = readings_of_number(found[2])
    if len(readings) > 1 and mark is not None:
        there = next(sign for sign in found[2] if sign in ".,")
        readings = readings[1:] if there == mark else readings[:1]
    if len(readings) > 1:
        both = {"first": f"{readings[0]:f}", "second": f"{readings[1]:f}"}
        return ReadCell(None, "number_ambiguous", {**shown, **both})
    value = readings[0]
    return ReadCell(-value if found[1] in {"-", "−"} else value)


def read_months(text: str) -> frozenset[int] | None:
    """The months that a cell names ("febrero a abril", "2, 3, 4", "T1"); None where it names none.

    A range that runs over the end of the year is refused: a programme is of one year.
    """
    written = fold(text)
    if written in _ALL_YEAR:
        return frozenset(range(1, 13))
    if quarter := _QUARTER.fullmatch(written):
        first = 3 * int(quarter[1] or quarter[2]) - 2
        return frozenset(range(first, first + 3))
    found = [(word.written, int(word.term.extra["number"])) for word in find_words("months", text)]
    numbers = [number for _, number in found]
    if not numbers:
        pieces = re.findall(r"\d+", written)
        numbers = [int(piece) for piece in pieces]
        if not re.fullmatch(r"[\d\s,;/ya-]+", text.strip().lower()) or not numbers:
            return None
    if any(not 1 <= number <= 12 for number in numbers):
        return None
    if len(numbers) == 2 and re.search(r"\s(?:a|to|ate|hasta|al)\s|[-–—]", _plain(text)):
        first, last = numbers
        return frozenset(range(first, last + 1)) if first <= last else None
    return frozenset(numbers)


def read_goal_targets(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The targets of the 2030 Agenda in a cell ("11.4; 8.9"), and the pieces that are none."""
    good: list[str] = []
    bad: list[str] = []
    for piece in re.split(r"[;,|\s]+", text.strip()):
        found = _GOAL_TARGET.fullmatch(piece)
        if found and 1 <= int(found[1]) <= 17:
            good.append(piece.lower())
        elif piece:
            bad.append(piece)
    return tuple(dict.fromkeys(good)), tuple(bad)


def _yes_or_no(written: str) -> ReadCell:
    if fold(written) in _DONE:
        return ReadCell(True)
    try:
        return ReadCell(read_yes_or_no(written))
    except UnreadWordError:
        return ReadCell(None, "yes_no_unread", {"written": written[:_LONGEST]})


def _plain(text: str) -> str:
    return f" {text.lower().replace('é', 'e')} "


def whole_number(value: Value | None) -> int | None:
    """A count of people: a whole number that is not negative; None of anything else."""
    if not isinstance(value, Decimal) or value < 0 or value != value.to_integral_value():
        return None
    return int(value)
