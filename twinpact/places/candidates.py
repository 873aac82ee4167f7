"""The territories that a written name can mean, within what is known of where they lie.

Each has a price: how far what is written is from what the territory is called, in natural
logarithms of odds. :mod:`twinpact.places.choosing` weighs prices against size and level.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from twinpact.places.bounds import Bounds
from twinpact.places.gazetteer_tables import ALTERNATE, LABEL, LEVELS, gazetteer, key
from twinpact.places.place import Level
from twinpact.places.spelling import near
from twinpact.places.titles import without_title
from twinpact.vocabularies import fold

_ARTICLES = re.compile(r"^(the|la|el|los|las|le|les|l|il|lo|o|a|os|as|die|der|das)\s+(?=\S{3})")
# Short forms, by word of a folded name. A word that is not here stands as it is.
_LONG_FORMS = {
    "st": ("saint", "sankt", "san", "sint", "st"),
    "ste": ("sainte", "santa"),
    "sta": ("santa",),
    "sto": ("santo",),
    "sts": ("saints",),
    "skt": ("sankt",),
    "mt": ("mount", "mont"),
    "ft": ("fort",),
    "pt": ("port", "point"),
    "a": ("am", "an", "an der", "a"),
    "b": ("bei", "bad"),
    "d": ("der", "die", "d"),
    "i": ("im", "in", "i"),
    "o": ("ob", "o"),
    "v": ("vor", "von", "v"),
    "n": ("nad", "nossa", "nuestra", "n"),
    "s": ("senhora", "senora", "sur", "san", "sao", "s"),
    "p": ("pod", "p"),
    "cd": ("ciudad",),
    "gral": ("general",),
    "gr": ("gross", "grand"),
    "kl": ("klein",),
    "upon": ("on", "upon"),
    "saint": ("sankt", "san", "sainte", "st"),
    "sainte": ("saint", "santa", "ste"),
    "sankt": ("saint", "st"),
    "nueva": ("nova", "new"),
    "neu": ("new", "nova", "nowy"),
}
_SPELLINGS, _SPELLINGS_WITH_SLIPS = 24, 4
# What may stand between a short name and the rest of it: "Tournon" for "Tournon-sur-Rhône".
JOINTS = frozenset(
    [
        "sur",
        "sous",
        "en",
        "de",
        "del",
        "des",
        "du",
        "d",
        "di",
        "da",
        "do",
        "dos",
        "la",
        "le",
        "les",
        "lès",
        "lez",
        "am",
        "an",
        "ad",
        "in",
        "im",
        "i",
        "ob",
        "bei",
        "vor",
        "bij",
        "aan",
        "a",
        "der",
        "den",
        "dem",
        "of",
        "on",
        "upon",
        "by",
        "the",
        "y",
        "e",
        "et",
        "and",
        "und",
        "nad",
        "pod",
        "na",
        "u",
    ]
)
LONGER = "the full name is longer"
_LONGER_LOOKED_AT = 60
PRICE_OF_KIND = (0.0, 0.4, 6.0, 6.0)
PRICE_OF_SPELLING, PRICE_OF_TITLE, PRICE_OF_SHORT_NAME = 0.3, 0.4, 1.5
_PRICE_OF_NEAR, _PRICE_OF_SLIP, _PRICE_OF_LETTER = 0.5, 2.0, 0.15


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of the gazetteer, how close its name is, and how what is written was read."""

    row: int
    kind: int
    price: float = 0.0
    how: str = ""
    slips: int = 0


def exactly(name: str, within: Bounds, levels: tuple[Level, ...] = ()) -> list[Candidate]:
    """The territories of this name as it stands, or with its sign for "and" in full."""
    found = _bearing(key(name), within, levels)
    if not found and "&" in name:
        found = _bearing(key(name.replace("&", " and ")), within, levels)
    return found


def nominally(name: str, within: Bounds, levels: tuple[Level, ...] = ()) -> list[Candidate]:
    """Those of this name without a title, or without its article and with short forms in full.

    A title says the levels that the territory may have.
    """
    folded = fold(name)
    for spelling in _other_spellings(folded):
        found = _bearing(spelling.replace(" ", ""), within, levels, PRICE_OF_SPELLING)
        if found:
            return found
    for titled in without_title(folded):
        if levels and not set(levels) & set(titled.levels):
            continue
        for spelling in (titled.name, *_other_spellings(titled.name)):
            found = _bearing(spelling.replace(" ", ""), within, titled.levels, PRICE_OF_TITLE)
            if found:
                return found
    return []


def nearly(name: str, within: Bounds, levels: tuple[Level, ...] = ()) -> list[Candidate]:
    """Those whose name is spelt nearly so, without a title or, in bounds, in short forms too."""
    folded = fold(name)
    found = _near(folded.replace(" ", ""), within, levels, 0.0)
    for titled in without_title(folded):
        if levels and not set(levels) & set(titled.levels):
            continue
        spelling = titled.name.replace(" ", "")
        found = found or _near(spelling, within, titled.levels, PRICE_OF_TITLE)
    if found or not within.rows:
        return found
    for spelling in islice(_other_spellings(folded), _SPELLINGS_WITH_SLIPS):
        found = _near(spelling.replace(" ", ""), within, levels, PRICE_OF_SPELLING)
        if found:
            break
    return found


