"""How agreements become the rows of the plain tables that indicators are computed over."""

from collections.abc import Iterable
from typing import Any

from twinpact.agreements import Agreement

Rows = dict[str, list[dict[str, Any]]]


def from_agreements(agreements: Iterable[Agreement]) -> Rows:
    """The rows of the plain tables, by the name of the table.

    Agreements are numbered in the order in which they are given; what is not known is None.
    """
    rows: Rows = {"agreements": [], "parties": [], "themes": [], "motivations": []}
    for number, agreement in enumerate(agreements, start=1):
        rows["agreements"].append(_agreement(number, agreement))
        rows["parties"] += _parties(number, agreement)
        rows["themes"] += [
            {"agreement_id": number, "theme": t.theme, "sector": t.sector, "goal": t.goal}
            for t in agreement.themes
        ]
        rows["motivations"] += [
            {"agreement_id": number, "motivation": code} for code in agreement.motivations
        ]
    return rows


def _agreement(number: int, agreement: Agreement) -> dict[str, Any]:
    return {
        "id": number,
        "form": agreement.form,
        "scope": agreement.scope,
        "state": agreement.state,
        "signed_earliest": agreement.signed.earliest,
        "signed_latest": agreement.signed.latest,
        "signed_precision": agreement.signed.precision,
        "focus": agreement.focus,
    }


def _parties(number: int, agreement: Agreement) -> list[dict[str, Any]]:
    return [
        {
            "agreement_id": number,
            "position": position,
            "place_id": None if party.place is None else party.place.id,
            "level": None if party.place is None else party.place.level,
            "country": None if party.place is None else party.place.country,
            "region": None if party.place is None else party.place.region,
        }
        for position, party in enumerate(agreement.parties, start=1)
    ]
