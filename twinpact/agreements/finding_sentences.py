"""What a finding says, as a whole sentence in the reader's language."""

import re

from twinpact.agreements.date_words import date_in_words
from twinpact.agreements.findings import Finding
from twinpact.agreements.parsing.dates import parse_partial_date
from twinpact.agreements.parsing.places import place_with_id
from twinpact.vocabularies import label, sentence, term, terms

_LISTS = {"level": "levels", "form": "forms"}
_CANDIDATE = re.compile(r"(?P<name>[^\[\],][^\[\]]*) \[(?P<id>[^\[\]\s]+)\]")
_DATES = frozenset({"signed", "ends", "start", "settled", "end"})


def say(found: Finding, language: str) -> str:
    """The sentence of a finding with its gaps filled in the reader's language.

    ``list`` among the values names the list of words that a cell could have held.
    Values that are codes of a list (``first_level``: "municipality") become the label of the
    word, dates become words ("August 2010"); everything else stands as the source wrote it.
    """
    values = {name: _in_words(name, value, language) for name, value in found.values.items()}
    if isinstance(column := found.values.get("field"), str):
        values["field"] = _column(column, language)
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
    kind = name.rpartition("_")[2]
    if kind == "candidates":
        told = [_with_holders(found, language) for found in _CANDIDATE.finditer(value)]
        return "; ".join(told) or value
    if kind in _DATES:
        return date_in_words(parse_partial_date(value), language)
    if kind == "what":
        return _what(value, language)
    if kind == "territory":
        where = place_with_id(value)
        return value if where is None else where.name_in(language)
    return _lower(label(_LISTS[kind], value, language)) if kind in _LISTS and value else value


def _with_holders(found: re.Match[str], language: str) -> str:
    """A candidate with what holds it: "Tequila, Jalisco, México [gn3981885]"."""
    from twinpact.places import ancestors  # noqa: PLC0415 - the gazetteer is large

    where = place_with_id(found["id"])
    if where is None:
        return found[0].strip()
    chain = [where, *ancestors(where)]
    names = dict.fromkeys(one.name_in(language) for one in chain)
    return f"{', '.join(names)} [{where.id}]"


def _column(column: str, language: str) -> str:
    """The name of a column; a third party is called like the second, with its number."""
    known = terms("columns").get(column)
    return column if known is None else known.in_language(language)


def _what(subject: str, language: str) -> str:
    """What a published count counts: "state/twinning" is "twinnings (state or province)"."""
    level, _, form = subject.partition("/")
    list_name, code = ("count_classes", form) if form else ("table_words", "agreements")
    counted = label(list_name, code, language)
    if not level:
        return _lower(counted)
    return f"{_lower(counted)} ({_lower(label('levels', level, language))})"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
