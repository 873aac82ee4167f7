"""Recognising what the columns of a table hold, from their headers and, in doubt, their values."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from twinpact.agreements.headings import language_of, meaning_of
from twinpact.agreements.mapping import Mapping as Map
from twinpact.agreements.mapping import is_column
from twinpact.agreements.parsing.dates import (
    AmbiguousDateError,
    UnreadDateError,
    parse_partial_date,
)
from twinpact.agreements.parsing.places import country_of, find_place, state_of
from twinpact.vocabularies import read_word

SECTION = "section"
"""The column that keeps the headings which stand between the rows of a sheet."""
_SAMPLE = 200
_COUNTRIES = ("party_2_country", "party_1_country")
_SPEAKS_FOR = 0.5
"""A reading of a column stands when it fits more than half of the different values in it."""
_SPEAKS_ALONE = 0.8
_FEWEST_ALONE = 3
_FEWEST_OF_A_LIST = 2
_NAMELESS = re.compile(r"column \d+")
_PLACES_TRIED = 40

Row = Mapping[str, str | None]


def recognise_columns(header: Sequence[str], rows: Iterable[Row] = ()) -> Map:
    """The map of a table that nobody has mapped, as far as its headers make it plain.

    Headers are read in es, en, pt, de and fr (``vocabularies/columns.yaml``); a language at the
    end of a header (``state_de``) is a hint at the language of its values. A header that can mean
    two things ("Estado": the life state of an agreement or a territory) is decided by the values
    under it. Several headers may hold one column ("country_de", "country_en"). A header that no
    list knows is read by the values under it where nearly all say the same (``by_values``).
    """
    if "party_1" in header and "party_2" in header:
        return _our_own(header)
    samples = _samples(header, rows)
    columns: dict[str, str] = {}
    doubtful: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    unread: list[str] = []
    for name in header:
        meaning = meaning_of(name)
        if meaning is None:
            unknown.append(name)
        elif meaning.ignored:
            unread.append(name)
        elif meaning.choices:
            doubtful[name] = meaning.choices
        else:
            columns[name] = meaning.column
    for name, choices in doubtful.items():
        if choices != _COUNTRIES:
            columns[name] = _decide(choices, samples[name], set(columns.values()))
    countries = [name for name, choices in doubtful.items() if choices == _COUNTRIES]
    columns |= _countries_of_parties(header, columns, countries)
    by_values = _read_by_values(unknown, samples, set(columns.values()))
    columns |= by_values
    return Map(
        columns=columns,
        constants=_levels(columns),
        languages={name: found for name in header if (found := language_of(name))},
        unknown=tuple(name for name in unknown if name not in by_values),
        unread=tuple(unread),
        by_values=tuple(by_values),
    )


def is_known_heading(text: str) -> bool:
    """Whether a text is a heading under which agreements are listed."""
    return is_column(text.strip()) or meaning_of(text) is not None


def _our_own(header: Sequence[str]) -> Map:
    return Map(
        columns={name: name for name in header if is_column(name)},
        unknown=tuple(name for name in header if not is_column(name)),
    )


def _levels(columns: dict[str, str]) -> dict[str, str]:
    """A header that is itself a level ("Municipality") hints at the level of those under it."""
    found = {}
    for header, column in columns.items():
        level = read_word("levels", header)
        if level is not None and column in {"party_1", "party_2"}:
            found[f"{column}_level"] = level.code
    return {name: code for name, code in found.items() if name not in columns.values()}


def _samples(header: Sequence[str], rows: Iterable[Row]) -> dict[str, list[str]]:
    seen: dict[str, dict[str, None]] = {name: {} for name in header}
    for number, row in enumerate(rows):
        if number >= _SAMPLE:
            break
        for name in header:
            if text := (row.get(name) or "").strip():
                seen[name][text] = None
    return {name: list(values) for name, values in seen.items()}


def _decide(choices: tuple[str, ...], values: list[str], taken: set[str]) -> str:
    """The first reading that the values speak for; else the first that no other column has."""
    for choice in choices:
        fits = _TESTS.get(_kind(choice))
        if fits is not None and values:
            share = sum(fits(value) for value in values) / len(values)
            if share > _SPEAKS_FOR:
                return choice
    free = [choice for choice in choices if choice not in taken]
    untested = [choice for choice in free if _kind(choice) not in _TESTS]
    return (untested or free or list(choices))[0]


def _countries_of_parties(
    header: Sequence[str], columns: Mapping[str, str], countries: Sequence[str]
) -> dict[str, str]:
    """Whose country a plain "Country" is, by where it stands.

    Left of both parties it is that of the first one, in any other place that of the partner, whose
    country is the one that changes. Of two such columns each goes with the party beside it.
    """
    order = {name: at for at, name in enumerate(header)}
    at = {column: order[name] for name, column in reversed(list(columns.items()))}
    near, far = at.get("party_1"), at.get("party_2")
    free = [column for column in _COUNTRIES if column not in columns.values()]
    if near is None or far is None or not free:
        return dict.fromkeys(countries, _COUNTRIES[0])
    by_place = ("party_1_country", "party_2_country")
    if far < near:
        by_place = by_place[::-1]
    if len(countries) == 2 and len(free) == 2:
        return dict(zip(countries, by_place, strict=True))
    found = {}
    for name in countries:
        column = by_place[0] if order[name] < min(near, far) else _COUNTRIES[0]
        found[name] = column if column in free else free[0]
    return found


def _read_by_values(
    unknown: Sequence[str], samples: Mapping[str, list[str]], taken: set[str]
) -> dict[str, str]:
    """Columns with unknown headings whose values speak for themselves; each of ours once."""
    found: dict[str, str] = {}
    for column, kind, fewest in _BY_VALUES:
        if column in taken:
            continue
        for name in unknown:
            values = samples[name]
            if name in found or len(values) < (1 if name == SECTION else fewest):
                continue
            # A heading over dates says which date it is: only one without words is left open.
            if kind == "date" and not _NAMELESS.fullmatch(name):
                continue
            if sum(_TESTS[kind](value) for value in values) >= _SPEAKS_ALONE * len(values):
                found[name] = column
                taken.add(column)
                break
    return found | _parties_by_values(
        [name for name in unknown if name not in found], samples, taken
    )


def _parties_by_values(
    unknown: Sequence[str], samples: Mapping[str, list[str]], taken: set[str]
) -> dict[str, str]:
    """The columns of the parties, from the left, where no heading names them."""
    free = [column for column in ("party_1", "party_2") if column not in taken]
    found: dict[str, str] = {}
    for name in unknown:
        values = [value for value in samples[name] if re.search(r"[^\W\d_]", value)]
        if not free or len(values) < _FEWEST_ALONE:
            continue
        tried = values[:_PLACES_TRIED]
        places = sum(find_place(value).status != "not_found" for value in tried)
        if places >= _SPEAKS_ALONE * len(tried):
            found[name] = free.pop(0)
    return found


def _kind(choice: str) -> str:
    return re.sub(r"^party_\d+_", "", choice)


def _is_date(value: str) -> bool:
    try:
        return parse_partial_date(value).earliest is not None
    except AmbiguousDateError:
        return True
    except UnreadDateError:
        return False


_TESTS: dict[str, Callable[[str], bool]] = {
    "state": lambda value: read_word("states", value) is not None,
    "form": lambda value: read_word("forms", value) is not None,
    "level": lambda value: read_word("levels", value) is not None,
    "country": lambda value: country_of(value) is not None,
    "region": lambda value: state_of(value) is not None,
    "date": _is_date,
}
_BY_VALUES = (
    ("state", "state", _FEWEST_OF_A_LIST),
    ("form", "form", _FEWEST_OF_A_LIST),
    ("party_2_country", "country", _FEWEST_ALONE),
    ("signed", "date", _FEWEST_ALONE),
)
"""What an unknown column may be, what its values must then be, and how many different at least."""
