"""The words of procedures in the language of the reader."""

from twinpact.vocabularies import UnknownWordError, label
from website.agreements.words import reader_language


def step_word(code: str) -> str:
    """A step of the life: "Sign the agreement"."""
    return _word("steps", code)


def paper_word(code: str) -> str:
    """A paper: "Signed agreement"."""
    return _word("artefacts", code)


def _word(words: str, code: str) -> str:
    try:
        return label(words, code, reader_language())
    except UnknownWordError:
        return code
