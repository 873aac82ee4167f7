"""Numeralia: how many agreements there are, by any two dimensions, with totals and unknowns."""

import ibis
from ibis import _

from twinpact.indicators.dimensions import dimension
from twinpact.indicators.tables import AGREEMENTS


def numeralia(rows: str, columns: str) -> ibis.Table:
    """Count agreements by two dimensions, as the ministry's *numeralia* does by level and form.

    Definition: the number of distinct agreements for each pair of words.
    Formula: ``n(r, c) = |{a : r ∈ rows(a), c ∈ columns(a)}|``.
    Unit: agreements. Columns of the answer: ``row``, ``column``, ``n``.
    Unknown: an agreement whose word is not known is counted under null, never left out. One with
    several words (themes, partners) is counted under each, so cells may add up to more than the
    totals of :func:`numeralia_totals`, which count each agreement once.
    Source: Secretaría de Relaciones Exteriores (Mexico), Numeralia de acuerdos
    interinstitucionales, 2010, as Table 2 of Aldana Díaz (2012).

    Raises:
        UnknownDimensionError: There is no such dimension.
    """
    by_row = dimension(rows).select("agreement", row=_.word)
    # A view of its own, so that a dimension can be counted against itself.
    by_column = dimension(columns).view().select(also="agreement", column=_.word)
    return (
        by_row.join(by_column, [("agreement", "also")])
        .group_by("row", "column")
        .agg(n=_.agreement.nunique())
    )


def numeralia_totals(name: str) -> ibis.Table:
    """Count agreements by one dimension; columns ``word`` and ``n``. Unknowns as in numeralia."""
    return dimension(name).group_by("word").agg(n=_.agreement.nunique())


def number_of_agreements() -> ibis.Table:
    """Count all agreements once; one row with ``n``."""
    return AGREEMENTS.agg(n=_.count())
