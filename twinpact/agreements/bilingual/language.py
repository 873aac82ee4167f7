"""What is known of how a language writes numbers, references and clauses in agreements."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from twinpact.vocabularies import fold

READ = ("es", "en", "pt", "fr", "de", "zh")
"""The languages whose words are read; of any other only digits and signs are."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of a language, folded. ``point_is_decimal``: 1.500 is one and a half."""

    code: str
    known: bool
    point_is_decimal: bool
    additive: Mapping[str, int]
    hundred: frozenset[str]
    scales: Mapping[str, int]
    scores: frozenset[str]
    joiners: frozenset[str]
    units_first: bool
    ordinals: Mapping[str, int]
    ordinals_alone: frozenset[str]
    references: Mapping[str, str]
    reference_fillers: frozenset[str]
    reference_joiners: frozenset[str]
    date_fillers: frozenset[str]
    capital_months: frozenset[str]
    closing: tuple[str, ...]


@cache
def language(code: str) -> Language:
    """The language with this ISO 639-1 code; one that is not read knows no words."""
    known = code in READ
    entry: dict[str, Any] = {}
    if known:
        text = files("twinpact.agreements.bilingual").joinpath("languages", f"{code}.yaml")
        entry = yaml.safe_load(text.read_text("utf-8"))
    return Language(
        code=code,
        known=known,
        point_is_decimal=entry.get("decimal_marks") == "point",
        additive=_numbers(entry, "additive"),
        hundred=_words(entry, "hundred"),
        scales=_numbers(entry, "scales"),
        scores=_words(entry, "scores"),
        joiners=_words(entry, "joiners"),
        units_first=bool(entry.get("units_first")),
        ordinals=_numbers(entry, "ordinals"),
        ordinals_alone=_words(entry, "ordinals_alone"),
        references=_codes(entry, "references"),
        reference_fillers=_words(entry, "reference_fillers"),
        reference_joiners=_words(entry, "reference_joiners"),
        date_fillers=_words(entry, "date_fillers"),
        capital_months=_words(entry, "capital_months"),
        closing=tuple(fold(words) for words in entry.get("closing", ())),
    )


def _words(entry: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in entry.get(name, ()))


def _numbers(entry: dict[str, Any], name: str) -> Mapping[str, int]:
    return MappingProxyType({fold(word): int(n) for word, n in entry.get(name, {}).items()})


def _codes(entry: dict[str, Any], name: str) -> Mapping[str, str]:
    return MappingProxyType({fold(word): str(c) for word, c in entry.get(name, {}).items()})
