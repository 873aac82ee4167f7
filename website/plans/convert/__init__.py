"""Programmes: row ↔ library."""

from website.plans.convert.content import of_content, to_content
from website.plans.convert.following import followed, update_of, version_of
from website.plans.convert.reading import activity_of, code_of, programme_of, rates_of
from website.plans.convert.writing import rows_of

__all__ = [
    "activity_of",
    "code_of",
    "followed",
    "of_content",
    "programme_of",
    "rates_of",
    "rows_of",
    "to_content",
    "update_of",
    "version_of",
]
