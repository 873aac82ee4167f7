"""The columns of a figure: a number, yes or no, or words; with none of them it is not known."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from twinpact.plans.indicators import Value


def number() -> models.DecimalField:
    """A number without rounding errors; null where it is not known or not a number."""
    return models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)


def yes() -> models.BooleanField:
    """Yes or no; null where it is not known or neither."""
    return models.BooleanField(null=True, blank=True)


def words() -> models.TextField:
    """Words; null where they are not known or it is a figure."""
    return models.TextField(null=True, blank=True)


def one_at_most(model: str, name: str) -> models.CheckConstraint:
    """The database refuses a figure that is a number and words at once, and empty words."""
    number, yes, words = (f"{name}_{part}__isnull" for part in ("number", "yes", "words"))
    return models.CheckConstraint(
        name=f"{model}_{name}_is_one_figure",
        condition=(
            Q(**{number: True, yes: True})
            | Q(**{number: True, words: True})
            | Q(**{yes: True, words: True})
        )
        & (Q(**{words: True}) | ~Q(**{f"{name}_words": ""})),
    )


def value_of(row: object, name: str) -> Value | None:
    """The figure in the columns of a row; None where it is not known."""
    for part in ("number", "yes", "words"):
        found: Value | None = getattr(row, f"{name}_{part}")
        if found is not None:
            return plain(found) if isinstance(found, Decimal) else found
    return None


def columns_of(value: Value | None, name: str) -> dict[str, Value | None]:
    """The columns for a figure."""
    return {
        f"{name}_number": value if isinstance(value, Decimal) else None,
        f"{name}_yes": value if isinstance(value, bool) else None,
        f"{name}_words": value if isinstance(value, str) else None,
    }


def plain(value: Decimal) -> Decimal:
    """The same number without the noughts that a column adds behind it."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