def more_fully(name: str, within: Bounds, levels: tuple[Level, ...] = ()) -> list[Candidate]:
    """Those whose full name begins with this one: "Tournon" is short for "Tournon-sur-Rhône"."""
    book, folded = gazetteer(), fold(name)
    found: list[Candidate] = []
    wanted = folded.replace(" ", "")
    if len(wanted) < 4 or not within.rows:
        return []
    for line in book.beginning(wanted):
        if len(found) >= _LONGER_LOOKED_AT:
            break
        row = line.row
        if (levels and LEVELS[book.level[row]] not in levels) or not within.hold(book, row):
            continue
        full = fold(book.name(row))
        if full.startswith(folded + " ") and full[len(folded) + 1 :].split()[0] in JOINTS:
            found.append(Candidate(row, ALTERNATE, PRICE_OF_SHORT_NAME, LONGER, slips=2))
    return _once(found)


def territories(name: str, within: Bounds, *, loosely: bool = False) -> tuple[int, ...]:
    """The countries and subdivisions of this name: what may stand after a comma.

    Where a country bears it, subdivisions that only have it among their other names are left
    out; a subdivision is met by its own names before any other. ``loosely`` takes slips too.
    """
    book = gazetteer()
    by_code = tuple(_with_code(name.strip(), within))
    if by_code:
        return by_code
    levels: tuple[Level, ...] = ("country", "state", "intermediate")
    found = exactly(name, within, levels) or nominally(name, within, levels)
    if not found and loosely:
        found = nearly(name, within, levels)
    if not found:
        return ()
    closest = min(*(candidate.kind for candidate in found), ALTERNATE)
    return tuple(
        candidate.row
        for candidate in found
        if candidate.kind <= max(closest, LABEL) or book.level[candidate.row] == 0
    )


def _with_code(code: str, within: Bounds) -> Iterator[int]:
    """The country of a code, and the subdivisions: "CO-ANT", and "OR" after "Portland"."""
    book = gazetteer()
    if not 2 <= len(code) <= 6 or not code.isupper() or not code.isascii():
        return
    if code in book.by_code:
        yield book.by_code[code]
        return
    if len(code) == 2 and code in book.by_country:
        row = book.by_country[code]
        if within.hold(book, row):
            yield row
    if len(code) > 3:
        return
    inside = [book.country_codes[number] for number in within.countries] or _KNOWN_BY_LETTERS
    for country in inside:
        short = book.by_code.get(f"{country}-{code}")
        if short is not None:
            yield short


# Where the letters of a state are written after its cities without the country.
_KNOWN_BY_LETTERS = ["US", "CA", "BR", "AU", "CH"]


def _other_spellings(folded: str) -> Iterator[str]:
    plain = _ARTICLES.sub("", folded)
    if plain != folded:
        yield plain
    words = folded.split()
    if any(word in _LONG_FORMS for word in words):
        forms = (_LONG_FORMS.get(word, (word,)) for word in words)
        for spelling in islice(product(*forms), _SPELLINGS):
            yield " ".join(spelling)
    if " and " in folded:
        yield folded.replace(" and ", " ")


def _bearing(
    name_key: str, within: Bounds, levels: tuple[Level, ...], price: float = 0.0
) -> list[Candidate]:
    if len(name_key) < 2:
        return []
    book = gazetteer()
    named, kinds, numbers = book.named, book.kind, book.country_number
    start, end = book.keys.equal(name_key.encode())
    found = []
    for line in range(start, end):
        row = named[line]
        if levels and LEVELS[book.level[row]] not in levels:
            continue
        if within.rows and numbers[row] not in within.countries and not within.hold(book, row):
            continue
        kind = kinds[line]
        found.append(Candidate(row, kind, price + PRICE_OF_KIND[kind]))
    return found if len(found) < 2 else _once(found)


def _near(
    name_key: str, within: Bounds, levels: tuple[Level, ...], price: float
) -> list[Candidate]:
    book, found = gazetteer(), []
    for other in near(name_key, within.reach(book)):
        row = other.row
        if (levels and LEVELS[book.level[row]] not in levels) or not within.hold(book, row):
            continue
        cost = _PRICE_OF_NEAR + other.slips * _PRICE_OF_SLIP + other.letters * _PRICE_OF_LETTER
        found.append(
            Candidate(
                row,
                other.kind,
                price + PRICE_OF_KIND[other.kind] + cost,
                f"it is spelt '{book.name(row)}'",
                other.slips,
            )
        )
    return _once(found)


def _once(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each line once, by its closest name."""
    best: dict[int, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.row)
        if known is None or candidate.price < known.price:
            best[candidate.row] = candidate
    return list(best.values())
