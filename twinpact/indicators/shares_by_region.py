"""Shares by region: ``share_by_region`` for every region of the world in one table."""

import ibis

from twinpact.indicators.share_by_region import share_by_region
from twinpact.vocabularies import terms


def shares_by_region() -> ibis.Table:
    """Count the agreements that have a partner in each region, from sub-regions to the world.

    Definition and formula: those of ``share_by_region``, once for each region of UN M49. Regions
    that hold others are rolled up: a partner in South America (005) counts for Latin America and
    the Caribbean (419), for the Americas (019) and for the world (001).
    Unit: agreements; columns of the answer: ``region``, ``n``, ``known``, ``total``.
    Unknown: as in ``share_by_region``. Shares of sister regions may add up to more than one, as
    an agreement may have partners in several.
    Source: UN Statistics Division, Standard country or area codes for statistical use (M49).
    """
    parts = []
    for code in terms("regions"):
        share = share_by_region(code)
        parts.append(
            share.select(
                region=ibis.literal(code), n=share.n, known=share.known, total=share.total
            )
        )
    return ibis.union(*parts)
