"""Agreements as rows of the register's tables, ready to be copied into them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from twinpact import agreements as library
from website.accounts.models import Office, User
from website.actors.models import Organization
from website.agreements import convert
from website.places.models import Place
from website.sources.models import Source
from website.tables.copying import Value

Row = tuple[Value, ...]
#: Agreements with the key under which each is kept.
Keyed = Iterable[tuple[int, library.Agreement]]

OWN = (*convert.WORDS, *(f"{d}_{part}" for d in convert.DATES for part in convert.DATE_PARTS))
AGREEMENT = (
    *("id", "office_id", "publication", "source_key", "search", "version", "languages"),
    *("created_at", "created_by_id", "changed_at", "changed_by_id"),
    *OWN,
)
CHANGED = ("id", "search", "version", "languages", "changed_at", "changed_by_id", *OWN)
PARTY = (
    *("agreement_id", "position", "written", "place_id", "candidates", "organization_id"),
    "initiator",
)
THEME = ("agreement_id", "position", "written", "theme", "sector", "goal")
MOTIVATION = ("agreement_id", "motivation", "ground")
STATEMENT = (
    *("agreement_id", "field", "written", "value", "unavailable", "preferred"),
    *("source_id", "locator", "sureness", "entered_at", "entered_by_id"),
)


def agreements(keyed: Keyed, *, office: Office, by: User, at: datetime) -> Iterator[Row]:
    """Rows of new agreements, as drafts that nobody has published."""
    search = convert.SearchWords()
    moment = at.isoformat()
    for pk, agreement in keyed:
        own = convert.columns(agreement)
        yield (
            *(pk, office.pk, "draft", agreement.key or "", search.text(agreement), 1),
            own["languages"],
            *(moment, by.pk, moment, by.pk),
            *(own[name] for name in OWN),
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What an agreement shall say, and the version that it had before."""

    pk: int
    version: int
    agreement: library.Agreement


def changed(changes: Iterable[Change], *, by: User, at: datetime) -> Iterator[Row]:
    """The columns of agreements that a change writes; each gets a version of its own."""
    search = convert.SearchWords()
    moment = at.isoformat()
    for one in changes:
        own = convert.columns(one.agreement)
        yield (
            *(one.pk, search.text(one.agreement), one.version + 1, own["languages"]),
            *(moment, by.pk),
            *(own[name] for name in OWN),
        )


def parties(
    keyed: Keyed,
    entered: Mapping[str, Place],
    acting: Mapping[tuple[str, str | None], Organization],
) -> Iterator[Row]:
    """Rows of the parties; a territory named twice stays with its first name only."""
    for pk, agreement in keyed:
        kept = convert.places_of(agreement, entered)
        for position, (party, place) in enumerate(zip(agreement.parties, kept, strict=True), 1):
            body = acting.get(convert.body(party))
            yield (
                *(pk, position, party.written, place.pk if place else None),
                [candidate.id for candidate in party.candidates],
                body.pk if body else None,
                party.initiator,
            )


def themes(keyed: Keyed) -> Iterator[Row]:
    """Rows of the themes, in the source's order."""
    for pk, agreement in keyed:
        for position, theme in enumerate(agreement.themes, start=1):
            yield pk, position, theme.written, theme.theme, theme.sector, theme.goal


def motivations(keyed: Keyed) -> Iterator[Row]:
    """Rows of the motivations; a table does not say what they rest on."""
    for pk, agreement in keyed:
        for motivation in agreement.motivations:
            yield pk, motivation, ""


@dataclass(frozen=True, slots=True)
class Said:
    """Who says so, as it stands on every statement of one entering."""

    source: Source
    sureness: str
    by: User
    at: datetime

    def columns(self, locator: str) -> Row:
        """The last columns of a statement."""
        return self.source.pk, locator, self.sureness, self.at.isoformat(), self.by.pk


def first_statements(keyed: Keyed, said: Said) -> Iterator[Row]:
    """What the source says of each field: its own words, and what they were read as."""
    for pk, agreement in keyed:
        values = convert.field_values(agreement)
        told = said.columns(agreement.locator or "")
        seen: set[str] = set()
        for one in agreement.statements:
            value = None if one.unavailable else values.get(one.field)
            first = one.field not in seen
            seen.add(one.field)
            yield pk, one.field, one.written, as_json(value), one.unavailable, first, *told


def changed_statements(
    pk: int,
    fields: Iterable[str],
    agreement: library.Agreement,
    said: Said,
    *,
    locator: str,
    own: Mapping[str, str],
) -> Iterator[Row]:
    """What a person says of the fields that they changed; these statements are preferred.

    ``own`` are the source's own words where they are others than those of the value.
    """
    values, words = convert.field_values(agreement), {**convert.field_words(agreement), **own}
    told = said.columns(locator)
    for field in fields:
        yield pk, field, words.get(field, ""), as_json(values.get(field)), False, True, *told


def as_json(value: object) -> str | None:
    """A value as a JSON column reads it; None stays null."""
    return None if value is None else json.dumps(value)
