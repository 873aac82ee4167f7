"""Completeness: for how many agreements each field is known."""

import ibis
from ibis import _

from twinpact.indicators.tables import AGREEMENTS, MOTIVATIONS, PARTIES, THEMES

#: The fields whose completeness is told, in the order of the agreement's sheet.
FIELDS = ("parties", "form", "scope", "state", "signed", "focus", "themes", "motivations")


def completeness() -> ibis.Table:
    """Count for each field the agreements in which it is known.

    Definition: a field is known when its value is; of the parties, when every party's place is.
    Formula: ``known / total``; columns ``field``, ``known``, ``total``.
    Unit: agreements.
    Unknown: what the source calls "not available" is as unknown as what it passes over.
    Source: Aldana Díaz (2012), "neither organized nor complete".
    """
    return ibis.union(*(_known(field, expression) for field, expression in _tests().items()))


def _tests() -> dict[str, ibis.expr.types.BooleanValue]:
    """For each field, whether it is known."""
    unplaced = PARTIES.filter(_.place_id.isnull()).agreement_id
    themed = THEMES.filter(_.theme.notnull()).agreement_id
    return {
        "parties": AGREEMENTS.id.notin(unplaced),
        "form": AGREEMENTS.form.notnull(),
        "scope": AGREEMENTS.scope.notnull(),
        "state": AGREEMENTS.state.notnull(),
        "signed": AGREEMENTS.signed_earliest.notnull(),
        "focus": AGREEMENTS.focus.notnull(),
        "themes": AGREEMENTS.id.isin(themed),
        "motivations": AGREEMENTS.id.isin(MOTIVATIONS.agreement_id),
    }


def _known(field: str, known: ibis.expr.types.BooleanValue) -> ibis.Table:
    return AGREEMENTS.agg(
        field=ibis.literal(field), known=known.sum().coalesce(0), total=AGREEMENTS.id.count()
    )
