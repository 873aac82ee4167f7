"""Dates in running text: "5 de mayo de 2012", "May 5, 2012", "30 November", "2012年5月3日"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twinpact.agreements.bilingual.atoms import Atom
from twinpact.agreements.bilingual.items import Doubt, Item
from twinpact.agreements.bilingual.language import Language
from twinpact.agreements.bilingual.numerals import ordinal
from twinpact.agreements.parsing.dates import (
    AmbiguousDateError,
    UnreadDateError,
    parse_partial_date,
    partial_date,
)
from twinpact.vocabularies import read_word

_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})(?![\d/-])"
)
_BEFORE_MONTH, _AFTER_MONTH = 7, 6


@dataclass(frozen=True, slots=True)
class Found:
    """A date that begins at an atom, and the atom behind it."""

    item: Item | Doubt
    after: int


def dates_in_numbers(text: str) -> list[Item | Doubt]:
    """The dates that are written in numbers only: 2012-05-03, 3/5/2012, 03.05.2012.

    One that can mean two days is both an item with both readings and a doubt.
    """
    found: list[Item | Doubt] = []
    for match in _NUMERIC.finditer(text):
        written, start, end = match[0], match.start(), match.end()
        try:
            day = parse_partial_date(written)
        except AmbiguousDateError as both:
            values = frozenset(one.isoformat() for one in both.candidates)
            found.append(Item("date", written, start, end, values))
            found.append(Doubt("date_ambiguous", written, start, end))
        except UnreadDateError:
            found.append(Doubt("date_impossible", written, start, end))
        else:
            found.append(Item("date", written, start, end, frozenset({day.isoformat()})))
    return found


def date_at(atoms: Sequence[Atom], at: int, text: str, spoken: Language) -> Found | None:
    """The date with a month in words that begins at an atom."""
    said, length = _day_said(atoms, at, spoken)
    if said is not None:
        month_at = _skip(atoms, at + length, spoken, most=_BEFORE_MONTH)
        month = _month(atoms, month_at, spoken, day_before=True)
        if month is not None:
            return _whole(atoms, at, month_at, (month, said), text, spoken)
    month = _month(atoms, at, spoken, day_before=False)
    if month is None:
        return None
    if at + 1 < len(atoms) and spoken.code == "en" and (day := _day(atoms[at + 1])) is not None:
        return _whole(atoms, at, at + 1, (month, day), text, spoken)
    return _whole(atoms, at, at, (month, None), text, spoken)


def _day_said(atoms: Sequence[Atom], at: int, spoken: Language) -> tuple[int | None, int]:
    """The day at an atom and how many atoms it takes: "5", "cinco", "first", "twenty-first"."""
    words = ordinal(atoms, at, spoken)
    return (_day(atoms[at]), 1) if words is None else words


def _whole(
    atoms: Sequence[Atom],
    first: int,
    last: int,
    said: tuple[int, int | None],
    text: str,
    spoken: Language,
) -> Found | None:
    """The date with the year that may follow; a month alone is no date."""
    month, day = said
    year_at = _skip(atoms, last + 1, spoken, most=_AFTER_MONTH)
    year = _year(atoms[year_at]) if year_at < len(atoms) else None
    if year is not None:
        last = year_at
    elif day is None:
        return None
    start, end = atoms[first].start, atoms[last].end
    written = text[start:end]
    try:
        read = partial_date(2000 if year is None else year, month, day)
    except UnreadDateError:
        return Found(Doubt("date_impossible", written, start, end), last + 1)
    value = read.isoformat() if year is not None else f"--{month:02}-{day:02}"
    return Found(Item("date", written, start, end, frozenset({value})), last + 1)


def _skip(atoms: Sequence[Atom], at: int, spoken: Language, *, most: int) -> int:
    """Behind the words that join day, month and year; the same place where none does."""
    end = at
    while end < len(atoms) and end - at < most and _joins(atoms[end], spoken):
        end += 1
    return end


def _joins(atom: Atom, spoken: Language) -> bool:
    return atom.folded in spoken.date_fillers if atom.how == "word" else atom.text in ",.’'"


def _day(atom: Atom) -> int | None:
    number = atom.whole
    return number if number is not None and 1 <= number <= 31 else None


def _year(atom: Atom) -> int | None:
    number = atom.whole
    in_digits = atom.how != "digits" or atom.text.isdigit() or atom.doubled
    return number if number is not None and in_digits and 1000 <= number <= 2199 else None


def _month(atoms: Sequence[Atom], at: int, spoken: Language, *, day_before: bool) -> int | None:
    if at >= len(atoms) or atoms[at].how != "word" or len(atoms[at].folded) < 3:
        return None
    atom = atoms[at]
    if atom.folded in spoken.capital_months and not (day_before or atom.text[0].isupper()):
        return None  # "the Parties may"
    found = read_word("months", atom.text)
    return None if found is None else int(found.extra["number"])
