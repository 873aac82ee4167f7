"""A partial date in words, for people."""

from twinpact.agreements.partial_dates import PartialDate
from twinpact.vocabularies import label, terms

_MONTH_AND_YEAR = {"es": "{month} de {year}", "en": "{month} {year}", "pt": "{month} de {year}"}
_DAY = {
    "es": "{day} de {month} de {year}",
    "en": "{day} {month} {year}",
    "pt": "{day} de {month} de {year}",
}


def date_in_words(written: PartialDate, language: str) -> str:
    """ "August 2010", "agosto de 2010", "1961"; an unknown date says "No date"."""
    if written.earliest is None:
        return label("unavailable", "no_date", language)
    year, day = str(written.earliest.year), written.earliest.day
    if written.precision == "year":
        return year
    month = _month(written.earliest.month, language)
    pattern = _MONTH_AND_YEAR if written.precision == "month" else _DAY
    return pattern.get(language, pattern["en"]).format(day=day, month=month, year=year)


def _month(number: int, language: str) -> str:
    word = next(word for word in terms("months").values() if word.extra["number"] == number)
    return word.in_language(language)
