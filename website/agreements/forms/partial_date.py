"""A date as people know it: a year, a month or a day; empty where it is not known."""

from django import forms
from django.utils.translation import get_language

from twinpact.agreements import (
    UNKNOWN_DATE,
    AmbiguousDateError,
    PartialDate,
    UnreadDateError,
    date_in_words,
    parse_partial_date,
)
from twinpact.vocabularies import sentence
from website.sources.plain_text import PlainTextField

LONGEST_DATE = 60


class PartialDateField(PlainTextField):
    """Reads "August 2010", "1961", "14/08/2010"; says in a sentence what it cannot read."""

    def __init__(self, **options: object) -> None:
        super().__init__(max_length=LONGEST_DATE, required=False, **options)

    def clean(self, value: object) -> PartialDate:
        written = super().clean(value)
        language = get_language() or "en"
        try:
            return parse_partial_date(written, language=language)
        except AmbiguousDateError as doubt:
            days = "; ".join(date_in_words(day, language) for day in doubt.candidates)
            said = sentence("date_ambiguous", language, {"written": written, "candidates": days})
        except UnreadDateError:
            said = sentence("date_unread", language, {"written": written})
        raise forms.ValidationError(said, code="unread")

    def prepare_value(self, value: object) -> object:
        if not isinstance(value, PartialDate):
            return value
        return "" if value == UNKNOWN_DATE else date_in_words(value, get_language() or "en")

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.prepare_value(initial), data)
