"""The agreed words of the field: one YAML file per list, with labels in es, en and pt.

A list is a file of this folder. Each word stands under its code, which is stored for ever and
never changed, with its labels and with the other spellings (``written``) by which sources name
it; whatever else the list knows of the word (a sector, a parent, a severity) is its ``extra``.
"""

from twinpact.vocabularies.folding import fold
from twinpact.vocabularies.reading import Found, find_words, read_word
from twinpact.vocabularies.sentences import UnfilledGapError, sentence
from twinpact.vocabularies.words import (
    LANGUAGES,
    Term,
    UnknownListError,
    UnknownWordError,
    label,
    lists,
    term,
    terms,
)

__all__ = [
    "LANGUAGES",
    "Found",
    "Term",
    "UnfilledGapError",
    "UnknownListError",
    "UnknownWordError",
    "find_words",
    "fold",
    "label",
    "lists",
    "read_word",
    "sentence",
    "term",
    "terms",
]
