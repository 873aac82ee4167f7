"""A word of a list, and the lists as the files of this folder give them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

LANGUAGES = ("es", "en", "pt")

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownListError(LookupError):
    """There is no list of this name."""


class UnknownWordError(LookupError):
    """The list does not hold a word with this code."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word: its code, its labels by language, its other spellings, and what else is known."""

    code: str
    label: Mapping[str, str]
    written: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def in_language(self, language: str) -> str:
        """The label in a language; the English one where that language has none."""
        return self.label.get(language, self.label["en"])

    def spellings(self) -> Iterator[str]:
        """Everything by which a source may name the word: code, labels, other spellings."""
        yield self.code.replace("_", " ")
        yield from self.label.values()
        yield from self.written


@cache
def lists() -> tuple[str, ...]:
    """The names of all lists."""
    names = (entry.name for entry in files("twinpact.vocabularies").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def terms(list_name: str) -> Mapping[str, Term]:
    """The words of a list by code, in the order of the file."""
    if list_name not in lists():
        raise UnknownListError(f"There is no list of words called {list_name!r}.")
    text = files("twinpact.vocabularies").joinpath(f"{list_name}.yaml").read_text("utf-8")
    entries = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, in C where there is one
    return MappingProxyType({code: _term(code, entry) for code, entry in entries.items()})


def _term(code: str, entry: dict[str, Any]) -> Term:
    extra = {name: value for name, value in entry.items() if name not in {"label", "written"}}
    return Term(
        code=code,
        label=MappingProxyType(entry["label"]),
        written=tuple(entry.get("written", ())),
        extra=MappingProxyType(extra),
    )


def term(list_name: str, code: str) -> Term:
    """The word of a list that has this code."""
    try:
        return terms(list_name)[code]
    except KeyError:
        raise UnknownWordError(f"The list {list_name} has no word {code!r}.") from None


def label(list_name: str, code: str, language: str) -> str:
    """How people call the word in a language."""
    return term(list_name, code).in_language(language)
