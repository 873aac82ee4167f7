"""How it is going: one file an indicator, each an Ibis expression over plain tables."""

from twinpact.indicators.completeness import completeness
from twinpact.indicators.dimensions import (
    DIMENSIONS,
    VOCABULARY,
    UnknownDimensionError,
    dimension,
)
from twinpact.indicators.numeralia import number_of_agreements, numeralia, numeralia_totals
from twinpact.indicators.share_by_region import known_share, share_by_region
from twinpact.indicators.tables import AGREEMENTS, MOTIVATIONS, PARTIES, THEMES

__all__ = [
    "AGREEMENTS",
    "DIMENSIONS",
    "MOTIVATIONS",
    "PARTIES",
    "THEMES",
    "VOCABULARY",
    "UnknownDimensionError",
    "completeness",
    "dimension",
    "known_share",
    "number_of_agreements",
    "numeralia",
    "numeralia_totals",
    "share_by_region",
]
