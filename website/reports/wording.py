"""How a cell is written: numbers, days and money as the office's country writes them."""

import re
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from twinpact.agreements import PartialDate, date_in_words
from twinpact.plans import Amount
from website.reports.content import SHAPES, Cell, Light, Share

DASH = "—"
#: Controls, surrogates, and marks that turn the reading direction: no text of a paper has them.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
    "|[" + "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)  # fmt: skip


def plain(text: str) -> str:
    """A text without what no paper can print; the kinds of line ends as one."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def unknown_word() -> str:
    """What stands in a line of facts where nobody knows the value."""
    return _("not known")


def unknown_note() -> str:
    """What a table with unknown cells says under it."""
    return _("%(dash)s is what the register does not know.") % {"dash": DASH}


def written(cell: Cell, locale: str, *, unknown: str = DASH) -> str:
    """A cell as people read it on paper."""
    match cell:
        case None:
            told = unknown
        case str():
            told = plain(cell)
        case Light():
            told = f"{SHAPES.get(cell.code, SHAPES['grey'])} {plain(cell.word)}"
        case PartialDate():
            told = written_partial(cell, locale) or unknown
        case date():
            told = format_date(cell, "long", locale=known_locale(locale))
        case Amount():
            told = f"{number(cell.amount, locale)} {cell.currency}"
        case Share():
            percent = (cell.value * 100).quantize(Decimal("0.1"))
            told = f"{number(percent, locale)} %"
        case _:
            told = number(cell, locale)
    return told


def written_partial(day: PartialDate, locale: str) -> str:
    """A partial date as its source knows it; the empty text where it is unknown."""
    if day.earliest is None:
        return ""
    if day.precision == "day":
        return format_date(day.earliest, "long", locale=known_locale(locale))
    return date_in_words(day, locale[:2])


def number(value: Decimal | int, locale: str) -> str:
    """A number as a country writes it; it keeps all the decimals that it has."""
    return format_decimal(
        value, format="#,##0.##########", locale=known_locale(locale), decimal_quantization=False
    )


@cache
def known_locale(locale: str) -> Locale:
    """The locale, or that of its language where the country has none of its own."""
    try:
        return Locale.parse(locale, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(locale[:2])
