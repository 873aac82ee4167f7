"""From what a source wrote to the word of a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from twinpact.vocabularies.folding import fold
from twinpact.vocabularies.words import Term, terms


@dataclass(frozen=True, slots=True)
class Found:
    """A word met inside a longer text, and the piece of the folded text that named it."""

    term: Term
    written: str


def read_word(list_name: str, written: str) -> Term | None:
    """The word whose code, label or other spelling this is, or None.

    Accents, capitals and punctuation do not count; a text of punctuation only ("—", "?") is
    compared as it stands.
    """
    code = _spellings(list_name).get(_key(written))
    return None if code is None else terms(list_name)[code]


def find_words(list_name: str, text: str) -> tuple[Found, ...]:
    """The words of a list that a longer text names, in the order of the text, each once.

    Only whole words count and the longest spelling wins: "cultural tourism" is tourism, and not
    culture as well.
    """
    found: dict[str, Found] = {}
    for code, written in _scan(fold(text).split(), _spellings(list_name), _longest(list_name)):
        found.setdefault(code, Found(terms(list_name)[code], written))
    return tuple(found.values())


def _scan(pieces: list[str], known: Mapping[str, str], longest: int) -> Iterator[tuple[str, str]]:
    start = 0
    while start < len(pieces):
        step = 1
        for length in range(min(longest, len(pieces) - start), 0, -1):
            written = " ".join(pieces[start : start + length])
            if written in known:
                yield known[written], written
                step = length
                break
        start += step


def _key(written: str) -> str:
    return fold(written) or written.strip()


@cache
def _spellings(list_name: str) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for code, word in terms(list_name).items():
        for spelling in word.spellings():
            known.setdefault(_key(spelling), code)
    known.pop("", None)
    return known


@cache
def _longest(list_name: str) -> int:
    return max(len(spelling.split()) for spelling in _spellings(list_name))
