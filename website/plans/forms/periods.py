"""How often something is reported: the year in one, two, four or twelve periods."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from twinpact.plans import Period

#: How many periods a year has under each word.
RHYTHMS = {"year": 1, "half": 2, "quarter": 4, "month": 12}
RHYTHM_WORDS = [
    ("year", _("once a year")),
    ("half", _("every half year")),
    ("quarter", _("every quarter")),
    ("month", _("every month")),
]
OWN = "own"


def periods_of(rhythm: str, year: int) -> list[Period]:
    """The periods of a year under a rhythm."""
    length = 12 // RHYTHMS[rhythm]
    found = []
    for first in range(1, 13, length):
        last = first + length - 1
        found.append(Period(date(year, first, 1), date(year, last, monthrange(year, last)[1])))
    return found


def rhythm_of(periods: Sequence[Period], year: int) -> str:
    """The rhythm under which these periods stand; ``OWN`` where it is none of ours."""
    for rhythm in RHYTHMS:
        if list(periods) == periods_of(rhythm, year):
            return rhythm
    return OWN


def written(periods: Sequence[Period]) -> str:
    """The periods for a hidden field."""
    return " ".join(f"{one.starts}/{one.ends}" for one in periods)


def read(text: str) -> list[Period]:
    """The periods of a hidden field.

    Raises:
        ValueError: They were tampered with.
    """
    pairs = (piece.split("/", 1) for piece in text.split())
    return [Period(*(date.fromisoformat(day) for day in pair)) for pair in pairs]
