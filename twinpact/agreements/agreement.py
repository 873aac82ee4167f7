"""An agreement by which territories cooperate, as read from a source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from twinpact.agreements.money import Money
from twinpact.agreements.partial_dates import UNKNOWN_DATE, PartialDate
from twinpact.places import Place

Status = Literal["matched", "ambiguous", "not_found"]


@dataclass(frozen=True, slots=True)
class Party:
    """A side of an agreement: as it was written, and the territory that this means.

    ``place`` is set only where the name was matched; an ambiguous name keeps its ``candidates``
    (best first) and no place. ``reason`` says in words how the place was found or why not.
    """

    written: str
    place: Place | None = None
    status: Status = "not_found"
    candidates: tuple[Place, ...] = ()
    confidence: float | None = None
    reason: str = ""
    organization: str | None = None
    initiator: bool | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of cooperation: the source's own words, and the controlled theme they mean."""

    written: str
    theme: str | None = None
    sector: str | None = None
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says of one field, in its words, also where these are "not available"."""

    field: str
    written: str
    unavailable: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """A row of an agreements table, read.

    Codes (``form``, ``scope``, ``state``, ``motivations``) are words of the vocabularies; None and
    the empty tuple mean that the source does not say. ``focus`` holds the source's words on what
    the agreement is about, verbatim, and ``renewal`` those on how it goes on after its end;
    ``budget`` is the money that the source names for it. The first party is the one on whose side
    the record is kept.
    """

    row: int | None
    parties: tuple[Party, ...]
    form: str | None = None
    scope: str | None = None
    state: str | None = None
    focus: str | None = None
    themes: tuple[Theme, ...] = ()
    motivations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    signed: PartialDate = UNKNOWN_DATE
    in_force: PartialDate = UNKNOWN_DATE
    ends: PartialDate = UNKNOWN_DATE
    renewal: str | None = None
    budget: Money | None = None
    key: str | None = None
    locator: str | None = None
    statements: tuple[Statement, ...] = ()
    raw: Mapping[str, str | None] = field(default_factory=dict, compare=False)
