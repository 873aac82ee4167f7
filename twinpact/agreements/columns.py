"""Recognising what the columns of a table hold, from their headers and, in doubt, their values."""

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Row

from twinpact.agreements.mapping import Mapping, is_column
from twinpact.agreements.parsing.places import country_of, state_of
from twinpact.vocabularies import Term, fold, read_word

_LANGUAGE_SUFFIX = re.compile(r"[ _(\[-]+(de|en|es|pt|fr)[)\]]?$", re.IGNORECASE)
_NUMBERED = re.compile(r"(party|parte|partner|partei|partie)[ _]?([1-9]\d?)")
_SAMPLE = 200
_SPEAKS_FOR = 0.5
"""A reading of a column stands when it fits more than half of the different values in it."""


def recognise_columns(header: Sequence[str], rows: Iterable[Row[str, str | None]] = ()) -> Mapping:
    """The map of a table that nobody has mapped, as far as its headers make it plain.

    Headers are read in es, en, pt, de and fr (``vocabularies/columns.yaml``); a language at the
    end of a header (``state_de``) is a hint at the language of its values. A header that can mean
    two things ("Estado": the life state of an agreement or a territory) is decided by the values
    under it. Several headers may hold one column ("country_de", "country_en").
    """
    if "party_1" in header and "party_2" in header:
        return _our_own(header)
    samples = _samples(header, rows)
    columns: dict[str, str] = {}
    doubtful: dict[str, tuple[str, ...]] = {}
    languages: dict[str, str] = {}
    unknown: list[str] = []
    unread: list[str] = []
    for name in header:
        if suffix := _LANGUAGE_SUFFIX.search(name):
            languages[name] = suffix[1].lower()
        word = _word_of(name)
        if word is None:
            unknown.append(name)
        elif word.extra.get("ignored"):
            unread.append(name)
        elif choices := word.extra.get("choices"):
            doubtful[name] = tuple(choices)
        else:
            columns[name] = _column_of(name, word)
    for name, choices in doubtful.items():
        columns[name] = _decide(choices, samples[name], set(columns.values()))
    return Mapping(
        columns=columns,
        constants=_levels(columns),
        languages=languages,
        unknown=tuple(unknown),
        unread=tuple(unread),
    )


def _our_own(header: Sequence[str]) -> Mapping:
    return Mapping(
        columns={name: name for name in header if is_column(name)},
        unknown=tuple(name for name in header if not is_column(name)),
    )


def _word_of(header: str) -> Term | None:
    plain = _NUMBERED.sub(lambda match: match[1], fold(header))
    for name in (header, _LANGUAGE_SUFFIX.sub("", header), plain):
        if name and (word := read_word("columns", name)) is not None:
            return word
    return None


def _column_of(header: str, word: Term) -> str:
    """ "Partner 3" and "party_3_country" stand for the third party."""
    numbered = _NUMBERED.search(fold(header))
    if numbered is None or not word.code.startswith("party_"):
        return word.code
    return re.sub(r"^party_\d+", f"party_{numbered[2]}", word.code)


def _levels(columns: dict[str, str]) -> dict[str, str]:
    """A header that is itself a level ("Municipality") hints at the level of those under it."""
    found = {}
    for header, column in columns.items():
        level = read_word("levels", header)
        if level is not None and column in {"party_1", "party_2"}:
            found[f"{column}_level"] = level.code
    return {name: code for name, code in found.items() if name not in columns.values()}


def _samples(header: Sequence[str], rows: Iterable[Row[str, str | None]]) -> dict[str, list[str]]:
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


def _kind(choice: str) -> str:
    return re.sub(r"^party_\d+_", "", choice)


_TESTS: dict[str, Callable[[str], bool]] = {
    "state": lambda value: read_word("states", value) is not None,
    "form": lambda value: read_word("forms", value) is not None,
    "level": lambda value: read_word("levels", value) is not None,
    "country": lambda value: country_of(value) is not None,
    "region": lambda value: state_of(value) is not None,
}
