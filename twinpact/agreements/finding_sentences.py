"""What a finding says, as a whole sentence in the reader's language."""

from twinpact.agreements.date_words import date_in_words
from twinpact.agreements.findings import Finding
from twinpact.agreements.parsing.dates import parse_partial_date
from twinpact.vocabularies import label, sentence, term, terms

_LISTS = {"level": "levels", "form": "forms", "what": "count_classes", "field": "columns"}
_DATES = frozenset({"signed", "ends", "start"})


def say(found: Finding, language: str) -> str:
    """The sentence of a finding with its gaps filled in the reader's language.

    ``list`` among the values names the list of words that a cell could have held.
    Values that are codes of a list (``first_level``: "municipality") become the label of the
    word, dates become words ("August 2010"); everything else stands as the source wrote it.
    """
    values = {name: _in_words(name, value, language) for name, value in found.values.items()}
    if isinstance(list_name := found.values.get("list"), str):
        values["known"] = ", ".join(
            word.in_language(language) for word in terms(list_name).values()
        )
    return sentence(found.code, language, values)


def label_of(found: Finding, language: str) -> str:
    """The short name of a kind of finding, for lists and counts."""
    return term("findings", found.code).in_language(language)


def _in_words(name: str, value: str | int | float, language: str) -> str | int | float:
    if not isinstance(value, str):
        return value
    if name in _DATES:
        return date_in_words(parse_partial_date(value), language)
    list_name = _LISTS.get(name.rpartition("_")[2])
    if list_name is None or not value:
        return value
    return ", ".join(_labels(list_name, value, language))


def _labels(list_name: str, value: str, language: str) -> list[str]:
    """One code, or several joined by a bar (a sum of two classes of counts)."""
    words = [label(list_name, code, language) for code in value.split("|")]
    return [word[:1].lower() + word[1:] if list_name != "columns" else word for word in words]
