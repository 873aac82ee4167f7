"""Sentences about candidates, in the reader's language, from the lists of words."""

from twinpact.matching.features.feature import Gaps
from twinpact.places import UnknownPlaceError, place
from twinpact.vocabularies import label, terms

REASONS, CAUTIONS = "match_reasons", "match_cautions"


def say(list_name: str, code: str, gaps: Gaps, language: str) -> str:
    """The sentence of a reason or a caution; words in the gaps are those of the language."""
    said = {name: _word(value, language) for name, value in gaps.items()}
    return label(list_name, code, language).format_map(said)


def _word(value: str | float, language: str) -> str:
    if not isinstance(value, str):
        return _number(value, language)
    return ", ".join(_one_word(one, language) for one in value.split("|"))


def _one_word(value: str, language: str) -> str:
    list_name, colon, code = value.partition(":")
    if not colon:
        return value
    if list_name == "country":
        try:
            return place(code).name_in(language)
        except UnknownPlaceError:
            return code
    return label(list_name, code, language) if code in terms(list_name) else value


def _number(value: float, language: str) -> str:
    grouped = f"{round(value):,}"
    return grouped if language == "en" else grouped.replace(",", ".")
