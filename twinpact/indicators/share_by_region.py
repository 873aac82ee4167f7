"""Share by region: how many agreements look to a region of the world, of those that are known."""

import ibis
from ibis import _

from twinpact.indicators.tables import AGREEMENTS, PARTIES
from twinpact.places import subregions


def share_by_region(region: str) -> ibis.Table:
    """Count the agreements that have a partner in a region.

    Definition: the share of agreements with at least one partner in the region.
    Formula: ``share = n / known``; one row with ``n``, ``known`` and ``total``.
    Unit: agreements; the share itself is left to the reader of n and known.
    Unknown: an agreement with no partner in the region and a partner whose place is not known is
    in ``total`` but not in ``known``.
    Source: regions by UN M49 (``419``, Latin America and the Caribbean).

    Raises:
        UnknownWordError: M49 has no such region.
    """
    inside = PARTIES.region.isin(subregions(region))
    partners = (
        PARTIES.filter(_.position > 1)
        .group_by("agreement_id")
        .agg(
            inside=inside.fill_null(False).any(),
            known=_.region.notnull().all(),
        )
    )
    return (
        AGREEMENTS.select("id")
        .left_join(partners, [("id", "agreement_id")])
        .agg(
            n=_.inside.fill_null(False).sum(),
            known=(_.inside.fill_null(False) | _.known.fill_null(False)).sum(),
            total=_.id.count(),
        )
    )


def known_share(n: int | None, known: int | None) -> float | None:
    """``n / known``; None where nothing is known."""
    if n is None or known is None or known == 0:
        return None
    return n / known
