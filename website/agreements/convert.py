"""Agreements: row ↔ library."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from twinpact import agreements as library
from twinpact import places as gazetteer
from twinpact.agreements.agreement import Status
from twinpact.vocabularies import fold, term
from website.agreements.models import Agreement, Party
from website.places import convert as places
from website.places import territories
from website.places.models import Place
from website.tables.partial_date import date_columns

LONGEST_NAME = 300
DATES = ("signed", "in_force", "ends")
DATE_PARTS = ("earliest", "latest", "precision")
WORDS = ("form", "scope", "state", "focus", "renewal")


def partial_date(row: object, name: str) -> library.PartialDate:
    """The partial date in a row's three columns."""
    return library.PartialDate(
        getattr(row, f"{name}_earliest"),
        getattr(row, f"{name}_latest"),
        getattr(row, f"{name}_precision"),
    )


def columns(agreement: library.Agreement) -> dict[str, object]:
    """The agreement's own columns, as the register stores them."""
    values: dict[str, object] = {word: getattr(agreement, word) for word in WORDS}
    for name in DATES:
        values |= date_columns(name, getattr(agreement, name))
    return values | {"languages": list(agreement.languages)}


def landed(agreement: library.Agreement, entered: dict[str, Place]) -> library.Agreement:
    """The agreement with the territories as this register says them, merged and corrected ones."""
    if not any(p.place and entered[p.place.id].by_hand for p in agreement.parties):
        return agreement
    parties = tuple(
        replace(party, place=places.to_library(entered[party.place.id])) if party.place else party
        for party in agreement.parties
    )
    return replace(agreement, parties=parties)


Body = tuple[str, str | None]


def body(party: library.Party) -> Body:
    """The name of the body that signs for a party, and the territory that it acts for."""
    return (party.organization or "")[:LONGEST_NAME], party.place.id if party.place else None


def bodies(agreement: library.Agreement) -> list[Body]:
    """The bodies that sign, where the source names them."""
    return [body(party) for party in agreement.parties if party.organization]


def places_of(agreement: library.Agreement, entered: Mapping[str, Place]) -> list[Place | None]:
    """The territory that the register keeps of each party: it stands on one party only."""
    kept: list[Place | None] = []
    for party in agreement.parties:
        place = entered[party.place.id] if party.place else None
        kept.append(None if place in kept else place)
    return kept


class SearchWords:
    """What a search looks through; each name is folded once for all agreements."""

    def __init__(self) -> None:
        self._folded = cache(fold)
        self._of_place: dict[str, set[str]] = {}

    def text(self, agreement: library.Agreement) -> str:
        """The parties in all languages, the focus and the themes."""
        words = {self._folded(agreement.focus or "")}
        for party in agreement.parties:
            words |= {self._folded(party.written), self._folded(party.organization or "")}
            if party.place:
                words |= self._place(party.place)
        for theme in agreement.themes:
            words.add(self._folded(theme.written))
            if theme.theme:
                words |= {self._folded(w) for w in term("themes", theme.theme).label.values()}
        return " ".join(sorted(words - {""}))

    def _place(self, place: gazetteer.Place) -> set[str]:
        if place.id not in self._of_place:
            names = (place.name, *place.names.values())
            self._of_place[place.id] = {self._folded(name) for name in names}
        return self._of_place[place.id]


def kept_territories(rows: Iterable[Place]) -> dict[str, gazetteer.Place]:
    """The territories of rows, by their key."""
    return {row.pk: places.to_library(row) for row in rows}


def as_kept(
    agreement: library.Agreement,
    pk: int,
    entered: Mapping[str, Place],
    known: Mapping[str, gazetteer.Place],
) -> library.Agreement:
    """A new agreement as ``to_library`` reads it back from its rows, without reading them.

    ``known`` holds the territories of the rows that were entered.
    """
    first: dict[str, library.Statement] = {}
    for statement in agreement.statements:
        first.setdefault(statement.field, statement)
    return replace(
        agreement,
        row=pk,
        parties=tuple(
            replace(
                party,
                place=known[place.pk] if place else None,
                status=_status(place, party.candidates),
                organization=body(party)[0] or None,
                confidence=None,
                reason="",
            )
            for party, place in zip(agreement.parties, places_of(agreement, entered), strict=True)
        ),
        motivations=tuple(sorted(agreement.motivations)),
        key=agreement.key or None,
        locator=None,
        statements=tuple(first[field] for field in sorted(first)),
        raw={},
    )


def _status(place: Place | None, candidates: Sequence[gazetteer.Place]) -> Status:
    if place is not None:
        return "matched"
    return "ambiguous" if candidates else "not_found"


def to_library(row: Agreement) -> library.Agreement:
    """The agreement of a row; its ``row`` is the row's key, so that findings name it."""
    return library.Agreement(
        row=row.pk,
        parties=tuple(_party(party) for party in row.parties.all()),
        form=row.form,
        scope=row.scope,
        state=row.state,
        focus=row.focus,
        themes=tuple(
            library.Theme(theme.written, theme.theme, theme.sector, theme.goal)
            for theme in row.themes.all()
        ),
        motivations=tuple(motivation.motivation for motivation in row.motivations.all()),
        languages=tuple(row.languages),
        signed=partial_date(row, "signed"),
        in_force=partial_date(row, "in_force"),
        ends=partial_date(row, "ends"),
        renewal=row.renewal,
        key=row.source_key or None,
        statements=tuple(
            library.Statement(statement.field, statement.written, statement.unavailable)
            for statement in row.statements.all()
            if statement.preferred
        ),
    )


def territories_of(ids: Iterable[str]) -> tuple[gazetteer.Place, ...]:
    """The territories of these ids, without those that nobody knows any more."""
    return tuple(territories.territory(id_) for id_ in ids if territories.is_known(id_))


def _party(party: Party) -> library.Party:
    candidates = territories_of(party.candidates)
    return library.Party(
        written=party.written,
        place=places.to_library(party.place) if party.place else None,
        status=_status(party.place, candidates),
        candidates=candidates,
        organization=party.organization.name if party.organization else None,
        initiator=party.initiator,
    )


def field_values(agreement: library.Agreement) -> dict[str, object]:
    """Each field's value as a statement keeps it (JSON); None is unknown."""
    values: dict[str, object] = {word: getattr(agreement, word) for word in WORDS}
    for name in DATES:
        values[name] = getattr(agreement, name).isoformat() or None
    for position, party in enumerate(agreement.parties, start=1):
        values[f"party_{position}"] = party.place.id if party.place else None
        if party.organization:
            values[f"party_{position}_organization"] = party.organization
        if party.initiator is not None:
            values[f"party_{position}_initiator"] = "yes" if party.initiator else "no"
    values["themes"] = [theme.theme or theme.written for theme in agreement.themes] or None
    values["motivations"] = list(agreement.motivations) or None
    values["languages"] = list(agreement.languages) or None
    return values


def field_words(agreement: library.Agreement) -> dict[str, str]:
    """Each known field in the words of the person who wrote it."""
    words = {
        name: value if isinstance(value, str) else "|".join(map(str, value))  # type: ignore[call-overload]
        for name, value in field_values(agreement).items()
        if value is not None
    }
    for position, party in enumerate(agreement.parties, start=1):
        words[f"party_{position}"] = party.written
    return words
