"""An agreement as a case for the engine."""

from collections.abc import Mapping
from datetime import date

from twinpact.agreements import Agreement, Party
from twinpact.directives.case import Case, Side
from twinpact.vocabularies import find_words


def case_of(agreement: Agreement, *, facts: Mapping[str, bool] | None = None) -> Case:
    """The case that an agreement makes, as far as its record goes; the rest is not known.

    A party that names no organization is the government of its territory. A signature counts
    only where its day is known, money only where an amount is. ``facts`` are what people state
    beside the record.
    """
    signed = agreement.signed
    themes = tuple(dict.fromkeys(one.theme for one in agreement.themes if one.theme is not None))
    amount = None if agreement.budget is None else agreement.budget.amount
    day: date | None = signed.earliest if signed.precision == "day" else None
    return Case(
        sides=tuple(_side(party) for party in agreement.parties),
        form=agreement.form,
        themes=themes,
        money=None if amount is None else amount > 0,
        signed_on=day,
        facts=dict(facts or {}),
    )


def _side(party: Party) -> Side:
    where = party.place
    return Side(
        country=None if where is None else where.country,
        level=None if where is None else where.level,
        kind=_kind(party.organization),
        name=party.written if where is None else where.name,
    )


def _kind(organization: str | None) -> str | None:
    """What kind of organization its name tells; None where the name tells none."""
    if organization is None:
        return "government"
    found = find_words("organization_kinds", organization)
    return found[0].term.code if len(found) == 1 else None
