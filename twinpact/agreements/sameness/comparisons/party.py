"""Whether a party of the one agreement is a party of the other."""

import re
from dataclasses import dataclass
from functools import lru_cache

from twinpact.agreements.agreement import Agreement, Party
from twinpact.agreements.parsing.places import country_of
from twinpact.agreements.sameness.comparison import Cell, Comparison, Level
from twinpact.places import Place
from twinpact.places.spelling import sounds
from twinpact.places.titles import without_title
from twinpact.vocabularies import fold

LONGEST_NAME = 120
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Named:
    """A party as it is compared.

    ``place`` is the id of its territory where that is known, else ``candidates`` are the ids of
    those that it may be. ``name`` is the written name, folded and without title; ``called`` the
    gazetteer's name of the territory, likewise; ``sound`` and ``called_sound`` the forms of the
    two that other spellings share. ``doubtful`` says that the place is not known, or not surely;
    ``shared`` that it is of a level whose places often have a city of the same name. ``part`` is
    what stands in brackets.
    """

    place: str | None
    candidates: tuple[str, ...]
    name: str
    called: str
    sound: str
    called_sound: str
    country: str | None
    doubtful: bool
    shared: bool = False
    part: str | None = None

    @property
    def order(self) -> tuple[str, str]:
        """By what the parties of an agreement are sorted."""
        return self.place or "", self.name


def named(agreement: Agreement) -> tuple[Named, ...]:
    """The parties of an agreement as they are compared."""
    return tuple(
        _named(party, agreement, number) for number, party in enumerate(agreement.parties, start=1)
    )


def comparison(number: int) -> Comparison:
    """The comparison of the first or the second party."""
    return Comparison(
        name=f"party_{number}",
        columns={f"{column}_{number}": kind for column, kind in _COLUMNS.items()},
        unknown=_numbered(_UNNAMED, number),
        levels=tuple(Level(code, _numbered(sql, number)) for code, sql in _LEVELS),
        weights="party",
    )


def cells(party: Named, number: int) -> dict[str, Cell]:
    """The columns of a party."""
    values = {
        "place": party.place,
        "may_be": f"|{'|'.join(party.candidates)}|" if party.candidates else None,
        "name": party.name,
        "called": party.called,
        "sound": party.sound,
        "called_sound": party.called_sound,
        "country": party.country,
        "doubt": int(party.doubtful),
        "part": party.part,
    }
    return {f"{column}_{number}": value for column, value in values.items()}


_COLUMNS = {
    "place": "text",
    "may_be": "text",
    "name": "text",
    "called": "text",
    "sound": "text",
    "called_sound": "text",
    "country": "text",
    "doubt": "number",
    "part": "text",
}
_UNNAMED = "(name_l = '' and place_l is null) or (name_r = '' and place_r is null)"
_COUNTRIES = "(country_l is null or country_r is null or country_l = country_r)"
_NAMES = "(name_l = name_r or name_l = called_r or called_l = name_r)"
_ONE_UNKNOWN = "(place_l is null or place_r is null)"
_ONE_IN_DOUBT = "(doubt_l = 1 or doubt_r = 1)"
_AMONG = (
    "(place_l is not null and may_be_r like '%|' || place_l || '|%')"
    " or (place_r is not null and may_be_l like '%|' || place_r || '|%')"
)
# One letter in eight may differ, and one in a short name; two changed places are one slip.
_SLIPS = "(length({0}) > 3 and damerau_levenshtein({0}, {1}) * 8 <= greatest(8, length({0})))"
_NEAR = " or ".join(
    _SLIPS.format(a, b)
    for a, b in (
        ("sound_l", "sound_r"),
        ("sound_l", "called_sound_r"),
        ("called_sound_l", "sound_r"),
    )
)
_LEVELS = (
    ("other_part", f"part_l <> part_r and (place_l = place_r or ({_ONE_UNKNOWN} and {_NAMES}))"),
    ("same_place", "place_l = place_r"),
    ("may_be_place", f"({_AMONG}) and ({_NAMES} or {_NEAR})"),
    ("same_name", f"{_ONE_IN_DOUBT} and {_COUNTRIES} and name_l <> '' and {_NAMES}"),
    ("near_name", f"{_ONE_IN_DOUBT} and {_COUNTRIES} and ({_NEAR})"),
    ("namesake", f"country_l = country_r and name_l <> '' and ({_NAMES} or {_NEAR})"),
)
"""``other_part``: two parts of one place ("Paris (12. Bezirk)"). ``namesake``: two territories of
one country whose names are the same or nearly so, such as a city and its province."""
_COLUMN = re.compile(rf"\b({'|'.join(_COLUMNS)})_([lr])\b")


def _numbered(sql: str, number: int) -> str:
    return _COLUMN.sub(rf"\g<1>_{number}_\g<2>", sql)


def _named(party: Party, agreement: Agreement, number: int) -> Named:
    place = party.place
    name = bare_name(party.written)
    if place is not None:
        called = bare_name(place.name)
        return Named(
            place=place.id,
            candidates=(),
            name=name or called,
            called=called,
            sound=_sound(name or called),
            called_sound=_sound(called),
            country=place.country,
            doubtful=_is_doubtful(party, place, name, called),
            shared=place.level in _LEVELS_OF_NAMESAKES,
            part=_part(party.written),
        )
    candidates = tuple(sorted(candidate.id for candidate in party.candidates[:_MOST_CANDIDATES]))
    countries = {candidate.country for candidate in party.candidates}
    country = countries.pop() if len(countries) == 1 else _said(agreement, number)
    sound = _sound(name)
    return Named(None, candidates, name, name, sound, sound, country, doubtful=True)


def _is_doubtful(party: Party, place: Place, name: str, called: str) -> bool:
    """Whether a place was found with some doubt, or by another name than its own."""
    if party.confidence is not None and party.confidence < _SURE:
        return True
    if not name or _sound(name) == _sound(called):
        return False
    return all(_sound(bare_name(other)) != _sound(name) for other in place.names.values())


_SURE = 0.9
_LEVELS_OF_NAMESAKES = frozenset({"state", "intermediate", "metropolitan"})
_MOST_CANDIDATES = 3


def _said(agreement: Agreement, number: int) -> str | None:
    """The country that the source says, where the party's place is not known."""
    for statement in agreement.statements:
        if statement.field == f"party_{number}_country" and not statement.unavailable:
            return country_of(statement.written)
    return None


@lru_cache(maxsize=65_536)
def bare_name(written: str) -> str:
    """The name alone: "Kreis Soest (Westfalen), Deutschland" is "soest"."""
    text = _BRACKETS.sub(" ", written[:LONGEST_NAME]).partition(",")[0]
    name = fold(text) or fold(written[:LONGEST_NAME])
    return next((titled.name for titled in without_title(name)), name) or name


def _part(written: str) -> str | None:
    found = _BRACKETS.search(written[:LONGEST_NAME])
    return None if found is None else fold(found[0]) or None


_SHORT_FOR = {
    **dict.fromkeys(("st", "saint", "sankt", "sint", "san", "sao", "sur", "s"), "s"),
    **dict.fromkeys(("ste", "sainte", "sta", "santa"), "sa"),
    **dict.fromkeys(("bad", "b"), "b"),
}
"""Words that lists cut short, each way, and what they are compared by."""


@lru_cache(maxsize=65_536)
def _sound(name: str) -> str:
    return sounds("".join(_SHORT_FOR.get(word, word) for word in name.split()))
