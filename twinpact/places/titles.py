"""The words around a name that say what a territory is: "Estado de", "Kreis", "Prefecture"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from twinpact.places.place import Level
from twinpact.vocabularies import fold, terms

_LINKS = (
    ("de", "los"), ("de", "las"), ("de", "la"), ("of", "the"), ("de",), ("del",), ("d",), ("do",),
    ("da",), ("dos",), ("das",), ("of",), ("di",), ("della",), ("dell",), ("du",), ("des",),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Titled:
    """What is left of a name without its title, and the levels that the title can mean."""

    name: str
    levels: tuple[Level, ...]


def without_title(folded: str) -> Iterator[Titled]:
    """The folded name without a title before it, and without one after it, where it has one."""
    words = folded.split()
    titles = _titles()
    for length in range(min(4, len(words) - 1), 0, -1):
        levels = titles.get(" ".join(words[:length]))
        if levels:
            yield Titled(" ".join(_without_link(words[length:])), levels)
            break
    for length in range(min(4, len(words) - 1), 0, -1):
        levels = titles.get(" ".join(words[-length:]))
        if levels:
            yield Titled(" ".join(words[:-length]), levels)
            break


def title_levels(text: str) -> tuple[Level, ...]:
    """The levels that a text means which is a title and nothing else ("Kreis")."""
    return _titles().get(fold(text), ())


def _without_link(words: list[str]) -> list[str]:
    for link in _LINKS:
        if len(words) > len(link) and tuple(words[: len(link)]) == link:
            return words[len(link) :]
    return words


@cache
def _titles() -> Mapping[str, tuple[Level, ...]]:
    known: dict[str, tuple[Level, ...]] = {}
    for word in terms("titles").values():
        levels = cast("tuple[Level, ...]", tuple(word.extra["levels"]))
        for spelling in word.spellings():
            known.setdefault(fold(spelling), levels)
    return known
