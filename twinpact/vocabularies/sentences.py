"""Whole sentences for people, with named gaps, from ``findings.yaml`` and other lists."""

from collections.abc import Mapping

from twinpact.vocabularies.words import term


class UnfilledGapError(LookupError):
    """The sentence has a gap for which no value was given."""


def sentence(
    code: str,
    language: str,
    values: Mapping[str, str | int | float],
    *,
    list_name: str = "findings",
) -> str:
    """What a word of a list of sentences says in the reader's language, with its gaps filled.

    The sentence is chosen first and filled afterwards, so that each language has its own order
    of words. Values that the sentence does not use are ignored.
    """
    by_language: Mapping[str, str] = term(list_name, code).extra["sentence"]
    template = by_language.get(language, by_language["en"])
    try:
        return template.format_map(values)
    except KeyError as gap:
        raise UnfilledGapError(f"The sentence of {code} needs a value for {gap}.") from None
