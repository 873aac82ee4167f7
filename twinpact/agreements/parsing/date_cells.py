"""Dates in the cells of a table: periods, numbers of days, and the order of day and month."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from twinpact.agreements.parsing.dates import (
    AmbiguousDateError,
    UnreadDateError,
    parse_partial_date,
)
from twinpact.agreements.partial_dates import PartialDate

_NUMERIC = re.compile(r"(\d{1,2})\s?[-/]\s?(\d{1,2})\s?[-/]\s?(?:\d{4}|\d{2})")
_TWO_DIGITS = re.compile(r"(.*\D)['’]?(\d{2})")
_ABOUT = re.compile(
    r"(?:c\.|ca\.?|circa|hacia|alrededor de|aprox\.?|aproximadamente|about|around|approx\.?|"
    r"por volta de|cerca de|um|etwa|vers|environ|~|≈)\s*(.+)",
    re.IGNORECASE,
)
_CENTURY_TURNS = 30
"""A year of two digits is of 1930 to 2029: the first twinnings of today are of the 1930s."""
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_DAY_ZERO = date(1899, 12, 30)
"""Day 0 of the spreadsheets' count, so that day 61 is 1 March 1900 (ECMA-376 part 1, 18.17.4)."""
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050
_BETWEEN = re.compile(
    r"\s*(?:–|—|\bhasta\b|\bbis\b|\buntil\b|\bto\b|\bau\b|\bal\b|\baté\b|\s-\s|\s/\s|\sa\s|\sà\s)\s*",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(\d{4})\s?[-/]\s?(\d{4})")
_DAYS = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)/(\d{4}-\d{2}(?:-\d{2})?)")


@dataclass(frozen=True, slots=True)
class Order:
    """How a column orders day and month, with a cell that shows it and its row."""

    day_first: bool
    example: str
    row: int


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date, the end of the period where the cell names one, and by what rule it was read."""

    date: PartialDate
    end: PartialDate | None = None
    rule: str | None = None


def order_of(cells: Iterable[tuple[int, str]]) -> Order | None:
    """The order of day and month that the plain dates of a column share; None if they do not.

    "25/03/1998" can only have its day first, "03/25/1998" only its month.
    """
    found: dict[bool, Order] = {}
    for row, text in cells:
        match = _NUMERIC.fullmatch(text.strip())
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        if 12 < first <= 31 and second <= 12:
            found.setdefault(True, Order(True, text.strip(), row))
        elif 12 < second <= 31 and first <= 12:
            found.setdefault(False, Order(False, text.strip(), row))
        if len(found) > 1:
            return None
    return next(iter(found.values()), None)


def read_date_cell(text: str, *, order: Order | None = None) -> ReadDate:
    """The date of a cell.

    Beside what :func:`parse_partial_date` reads: a period ("2008-2011", "1996 a 2001"), the number
    by which spreadsheets keep a day (36161), a date whose day and month can change places, where
    the other dates of the column settle their order, a year of two digits after a month
    ("12/06/98", "jun-98"), and a date that is told to be about right ("c. 1998"). ``rule`` names
    the finding that says so.

    Raises:
        AmbiguousDateError: Day and month can change places and nothing settles it.
        UnreadDateError: The cell is no date.
    """
    return _read(text.strip(), None if order is None else order.day_first)


@lru_cache(maxsize=65_536)
def _read(text: str, day_first: bool | None) -> ReadDate:
    if about := _about(text, day_first):
        return about
    try:
        return ReadDate(parse_partial_date(text))
    except AmbiguousDateError as doubt:
        if day_first is None or len(doubt.candidates) != 2:
            raise
        chosen = doubt.candidates[0 if day_first else 1]
        return ReadDate(chosen, rule="date_settled_by_column")
    except UnreadDateError:
        special = _serial(text) or _period(text, day_first) or _two_digits(text, day_first)
        if special is None:
            raise
        return special


def _serial(text: str) -> ReadDate | None:
    match = _SERIAL.fullmatch(text)
    if match is None or not _FIRST_SERIAL <= int(match[1]) <= _LAST_SERIAL:
        return None
    day = _DAY_ZERO + timedelta(days=int(match[1]))
    return ReadDate(PartialDate(day, day, "day"), rule="date_serial")


def _about(text: str, day_first: bool | None) -> ReadDate | None:
    match = _ABOUT.fullmatch(text)
    if match is None:
        return None
    told = _read(match[1], day_first)
    return (
        None if told.end or told.date.earliest is None else ReadDate(told.date, None, "date_about")
    )


def _two_digits(text: str, day_first: bool | None) -> ReadDate | None:
    """A month and a year of two digits; two numbers alone can be a day and a month as well."""
    match = _TWO_DIGITS.fullmatch(text)
    if match is None or match[1].strip(" -/.").isdecimal():
        return None
    year = int(match[2]) + (1900 if int(match[2]) >= _CENTURY_TURNS else 2000)
    before = match[1].rstrip("'’")
    told = _read(f"{before}{year}", day_first)
    if told.end or told.date.precision not in {"day", "month"}:
        return None
    return ReadDate(told.date, None, "date_two_digits")


def _period(text: str, day_first: bool | None) -> ReadDate | None:
    for first, second in _halves(text):
        try:
            start, end = _read(first, day_first), _read(second, day_first)
        except (UnreadDateError, AmbiguousDateError):
            continue
        if start.end is not None or end.end is not None:
            continue
        one, other = start.date, end.date
        if one.earliest and other.latest and other.earliest and one.earliest <= other.earliest:
            return ReadDate(one, other, "date_range")
    return None


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_YEARS, _DAYS):
        if match := pattern.fullmatch(text):
            yield match[1], match[2]
    if len(text) > 100:
        return
    for match in _BETWEEN.finditer(text):
        first, second = text[: match.start()].strip(), text[match.end() :].strip()
        if first and second:
            yield first, second
