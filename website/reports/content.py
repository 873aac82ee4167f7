"""What a report says: titles, sentences, tables with typed cells, charts, lights, signatures.

A content is made once, in one language, and drawn many ways; no renderer knows a report and no
report knows a renderer. A cell of None is what nobody knows: it is drawn as such, never as 0 or
as an empty cell (an empty text is a cell that has nothing to say).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from twinpact.agreements import PartialDate
from twinpact.plans import Amount

Tell = Callable[[int, int], None]
"""Told how far a report is: so many of so many agreements read."""


def quiet(_done: int, _of: int) -> None:
    """Tells nobody how far a report is."""


@dataclass(frozen=True, slots=True)
class Light:
    """A state by its shape, its colour and its word. ``code`` is one of ``SHAPES``."""

    code: str
    word: str


#: The shape of each light; who sees no colours tells them apart by it, and by the word.
SHAPES = {
    "green": "●",
    "amber": "▲",
    "red": "■",
    "grey": "○",
    "critical": "■",
    "error": "◆",
    "warning": "▲",
    "note": "○",
}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, such as 0.5 for a half."""

    value: Decimal


Cell = str | int | Decimal | date | PartialDate | Amount | Light | Share | None


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part (level 1) or of a part of it (level 2)."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences. A *quote* is told in the words of a source, a *note* stands small."""

    text: str
    kind: Literal["plain", "lead", "quote", "note"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one thing: a name and a value in each line."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Some numbers that say the most, each with the words of what it counts."""

    rows: tuple[tuple[Cell, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A party as it stands opposite the other one: its name, where it lies, who signs."""

    name: str
    whereabouts: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties, the near side first, and what joins them."""

    sides: tuple[Side, ...]
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and its width in parts. Numbers and days are typed by their cells."""

    title: str
    width: int = 2
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that is repeated on each page. ``total`` closes it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    empty: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with one message, the message in words, and the numbers that it draws.

    ``spec`` is a Vega-Lite specification with the names of our colours; ``alternative`` says in
    words what the drawing shows, for who does not see it; ``data`` is the same as a table.
    """

    title: str
    alternative: str
    spec: dict[str, object]
    data: Table
    show_data: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on: who, as what."""

    name: str
    post: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, side by side."""

    people: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


Block = (
    Heading | Paragraph | Bullets | Facts | Figures | Sides | Table | Chart | Signatures | NewPage
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is. ``logo`` is a PNG that was made here from what the office brought."""

    name: str
    lines: tuple[str, ...] = ()
    logo: bytes | None = field(default=None, repr=False)
    country: str = ""
    head: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A whole report. ``source`` says where its values come from and as they stood when."""

    kind: str
    title: str
    language: str
    day: date
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    source: str
    subtitle: str = ""

    @property
    def locale(self) -> str:
        """The language as it is written in the office's country: "es-CO"."""
        country = self.letterhead.country
        return f"{self.language}-{country}" if country else self.language
