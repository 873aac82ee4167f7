"""Words of a cell: "not available", yes and no, and several words joined by a bar."""

import re
from functools import lru_cache

from twinpact.vocabularies import Term, find_words, fold, read_word

SEPARATOR = "|"
_YES = frozenset({"yes", "y", "si", "s", "sim", "ja", "oui", "true", "1", "x"})
_NO = frozenset({"no", "n", "nao", "nein", "non", "false", "0"})
_WORD = re.compile(r"(?:[^|\\]|\\.|\\$)+", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\|])")


_LONGEST_PHRASE = 120
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf]|â\u20ac[\u0153\u009d\u2122\u201c]|[\u0000-\u0008]")


class UnreadWordError(ValueError):
    """The cell holds a word that the list does not know."""


@lru_cache(maxsize=65_536)
def is_unavailable(text: str) -> bool:
    """True where the source says that it does not know: "Not available", "s/f", "k. A."."""
    return read_word("unavailable", text) is not None


@lru_cache(maxsize=16_384)
def read_code(list_name: str, text: str) -> str:
    """The code of the word of a list, in whichever of its spellings it was written."""
    found: Term | None = read_word(list_name, text)
    if found is None:
        raise UnreadWordError(text)
    return found.code


def read_code_inside(list_name: str, text: str) -> str | None:
    """The code of the one word of a list that a longer text holds; None of none or of several."""
    found = find_words(list_name, text) if len(text) <= _LONGEST_PHRASE else ()
    return found[0].term.code if len(found) == 1 and len(found[0].written) > 1 else None


def damaged(text: str) -> bool:
    """Whether letters were lost: "Medell�n", or UTF-8 read as Windows-1252, "MedellÃ­n"."""
    return "\ufffd" in text or _MOJIBAKE.search(text) is not None


def read_yes_or_no(text: str) -> bool:
    """Whether the cell says yes or no, in es, en, pt, de or fr."""
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise UnreadWordError(text)


def split_words(text: str) -> list[str]:
    """The words of a cell that holds several, joined by a vertical bar."""
    pieces = (_ESCAPED.sub(r"\1", piece.strip()) for piece in _WORD.findall(text))
    return [piece for piece in pieces if piece]


def join_words(words: list[str]) -> str:
    """Several words as one cell; ``split_words`` gives them back."""
    return SEPARATOR.join(re.sub(r"([\\|])", r"\\\1", word) for word in words)
