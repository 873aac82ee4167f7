"""Figures as people read and type them."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from twinpact.plans import Period
from twinpact.plans.cells import read_cell
from twinpact.plans.findings import plan_finding, say_plan_finding
from twinpact.plans.indicators import Kind, Value
from twinpact.vocabularies import label
from website.agreements.words import reader_language
from website.priorities.convert import plain
from website.priorities.models.value import LONGEST_WORDS
from website.priorities.storable import fits
from website.sources.plain_text import PlainTextField

#: Between a number and its unit no line ends.
NO_BREAK = "\u00a0"


def word(list_name: str, code: str) -> str:
    """How the reader calls a word of a list."""
    return label(list_name, code, reader_language())


def shown(value: Value | None, kind: str = "", unit: str = "") -> str:
    """A figure with its unit, as the reader's language writes it; empty where it is unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return value
    number = _number(value)
    if kind == "percentage" or unit == "%":
        return f"{number}{NO_BREAK}%"
    return f"{number}{NO_BREAK}{unit}".rstrip(NO_BREAK)


def _number(value: Decimal) -> str:
    text: str = number_format(f"{plain(value):f}")
    return text


def typed(value: Value | None) -> str:
    """A figure as it stands in a field."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value if isinstance(value, str) else _number(value)


def period_words(period: Period) -> str:
    """A calendar year by its number, whole years by both, anything else by its days."""
    starts, ends = period.starts, period.ends
    if (starts.month, starts.day, ends.month, ends.day) == (1, 1, 12, 31):
        return str(starts.year) if starts.year == ends.year else f"{starts.year}–{ends.year}"
    return _("%(starts)s to %(ends)s") % {"starts": day_words(starts), "ends": day_words(ends)}


def by_length(period: Period) -> tuple[int, date]:
    """By which periods stand in order: the years, and after them whatever is longer."""
    return period.ends.year - period.starts.year, period.starts


def day_words(day: date) -> str:
    """A day as the reader's language writes it."""
    return date_format(day, "DATE_FORMAT")


class ValueField(PlainTextField):
    """Reads a figure of a kind as a spreadsheet's cell is read; empty is unknown.

    The kind is set by the form, as the indicator or what was chosen beside it says.
    """

    kind: Kind = "quantitative"

    def __init__(self, **options: object) -> None:
        super().__init__(max_length=LONGEST_WORDS, required=False, **options)

    def read(self, written: str, kind: Kind) -> Value | None:
        """The figure.

        Raises:
            ValidationError: It is none of this kind, or can be two; with the sentence.
        """
        found = read_cell(kind, written, "." if reader_language() == "en" else ",")
        if found.finding not in (None, "told_unknown"):
            said = plan_finding(str(found.finding), values=found.values)
            raise forms.ValidationError(say_plan_finding(said, reader_language()), code="unread")
        if isinstance(found.value, Decimal) and not fits(found.value):
            raise forms.ValidationError(
                _("This number has more digits than can be stored."), code="digits"
            )
        return found.value
