"""Names that are spelt nearly so: slips, and other ways of writing sounds in Latin letters.

Cities whose own alphabet is not Latin reach a list through German, English, French or Polish
spelling: "Gorna Orjachowiza", "Gorna Oryahovitsa". :func:`sounds` takes such spellings to one
form; what is left is counted in letters changed (Damerau and Levenshtein's distance).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from twinpact.places.gazetteer_tables import CORE, gazetteer

# In this order: German for the sounds between, then the digraphs of several languages, then
# letters that stand for one sound, then letters written twice.
_ONE_SOUND = (
    ("dsch", "j"),
    ("tsch", "h"),
    ("tch", "h"),
    ("sch", "s"),
    ("shch", "s"),
    ("sh", "s"),
    ("zh", "s"),
    ("kh", "h"),
    ("gh", "g"),
    ("ch", "h"),
    ("cz", "h"),
    ("sz", "s"),
    ("rz", "r"),
    ("ph", "f"),
    ("th", "t"),
    ("tz", "s"),
    ("ts", "s"),
    ("ck", "k"),
    ("qu", "k"),
    ("ou", "u"),
    ("oe", "o"),
    ("ae", "a"),
    ("ue", "u"),
    ("ks", "x"),
    ("ie", "i"),
    ("ei", "ai"),
    ("ey", "ai"),
    ("ay", "ai"),
)
_LETTERS = str.maketrans("cqjywz", "kkiivs")
_TWICE = re.compile(r"([^\W\d_])\1+")
# How many letters may differ in a name of so many letters.
_SLIPS = ((5, 0), (13, 1), (9_999, 2))
SHORTEST, FEWEST_SOUNDS = 4, 3
# Names of the world are compared where so many people live: else anything is near something.
_KNOWN_TO_THE_WORLD = 5_000
# What a name may begin with that begins with this sound.
_WRITTEN_FOR = {
    "a": ("a", "ei", "ey"),
    "f": ("f", "ph"),
    "h": ("h", "ch", "tsch", "tch", "kh", "cz"),
    "i": ("i", "j", "y", "dsch"),
    "k": ("k", "c", "q"),
    "s": ("s", "z", "ts", "tz"),
    "v": ("v", "w"),
}
_MOST = 40


@dataclass(frozen=True, slots=True)
class Near:
    """A line of the gazetteer with a name that is nearly so, and by how many letters it differs.

    ``slips`` counts letters of the sounds, ``letters`` those of the names as they are written.
    """

    row: int
    kind: int
    slips: int
    letters: int


def sounds(text: str) -> str:
    """The form that spellings of one name share: "orjachowiza" and "oryahovitsa" are one."""
    for written, sound in _ONE_SOUND:
        text = text.replace(written, sound)
    return _TWICE.sub(r"\1", text.translate(_LETTERS))


def near(name_key: str, countries: Iterable[int] = ()) -> list[Near]:
    """The lines whose name is nearly this one, in the countries of these numbers or anywhere."""
    if len(name_key) < SHORTEST:
        return []
    wanted = sounds(name_key)
    if len(wanted) < FEWEST_SOUNDS:
        return []
    most = next(slips for letters, slips in _SLIPS if len(wanted) <= letters)
    found = [
        Near(shelf.rows[line], shelf.kinds[line], slips, OSA.distance(name_key, shelf.keys[line]))
        for shelf in _shelves(wanted[0], tuple(countries))
        for line, slips in shelf.like(wanted, most)
    ]
    return sorted(found, key=lambda one: (one.slips, one.letters, one.row))


class _Shelf:
    """Some names, with the line of each and how close it is."""

    def __init__(self, keys: list[str], lines: list[int], spoken: list[str]) -> None:
        book = gazetteer()
        self.keys, self._sounds = keys, spoken
        self.rows = array("i", [book.named[line] for line in lines])
        self.kinds = bytes(book.kind[line] for line in lines)

    def like(self, wanted: str, most: int) -> Iterator[tuple[int, int]]:
        for _, slips, line in process.extract(
            wanted, self._sounds, scorer=OSA.distance, score_cutoff=most, limit=_MOST
        ):
            yield line, int(slips)


def _shelves(first: str, countries: tuple[int, ...]) -> Iterator[_Shelf]:
    if not countries:
        yield _of_the_world(first)
    for number in countries:
        shelf = _of_a_country(number).get(first)
        if shelf:
            yield shelf


@lru_cache(maxsize=300)
def _of_a_country(number: int) -> Mapping[str, _Shelf]:
    """The names of a country by the sound that they begin with."""
    return _by_first_sound(list(_lines_by_country()[number]))


@lru_cache(maxsize=64)
def _of_the_world(first: str) -> _Shelf:
    book = gazetteer()
    lines = [
        line
        for beginning in _WRITTEN_FOR.get(first, (first,))
        for line in range(*book.keys.beginning(beginning.encode()))
        if book.kind[line] < CORE and book.weight[book.named[line]] >= _KNOWN_TO_THE_WORLD
    ]
    return _by_first_sound(lines).get(first) or _Shelf([], [], [])


def _by_first_sound(lines: list[int]) -> Mapping[str, _Shelf]:
    book = gazetteer()
    keys = [book.keys[line] for line in lines]
    # As one text: then letters are replaced in one go and not name by name.
    spoken = sounds("\n".join(keys)).split("\n") if keys else []
    grouped: dict[str, tuple[list[str], list[int], list[str]]] = {}
    for name_key, line, sound in zip(keys, lines, spoken, strict=True):
        parts = grouped.setdefault(sound[:1], ([], [], []))
        parts[0].append(name_key)
        parts[1].append(line)
        parts[2].append(sound)
    return {first: _Shelf(*parts) for first, parts in grouped.items()}


@cache
def _lines_by_country() -> Sequence[array[int]]:
    book = gazetteer()
    found = [array("i") for _ in book.country_codes]
    for line, row in enumerate(book.named):
        found[book.country_number[row]].append(line)
    return found
