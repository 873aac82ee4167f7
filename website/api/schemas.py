"""What the API answers with."""

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from website.agreements.convert import DATES, partial_date
from website.agreements.models import Agreement
from website.places.models import Place


class PartialDateOut(Schema):
    """A date as far as it is known; ``value`` is null when it is unknown."""

    value: str | None = Field(examples=["2010-08"])
    earliest: str | None
    latest: str | None
    precision: Literal["day", "month", "year", "unknown"]


class PlaceOut(Schema):
    """A territory."""

    id: str = Field(examples=["CO-ANT"])
    name: str
    names: dict[str, str]
    level: str
    country: str
    parent: str | None
    region: str | None
    iso_3166_2: str | None
    geonames_id: int | None
    wikidata_id: str | None
    latitude: float | None
    longitude: float | None
    population: int | None


class PartyOut(Schema):
    """A side of an agreement; position 1 is the near side."""

    position: int
    written: str
    place: PlaceOut | None
    organization: str | None
    initiator: bool | None


class ThemeOut(Schema):
    """A subject, in the source's words and as a theme, a DAC sector and an SDG."""

    written: str
    theme: str | None
    sector: str | None
    goal: int | None


class AgreementOut(Schema):
    """A published agreement."""

    id: int
    form: str | None
    scope: str | None
    state: str | None
    focus: str | None
    themes: list[ThemeOut]
    motivations: list[str]
    languages: list[str]
    signed: PartialDateOut
    in_force: PartialDateOut
    ends: PartialDateOut
    parties: list[PartyOut]


class FacetOut(Schema):
    """A word of a filter and how many agreements it would leave; null is unknown."""

    code: str | None
    n: int


class AgreementsOut(Schema):
    """A page of agreements."""

    count: int
    results: list[AgreementOut]
    facets: dict[str, list[FacetOut]]


class Invalid(Schema):
    """What in the question cannot be, and why."""

    detail: list[dict[str, Any]]


class Refusal(Schema):
    """One sentence that says what is wrong."""

    detail: str


def place_out(place: Place) -> dict[str, object]:
    """A place as the API gives it."""
    return {
        **{name: getattr(place, name) for name in PlaceOut.model_fields if name != "parent"},
        "parent": place.parent_id,
    }


def agreement_out(row: Agreement) -> dict[str, object]:
    """An agreement, read with its parts, as the API gives it."""
    return {
        **{name: getattr(row, name) for name in ("id", "form", "scope", "state", "focus")},
        **{name: date_out(row, name) for name in DATES},
        "themes": [
            {"written": t.written, "theme": t.theme, "sector": t.sector, "goal": t.goal}
            for t in row.themes.all()
        ],
        "motivations": [m.motivation for m in row.motivations.all()],
        "languages": row.languages,
        "parties": [
            {
                "position": party.position,
                "written": party.written,
                "place": place_out(party.place) if party.place else None,
                "organization": party.organization.name if party.organization else None,
                "initiator": party.initiator,
            }
            for party in row.parties.all()
        ],
    }


def date_out(row: object, name: str) -> dict[str, str | None]:
    """A partial date of a row as the API gives it."""
    date = partial_date(row, name)
    return {
        "value": date.isoformat() or None,
        "earliest": date.earliest.isoformat() if date.earliest else None,
        "latest": date.latest.isoformat() if date.latest else None,
        "precision": date.precision,
    }
