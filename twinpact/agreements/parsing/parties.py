"""Reading a party: "Monterrey, Mexico", "Krupka (Graupen)" or a name with its own columns."""

import re

from twinpact.agreements.agreement import Party
from twinpact.agreements.parsing.asking import Asked, find_parties
from twinpact.agreements.parsing.places import country_of, state_of
from twinpact.agreements.parsing.words import is_unavailable
from twinpact.places import Level, Written

_PARTED = re.compile(r"\s*(?:[;|•▪]|(?:^|(?<=\s))(?:\d{1,2}[.)]|[-–·])\s)\s*")
_LINES = re.compile(r"\s*[\r\n]+\s*(?:[-–·•▪]|\d{1,2}[.)])?\s*")
_MOST_PARTIES = 50


def read_party(
    text: str,
    *,
    country: str | None = None,
    region: str | None = None,
    level: Level | None = None,
) -> Party:
    """The side of an agreement that these words name, with its territory where it is plain.

    ``country`` and ``region`` are what other columns say, ``level`` is a hint. The words
    themselves are always kept. A table is read as a whole, where each name is told by the rest.
    """
    asked = asked_party(text, countries=(country,), region=region, level=level)
    find_parties([[asked]])
    return asked.party


def asked_party(
    text: str,
    *,
    countries: tuple[str | None, ...] = (None,),
    region: str | None = None,
    level: Level | None = None,
) -> Asked:
    """The party with the names under which it is to be looked for.

    A region that is itself not understood is left aside; one that is understood stays, since a
    namesake elsewhere would be another place.
    """
    written = text.strip()
    if not written or is_unavailable(written):
        return Asked(Party(written=written, reason="no name is given"))
    lines = _lines(written) if "\n" in written or "\r" in written else [written]
    name = " ".join(" ".join(lines).split())
    names = [
        Written(
            name,
            country=country,
            region=region if region and state_of(region, country) is not None else None,
            level=level,
        )
        for country in countries or (None,)
    ]
    return Asked(Party(written=written), names)


def parted(text: str) -> list[str]:
    """The parties of a cell that names several, one on each line or with marks between them.

    "Bilbao⏎España" is one: a line that is a country belongs to the name above it, and a line that
    goes on in small letters to the line above. Commas, slashes and "and" part nothing: they
    stand inside names.
    """
    pieces: list[str] = []
    for piece in (part for part in _PARTED.split(text) if part.strip()):
        pieces += _lines(piece)
    pieces = [piece.strip(" ,") for piece in pieces if re.search(r"\w", piece)]
    return pieces if 1 < len(pieces) <= _MOST_PARTIES else [text]


def _lines(text: str) -> list[str]:
    found: list[str] = []
    for line in (part for part in _LINES.split(text) if part.strip()):
        if found and (line[0].islower() or found[-1].endswith(("-", ","))):
            found[-1] = f"{found[-1]} {line}"
        elif found and country_of(line.strip("()")) is not None:
            found[-1] = f"{found[-1]}, {line.strip('()')}"
        else:
            found.append(line)
    return found
