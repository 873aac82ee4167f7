"""The territories that bear a name, within what is known of where they lie."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from twinpact.places.gazetteer_tables import (
    ALTERNATE,
    CORE,
    LABEL,
    LEVELS,
    Gazetteer,
    gazetteer,
    key,
)
from twinpact.places.place import Level
from twinpact.places.titles import without_title
from twinpact.vocabularies import fold

_ARTICLES = re.compile(r"^(the|la|el|los|las|le|les|l|il|lo|o|a|os|as|die|der|das)\s+(?=\S{3})")
_SHORT_FORMS = (
    (re.compile(r"\bsta?e?\b"), ("saint", "sainte", "sankt", "santa", "san")),
    (re.compile(r"\bste\b"), ("sainte", "santa")),
    (re.compile(r"\bsta\b"), ("santa",)),
    (re.compile(r"\bsto\b"), ("santo",)),
    (re.compile(r"\bmt\b"), ("mount", "mont")),
    (re.compile(r"\bft\b"), ("fort",)),
    (re.compile(r"\ba d\b"), ("an der",)),
    (re.compile(r"\bi d\b"), ("in der",)),
    (re.compile(r"\ba\b"), ("am", "an")),
    (re.compile(r"\bb\b"), ("bei",)),
    (re.compile(r"\bi\b"), ("im", "in")),
    (re.compile(r"\bn s\b"), ("nossa senhora", "nuestra senora")),
    (re.compile(r"\bs\b"), ("sur", "san", "sao")),
    (re.compile(r"\bcd\b"), ("ciudad",)),
    (re.compile(r"\bgral\b"), ("general",)),
)
# Territories with a code of their own that sources also write under the country they belong to.
_OVERSEAS = {
    code: country
    for country, codes in {
        "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
        "US": "AS GU MP PR UM VI",
        "NL": "AW BQ CW SX",
        "GB": "AI BM FK GG GI IM JE KY MS SH TC VG",
        "DK": "FO GL",
        "FI": "AX",
        "NO": "SJ",
        "CN": "HK MO",
    }.items()
    for code in codes.split()
}
_WEIGHT_OF_KIND = (1.0, 1.0, 0.3, 0.1)
_WEIGHT_OF_LEVEL = {"country": 1.0, "state": 0.5, "intermediate": 0.02}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of the gazetteer, how close its name is, and how likely it is meant by its size."""

    row: int
    kind: int
    score: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the territory must lie: in one of these lines of the gazetteer; () is anywhere."""

    rows: tuple[int, ...] = ()

    def hold(self, book: Gazetteer, row: int) -> bool:
        """Whether a line lies inside, or is itself the bound."""
        if not self.rows:
            return True
        code = book.country(row)
        countries = (book.by_country[code], book.by_country.get(_OVERSEAS.get(code, ""), -1))
        return any(bound in (row, *countries, *book.holders(row)) for bound in self.rows)


def named(name: str, bounds: Bounds, levels: tuple[Level, ...] = ()) -> list[Candidate]:
    """The territories of this name, the likeliest first.

    The name is tried as it stands; only where nothing bears it, without an article, with short
    forms written out ("St.", "Sta.", "a. d."), and without a title, whose levels then hold.
    """
    folded = fold(name)
    found = _bearing(key(name), bounds, levels)
    if not found:
        found = _first(_other_spellings(folded), bounds, levels)
    if not found:
        for titled in without_title(folded):
            if not levels or set(levels) & set(titled.levels):
                found = found or _bearing(titled.name.replace(" ", ""), bounds, titled.levels)
    return found


def territories(name: str, bounds: Bounds) -> tuple[int, ...]:
    """The countries and subdivisions of this name: what may stand after a comma.

    Where a country bears it, subdivisions that only have it among their other names are left
    out; a subdivision is met by its own names before any other.
    """
    book = gazetteer()
    code = name.strip()
    if len(code) == 2 and code.isupper() and code in book.by_country:
        return tuple(row for row in (book.by_country[code],) if bounds.hold(book, row))
    if code.upper() in book.by_code:
        return (book.by_code[code.upper()],)
    levels: tuple[Level, ...] = ("country", "state", "intermediate")
    found = named(name, bounds, levels)
    if not found:
        return ()
    closest = min(*(candidate.kind for candidate in found), ALTERNATE)
    return tuple(
        candidate.row
        for candidate in found
        if candidate.kind <= max(closest, LABEL) or book.level[candidate.row] == 0
    )


def _other_spellings(folded: str) -> Iterator[str]:
    yield _ARTICLES.sub("", folded)
    for short, forms in _SHORT_FORMS:
        if short.search(folded):
            for form in forms:
                yield short.sub(form, folded)


def _first(spellings: Iterator[str], bounds: Bounds, levels: tuple[Level, ...]) -> list[Candidate]:
    for spelling in spellings:
        found = _bearing(spelling.replace(" ", ""), bounds, levels)
        if found:
            return found
    return []


def _bearing(name_key: str, bounds: Bounds, levels: tuple[Level, ...]) -> list[Candidate]:
    if len(name_key) < 2:
        return []
    book, found = gazetteer(), []
    for name in book.called(name_key):
        level = LEVELS[book.level[name.row]]
        if (levels and level not in levels) or not bounds.hold(book, name.row):
            continue
        weight = max(book.weight[name.row], 300) * _WEIGHT_OF_KIND[name.kind]
        if not levels:
            weight *= _WEIGHT_OF_LEVEL.get(level, 1.0)
        found.append(Candidate(name.row, name.kind, weight))
    close = [candidate for candidate in found if candidate.kind < CORE]
    return sorted(close or found, key=lambda candidate: (-candidate.score, candidate.row))
