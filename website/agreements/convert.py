"""Agreements: row ↔ library."""

from dataclasses import replace

from twinpact import agreements as library
from twinpact.agreements.agreement import Status
from twinpact.vocabularies import fold, term
from website.actors.models import Organization
from website.agreements.models import Agreement, AgreementTheme, Party
from website.places import convert as places
from website.places import territories
from website.places.models import Place

LONGEST_NAME = 300
DATES = ("signed", "in_force", "ends")
WORDS = ("form", "scope", "state", "focus", "renewal")


def date_columns(name: str, date: library.PartialDate) -> dict[str, object]:
    """The three columns of a partial date."""
    return {
        f"{name}_earliest": date.earliest,
        f"{name}_latest": date.latest,
        f"{name}_precision": date.precision,
    }


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


def bodies(agreement: library.Agreement) -> list[tuple[str, str | None]]:
    """The names of the bodies that sign, with the territory that each acts for."""
    return [
        (party.organization[:LONGEST_NAME], party.place.id if party.place else None)
        for party in agreement.parties
        if party.organization
    ]


def parties(
    row: Agreement,
    agreement: library.Agreement,
    entered: dict[str, Place],
    acting: dict[tuple[str, str | None], Organization],
) -> list[Party]:
    """Unsaved rows for the parties; a territory named twice stays with its first name only."""
    rows, taken = [], set()
    for position, party in enumerate(agreement.parties, start=1):
        place = entered[party.place.id] if party.place else None
        if place is not None and place.id in taken:
            place = None
        taken.add(place.id if place else None)
        body = (party.organization or "")[:LONGEST_NAME], party.place.id if party.place else None
        rows.append(
            Party(
                agreement=row,
                position=position,
                written=party.written,
                place=place,
                candidates=[candidate.id for candidate in party.candidates],
                organization=acting.get(body),
                initiator=party.initiator,
            )
        )
    return rows


def themes(row: Agreement, agreement: library.Agreement) -> list[AgreementTheme]:
    """Unsaved rows for the themes, in the source's order."""
    return [
        AgreementTheme(
            agreement=row,
            position=position,
            written=theme.written,
            theme=theme.theme,
            sector=theme.sector,
            goal=theme.goal,
        )
        for position, theme in enumerate(agreement.themes, start=1)
    ]


def search_text(agreement: library.Agreement) -> str:
    """What a search looks through: the parties in all languages, the focus and the themes."""
    words = {agreement.focus or ""}
    for party in agreement.parties:
        words |= {party.written, party.organization or ""}
        if party.place:
            words |= {party.place.name, *party.place.names.values()}
    for theme in agreement.themes:
        words.add(theme.written)
        if theme.theme:
            words |= set(term("themes", theme.theme).label.values())
    return " ".join(sorted({fold(word) for word in words if word}))


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


def _party(party: Party) -> library.Party:
    place = places.to_library(party.place) if party.place else None
    unplaced: Status = "ambiguous" if party.candidates else "not_found"
    return library.Party(
        written=party.written,
        place=place,
        status="matched" if place else unplaced,
        candidates=tuple(
            territories.territory(id_) for id_ in party.candidates if territories.is_known(id_)
        ),
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
