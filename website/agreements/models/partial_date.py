"""The columns of a partial date, which every room has from ``website.tables``."""

from website.tables.partial_date import (
    date_columns,
    day,
    ends_after_start,
    never_made_up,
    precision,
)

__all__ = ["date_columns", "day", "ends_after_start", "never_made_up", "precision"]
