"""Reading a date as a source wrote it, without making it more precise than it is."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from twinpact.agreements.parsing.words import is_unavailable
from twinpact.agreements.partial_dates import UNKNOWN_DATE, PartialDate
from twinpact.vocabularies import fold, read_word

FIRST_YEAR, LAST_YEAR = 800, 2199
"""The oldest tie between towns that is still told of is of 836 (Paderborn and Le Mans)."""

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?" + _TIME)
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})")
_ROMAN_MONTH = re.compile(r"(?:(\d{1,2})\s?[-/.\s]\s?)?([IVX]{1,4})\s?[-/.\s]\s?(\d{4})")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일])?)?")
_POINT_IN_YEAR = re.compile(r"(?<![\d.,])(1|2)\.(9\d\d|0\d\d)(?![\d.,])")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|º|°|ª|o|a)\b", re.IGNORECASE)
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_FILLERS = frozenset(
    {
        *("de", "del", "do", "da", "of", "the", "el", "la", "le", "o", "a", "am", "im", "en"),
        *("em", "in", "on", "no", "dia", "day", "den", "year", "ano", "jahr", "annee", "anno"),
        *("desde", "since", "seit", "depuis"),
    }
)


class UnreadDateError(ValueError):
    """The text is not a date that can be read, or there is no such day."""


class AmbiguousDateError(ValueError):
    """The text can mean two days (2 March or 3 February); ``candidates`` are both."""

    def __init__(self, text: str, candidates: tuple[PartialDate, ...]) -> None:
        days = " or ".join(candidate.isoformat() for candidate in candidates)
        super().__init__(f"{text!r} can mean {days}.")
        self.candidates = candidates


def parse_partial_date(text: str | None, *, language: str | None = None) -> PartialDate:
    """The date that a source wrote, exactly as precise as it was written.

    Reads years, months and days in es, en, pt, de and fr, the forms of ISO 8601-1:2019, months in
    Roman numbers (12-VI-1998), and days in Chinese, Japanese and Korean (2012年5月3日).
    "Not available" and an empty text are the unknown date. Where day and month can be told apart
    neither by size nor by convention (02/03/1998) the date is refused with both readings; points
    between numbers put the day first (DIN 5008). A year of two digits is refused: nothing says
    which century it means. ``language`` is what the caller knows of the source; the months of all
    five languages are read in any case, and no language decides the order of numbers.
    """
    written = (text or "").strip()
    if not written or is_unavailable(written):
        return UNKNOWN_DATE
    found = _in_numbers(written) or _in_words(written)
    if found is None:
        raise UnreadDateError(f"{written!r} is not a date that can be read.")
    return found


def partial_date(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    """The date made of these numbers; refuses a day that no calendar has."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadDateError(f"{year} is not a year of an agreement.")
    if month is None:
        return PartialDate(date(year, 1, 1), date(year, 12, 31), "year")
    if not 1 <= month <= 12:
        raise UnreadDateError(f"There is no month {month}.")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return PartialDate(date(year, month, 1), date(year, month, last), "month")
    if not 1 <= day <= last:
        raise UnreadDateError(f"There is no day {day} in month {month} of {year}.")
    return PartialDate(date(year, month, day), date(year, month, day), "day")


def _in_numbers(written: str) -> PartialDate | None:
    match = _YEAR_FIRST.fullmatch(written)
    if match and (match[2] != "." or match[4]):
        numbers = [int(number) for number in match.group(1, 3, 4) if number is not None]
        return partial_date(*numbers)
    if match := _MONTH_YEAR.fullmatch(written):
        return partial_date(int(match[2]), int(match[1]))
    if match := _DAY_MONTH_YEAR.fullmatch(written):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        return _day_and_month(written, first, second, year, day_first=match[2] == ".")
    if match := _EAST_ASIAN.fullmatch(written):
        return partial_date(*(int(number) for number in match.groups() if number is not None))
    if (match := _ROMAN_MONTH.fullmatch(written)) and match[2] in _ROMAN:
        day = None if match[1] is None else int(match[1])
        return partial_date(int(match[3]), _ROMAN.index(match[2]) + 1, day)
    return None


def _day_and_month(
    written: str, first: int, second: int, year: int, *, day_first: bool
) -> PartialDate:
    if day_first:
        return partial_date(year, second, first)
    readings = dict.fromkeys(_possible(year, ((second, first), (first, second))))
    if not readings:
        raise UnreadDateError(f"There is no day {written!r}.")
    if len(readings) > 1:
        raise AmbiguousDateError(written, tuple(readings))
    return next(iter(readings))


def _possible(year: int, orders: tuple[tuple[int, int], ...]) -> Iterator[PartialDate]:
    for month, day in orders:
        try:
            yield partial_date(year, month, day)
        except UnreadDateError:
            continue


def _in_words(written: str) -> PartialDate | None:
    """A date with its month as a word, or a year among words ("Año 1998").

    A year may be written as numbers are in Spanish: "12 de junio de 1.998".
    """
    written = _POINT_IN_YEAR.sub(r"\1\2", written)
    pieces = [
        piece
        for piece in _PIECE.findall(_ORDINAL.sub("", written))
        if piece.isdecimal() or fold(piece) not in _FILLERS
    ]
    years = [int(piece) for piece in pieces if piece.isdecimal() and len(piece) == 4]
    days = [int(piece) for piece in pieces if piece.isdecimal() and len(piece) <= 2]
    words = [read_word("months", piece) for piece in pieces if not piece.isdecimal()]
    months = [int(word.extra["number"]) for word in words if word is not None]
    if len(years) != 1 or len(words) != len(months) or len(years + days + months) != len(pieces):
        return None
    if len(months) > 1 or len(days) > len(months):
        return None
    return partial_date(years[0], *months, *days)
