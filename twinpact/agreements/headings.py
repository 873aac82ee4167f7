"""What a heading says that its column holds, in one or two of es, en, pt, de and fr."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from twinpact.vocabularies import Term, fold, read_word

_LANGUAGE_SUFFIX = re.compile(r"[ _(\[-]+(de|en|es|pt|fr)[)\]]?$", re.IGNORECASE)
_NUMBERED = re.compile(r"(party|parte|partner|partei|partie|contraparte|socio)[ _]?([1-9]\d?)")
_BOTH = re.compile(r"\s*[/|\n\r·•]\s*|\s+[-–—]\s+")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*|[*:†¹²³]+$")
_FILLERS = frozenset({"de", "del", "la", "el", "los", "las", "da", "do", "of", "the", "des", "der",
                      "du", "y", "name", "nombre", "nome", "nom"})  # fmt: skip
_NAMES = frozenset({"name", "nombre", "nome", "nom"})
_LONGEST = 120
_PARTS_BY_WORD = {
    "city": "",
    "country": "_country",
    "state_or_region": "_region",
    "region_or_country": "_country",
}
_DATES = frozenset({"signed", "in_force", "ends"})
_PARTS = ("country", "region", "level", "place_id", "organization", "initiator")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The column of ours that a heading means; several ``choices`` where it may mean any of them.

    ``ignored`` is what is known to be of no use here: a postcode.
    """

    column: str
    choices: tuple[str, ...] = ()
    ignored: bool = False


@lru_cache(maxsize=8_192)
def meaning_of(heading: str) -> Meaning | None:
    """What a heading means, or None where no list knows it.

    Beside the headings of ``vocabularies/columns.yaml``: a number ("Partner 3"), a language at
    the end ("state_de"), two languages ("Municipio / Municipality"), an explanation in brackets
    ("Fecha (día/mes/año)"), and a party with what is said of it ("Contraparte País").
    """
    if not heading or len(heading) > _LONGEST:
        return None
    return _whole(heading) or _in_both_languages(heading)


def language_of(heading: str) -> str | None:
    """The language at the end of a heading: "partner_country_de"."""
    suffix = _LANGUAGE_SUFFIX.search(heading)
    return None if suffix is None else suffix[1].lower()


def _whole(heading: str) -> Meaning | None:
    plain = _BRACKETS.sub(" ", heading).strip()
    for name in dict.fromkeys((heading, plain)):
        found = _read(name) or _compound(name)
        if found is not None:
            return found
    return None


def _in_both_languages(heading: str) -> Meaning | None:
    """One meaning in two languages; two different meanings are none."""
    pieces = [piece for piece in _BOTH.split(heading) if piece.strip()]
    if len(pieces) < 2:
        return None
    found = {meaning for piece in pieces if (meaning := _whole(piece)) is not None}
    sure = {meaning for meaning in found if not meaning.choices}
    if len(sure) == 1:
        return next(iter(sure))
    return next(iter(found)) if len(found) == 1 else None


def _read(heading: str) -> Meaning | None:
    plain = _NUMBERED.sub(lambda match: match[1], fold(heading))
    for name in (heading, _LANGUAGE_SUFFIX.sub("", heading), plain):
        if name and (word := read_word("columns", name)) is not None:
            return Meaning(
                _numbered(heading, word),
                tuple(word.extra.get("choices", ())),
                bool(word.extra.get("ignored")),
            )
    return None


def _numbered(heading: str, word: Term) -> str:
    """ "Partner 3" and "party_3_country" stand for the third party."""
    numbered = _NUMBERED.search(fold(heading))
    if numbered is None or not word.code.startswith("party_"):
        return word.code
    return re.sub(r"^party_\d+", f"party_{numbered[2]}", word.code)


def _compound(heading: str) -> Meaning | None:
    """A party and what is said of it, in either order: "País del socio", "Partner city"."""
    words = fold(heading.replace("_", " ")).split()
    if not 2 <= len(words) <= 6:
        return None
    found = [
        (read_word("levels", " ".join(one)) is not None, f"{party}{part}")
        for one, other in _halves(words)
        if (party := _party_of(one)) is not None and (part := _part_of(other)) is not None
    ]
    if found:
        # In "Contraparte Municipio" the first word names the party, the second says what it is.
        return Meaning(min(found, key=lambda each: each[0])[1])
    return _date_of(words)


def _date_of(words: list[str]) -> Meaning | None:
    """A date below another heading: "Vigencia Inicio", "Agreement End date"."""
    for cut in range(1, len(words)):
        found = _read(" ".join(words[cut:]))
        if found is not None and found.column in _DATES and _read(" ".join(words[:cut])):
            return found
    return None


def _halves(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    for cut in range(1, len(words)):
        yield words[:cut], words[cut:]
        yield words[cut:], words[:cut]


def _party_of(words: list[str]) -> str | None:
    found = _read(" ".join(word for word in words if word not in _FILLERS))
    if found is None or found.choices or not re.fullmatch(r"party_\d+", found.column):
        return None
    return found.column


def _part_of(words: list[str]) -> str | None:
    """What of a party is meant: the end of a column's name, empty for the name itself."""
    if set(words) <= _FILLERS:
        return "" if set(words) & _NAMES else None
    found = _read(" ".join(word for word in words if word not in _FILLERS))
    if found is None:
        return None
    if found.column in _PARTS_BY_WORD:
        return _PARTS_BY_WORD[found.column]
    if re.fullmatch(r"party_\d+", found.column):
        return ""
    match = re.fullmatch(rf"party_\d+(_(?:{'|'.join(_PARTS)}))", found.column)
    return None if match is None else match[1]
