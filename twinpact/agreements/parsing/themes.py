"""Reading what an agreement is about: a list of subjects in the source's own words."""

import re
from functools import cache, lru_cache

from twinpact.agreements.agreement import Theme
from twinpact.agreements.parsing.words import is_unavailable
from twinpact.vocabularies import Term, find_words, read_word, terms

_LIST_MARK = re.compile(r"\s*(?:[;•\n\r]+|,(?!\d)|(?:^|\s)[-–·](?=\s)|(?<=\s)/(?=\s))\s*")
_AND = re.compile(r"\s+(?:and|y|e|und|et|&)\s+", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def read_themes(text: str | None) -> tuple[Theme, ...]:
    """The subjects that a text lists, each with its own words and the theme that they mean.

    The text is parted at commas and semicolons. "and", "y", "e", "und" and "et" part a piece only
    where both sides are themes by themselves, so that "trade in iron ore and derivatives" and
    "Family Development and Women" stay whole. A piece that no list knows keeps its words and has
    no theme.
    """
    written = (text or "").strip()
    if not written or is_unavailable(written):
        return ()
    if read_word("themes", written) is not None:
        return (read_theme(written),)
    pieces = (piece.strip().rstrip(".").strip() for piece in _LIST_MARK.split(written))
    return tuple(read_theme(part) for piece in pieces if piece for part in _parts(piece))


def read_theme(written: str) -> Theme:
    """One subject; of several themes that its words name, the first one counts."""
    found = _theme_of(written)
    return Theme(written) if found is None else coded_theme(written, found.code)


def coded_theme(written: str, code: str) -> Theme:
    """The subject with the theme that somebody chose for it, and the codes that go with it."""
    word = read_word("themes", code)
    if word is None:
        return Theme(written)
    goals = tuple(word.extra.get("goals") or ())
    sector = word.extra.get("sector")
    return Theme(
        written=written,
        theme=word.code,
        sector=None if sector is None else str(sector),
        goal=int(goals[0]) if goals else None,
    )


@cache
def theme_of_sector(code: str) -> str | None:
    """The theme to which a purpose code of the OECD DAC crosses, where that is plain.

    The code itself, else the theme whose codes share its first three digits (the DAC's own
    groups: 121 and 122 are health).
    """
    by_code: dict[str, str] = {}
    by_group: dict[str, set[str]] = {}
    for name, word in terms("themes").items():
        sector = str(word.extra.get("sector") or "")
        by_code.setdefault(sector, name)
        by_group.setdefault(sector[:3], set()).add(name)
    if code in by_code:
        return by_code[code]
    if code[:3] in _CHIEF:
        return _CHIEF[code[:3]]
    group = by_group.get(_ALIKE.get(code[:3], code[:3]), set())
    return next(iter(group)) if len(group) == 1 else None


_ALIKE = {"112": "111", "122": "121", "123": "121", "130": "121", "312": "311", "313": "311",
          "231": "231", "232": "231", "233": "231", "240": "250", "331": "331"}  # fmt: skip
"""Groups of the DAC that belong to the theme of another group: 122, basic health, is health."""
_CHIEF = {"140": "water", "410": "environment"}
"""Groups with several themes, of which one is what the group is called after."""


def _theme_of(written: str) -> Term | None:
    whole = read_word("themes", written)
    if whole is not None:
        return whole
    inside = find_words("themes", written)
    return inside[0].term if inside else None


def _parts(piece: str) -> list[str]:
    if read_word("themes", piece) is not None:
        return [piece]
    for match in _AND.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        if _theme_of(left) is not None and all(_theme_of(part) for part in _parts(right)):
            return [left, *_parts(right)]
    return [piece]
