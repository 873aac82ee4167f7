"""Draft agreements and findings of an import ↔ JSON."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from twinpact import agreements as library
from website.places import territories

FINDING = ("code", "severity", "column", "values")


def to_json(draft: library.Agreement, *, key: str) -> dict[str, object]:
    """A draft as an import row keeps it; places by their id."""
    return {
        "row": draft.row,
        "key": key,
        "locator": draft.locator,
        **{name: getattr(draft, name) for name in ("form", "scope", "state", "focus", "renewal")},
        **{name: _date_to_json(getattr(draft, name)) for name in ("signed", "in_force", "ends")},
        "motivations": list(draft.motivations),
        "languages": list(draft.languages),
        "themes": [[t.written, t.theme, t.sector, t.goal] for t in draft.themes],
        "parties": [_party_to_json(party) for party in draft.parties],
        "statements": [[s.field, s.written, s.unavailable] for s in draft.statements],
        "budget": _money_to_json(draft.budget),
    }


def _money_to_json(money: library.Money | None) -> list[str | None] | None:
    if money is None:
        return None
    amount = None if money.amount is None else str(money.amount)
    return [money.written, amount, money.currency]


def _party_to_json(party: library.Party) -> dict[str, object]:
    return {
        "written": party.written,
        "place": party.place.id if party.place else None,
        "status": party.status,
        "candidates": [place.id for place in party.candidates],
        "confidence": party.confidence,
        "reason": party.reason,
        "organization": party.organization,
        "initiator": party.initiator,
    }


def _date_to_json(value: library.PartialDate) -> list[str | None]:
    return [
        value.earliest.isoformat() if value.earliest else None,
        value.latest.isoformat() if value.latest else None,
        value.precision,
    ]


def from_json(read: dict) -> library.Agreement:
    """The draft that an import row keeps."""
    plain = {
        name: read[name] for name in ("row", "key", "locator", "form", "scope", "state", "focus")
    }
    return library.Agreement(
        **plain,
        renewal=read.get("renewal"),
        signed=_date_from_json(read["signed"]),
        in_force=_date_from_json(read["in_force"]),
        ends=_date_from_json(read["ends"]),
        motivations=tuple(read["motivations"]),
        languages=tuple(read["languages"]),
        themes=tuple(library.Theme(*theme) for theme in read["themes"]),
        parties=tuple(_party_from_json(party) for party in read["parties"]),
        statements=tuple(library.Statement(*statement) for statement in read["statements"]),
        budget=_money_from_json(read.get("budget")),
    )


def _money_from_json(read: list[str | None] | None) -> library.Money | None:
    if read is None:
        return None
    written, amount, currency = read
    return library.Money(written or "", Decimal(amount) if amount else None, currency)


def _party_from_json(read: dict) -> library.Party:
    place = territories.territory(read["place"]) if read["place"] else None
    candidates = tuple(territories.territory(id_) for id_ in read["candidates"])
    return replace(
        library.Party(**(read | {"place": None, "candidates": ()})),
        place=place,
        candidates=candidates,
    )


def _date_from_json(read: list) -> library.PartialDate:
    earliest, latest, precision = read
    return library.PartialDate(
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
        precision,
    )


def finding_to_json(finding: library.Finding, *, checked: bool = False) -> dict[str, object]:
    """A finding as an import row keeps it; ``checked`` where a check made it, not the reading."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "column": finding.column,
        "values": dict(finding.values),
        "checked": checked,
    }


def finding_from_json(kept: dict[str, Any]) -> library.Finding:
    """The finding that an import row keeps."""
    return library.Finding(**{name: kept[name] for name in FINDING})


def found_in_reading(kept: list[dict[str, Any]]) -> list[library.Finding]:
    """What the reading of a row found; what the checks found is found anew in the register."""
    return [finding_from_json(one) for one in kept if not one["checked"]]


def with_names(draft: library.Agreement) -> library.Agreement:
    """The agreement with a name for each party: where none was written, its body's or territory's.

    A file may name who signs and no territory, or give only a territory's id.
    """
    if all(party.written for party in draft.parties):
        return draft
    parties = tuple(
        party if party.written else replace(party, written=_name(party)) for party in draft.parties
    )
    return replace(draft, parties=parties)


def _name(party: library.Party) -> str:
    return party.organization or (party.place.name if party.place else "")
