"""The columns of a figure: a number, yes or no, or words; null in all three is unknown."""

from django.db import models
from django.db.models import Q

from twinpact.vocabularies import terms

KINDS = tuple(terms("indicator_kinds"))
NUMBERS = ("quantitative", "percentage")
#: How many digits a number has at most, and how many of them after the mark.
DIGITS, PLACES = 30, 10
LONGEST_WORDS = 4000


def kind() -> models.CharField:
    """A word of the list ``indicator_kinds``."""
    return models.CharField(max_length=20)


def number() -> models.DecimalField:
    """A number to the digit; null where it is unknown, and 0 is zero."""
    return models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)


def yes_no() -> models.BooleanField:
    """Yes or no; null where it is unknown."""
    return models.BooleanField(null=True, blank=True)


def words() -> models.TextField:
    """What is told in words; null where it is unknown, and never empty."""
    return models.TextField(null=True, blank=True)


def value_of_its_kind(model: str, prefix: str = "") -> models.CheckConstraint:
    """The database refuses a figure of another kind than its row says, and empty words."""
    no_number = Q(**{f"{prefix}number__isnull": True})
    no_answer = Q(**{f"{prefix}yes_no__isnull": True})
    no_words = Q(**{f"{prefix}words__isnull": True})
    return models.CheckConstraint(
        name=f"{model}_{prefix}value_of_its_kind",
        condition=Q(kind__in=NUMBERS) & no_answer & no_words
        | Q(kind="yes_no") & no_number & no_words
        | Q(kind="qualitative")
        & no_number
        & no_answer
        & (no_words | ~Q(**{f"{prefix}words": ""})),
    )
