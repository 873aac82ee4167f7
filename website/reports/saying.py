"""Sentences and words that several reports have in common."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinpact.plans import Amount, Total
from twinpact.vocabularies import UnknownWordError, label
from website.agreements.words import reader_language
from website.reports.content import Cell, Letterhead
from website.reports.wording import known_locale, number


def of_the_register(on: date, letterhead: Letterhead) -> str:
    """Where the values come from, and as they stood when: the line under each page."""
    day = written_day(on, letterhead)
    return _("Source: %(register)s, as it stood on %(day)s.") % {
        "register": settings.REGISTER_NAME,
        "day": day,
    }


def locale_of(letterhead: Letterhead) -> str:
    """The language that is on, as the office's country writes it."""
    country = letterhead.country
    return f"{reader_language()}-{country}" if country else reader_language()


def written_day(day: date, letterhead: Letterhead) -> str:
    """A day in words."""
    return format_date(day, "long", locale=known_locale(locale_of(letterhead)))


def word_of(list_name: str, code: str | None) -> str | None:
    """A word of a list; None where the code is not known, the code where the list has it not."""
    if code is None or code == "":
        return None
    try:
        return label(list_name, code, reader_language())
    except UnknownWordError:
        return code


def money(total: Total, letterhead: Letterhead) -> Cell:
    """A sum: the amount where all of it is known, else what is known of it, in words.

    A sum of no lines is told in words too: that nothing was put down is not 0.
    """
    if total.value is not None:
        return Amount(total.value, total.currency)
    if not total.lines:
        return _("no line")
    locale = locale_of(letterhead)
    parts = []
    if total.known:
        known = f"{number(total.known, locale)} {total.currency}"
        parts.append(_("at least %(amount)s") % {"amount": known})
    parts += [
        _("%(amount)s not converted") % {"amount": f"{number(one.amount, locale)} {one.currency}"}
        for one in total.unconverted
    ]
    if total.unknown:
        parts.append(
            ngettext("%(n)s amount not known", "%(n)s amounts not known", total.unknown)
            % {"n": total.unknown}
        )
    return "; ".join(parts)


def value_of(told: Decimal | bool | str | None) -> Cell:
    """A value of an indicator: a number, yes or no, or words."""
    if isinstance(told, bool):
        return _("yes") if told else _("no")
    return told
