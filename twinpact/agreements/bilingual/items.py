"""What of a text must be the same in every language: dates, amounts, numbers, references."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["date", "amount", "number", "reference"]


@dataclass(frozen=True, slots=True)
class Item:
    """A date, an amount, a number or a reference, as written and as what it can mean.

    ``values`` hold every reading in a form that is the same in all languages: "2012-05-03",
    "--05-03" (each year), "1000", "clause 5"; two items agree when one reading is common.
    ``weak`` items ("one", "XXI", "fifth") agree with another but are never missed themselves.
    ``currency`` None: an amount whose currency is written but could not be read ("$").
    """

    kind: Kind
    written: str
    start: int
    end: int
    values: frozenset[str]
    weak: bool = False
    in_words: bool = False
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where a text contradicts itself or can mean two things; ``code`` is a finding's."""

    code: str
    written: str
    start: int
    end: int
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read of a text, in the order in which it stands there."""

    items: Sequence[Item]
    doubts: Sequence[Doubt]

    def of(self, kind: Kind) -> list[Item]:
        return [item for item in self.items if item.kind == kind]
