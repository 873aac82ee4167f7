"""The columns of a partial date: an earliest day, a latest day and a precision."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from twinpact.agreements import PartialDate

PRECISIONS = [
    ("day", _("to the day")),
    ("month", _("to the month")),
    ("year", _("to the year")),
    ("unknown", _("unknown")),
]
PARTS = ("earliest", "latest", "precision")


def day() -> models.DateField:
    """The earliest or latest day that a date can mean; null when it is unknown."""
    return models.DateField(null=True, blank=True)


def precision() -> models.CharField:
    """How precise a date is."""
    return models.CharField(max_length=7, choices=PRECISIONS, default="unknown")


def never_made_up(model: str, name: str) -> models.CheckConstraint:
    """The database refuses a day for an unknown date and a span that its precision denies."""
    earliest, latest, known = f"{name}_earliest", f"{name}_latest", f"{name}_precision"
    starts_year = Q(**{f"{earliest}__month": 1, f"{earliest}__day": 1})
    ends_year = Q(**{f"{latest}__month": 12, f"{latest}__day": 31})
    same_year = Q(**{f"{latest}__year": F(f"{earliest}__year")})
    return models.CheckConstraint(
        name=f"{model}_{name}_is_a_partial_date",
        condition=Q(**{known: "unknown", f"{earliest}__isnull": True, f"{latest}__isnull": True})
        # A check that comes out as null passes, so both days are asked for by name.
        | Q(**{f"{earliest}__isnull": False, f"{latest}__isnull": False})
        & (
            Q(**{known: "day", latest: F(earliest)})
            | Q(
                **{known: "month", f"{earliest}__day": 1, f"{latest}__gt": F(earliest)},
                **{f"{latest}__month": F(f"{earliest}__month")},
            )
            & same_year
            | Q(**{known: "year"}) & starts_year & ends_year & same_year
        ),
    )


def date_columns(name: str, date: PartialDate) -> dict[str, object]:
    """The three columns of a partial date."""
    return {f"{name}_{part}": getattr(date, part) for part in PARTS}


def ends_after_start(model: str) -> models.CheckConstraint:
    """The database refuses an end (``ends``) that is certainly before the start (``starts``)."""
    return models.CheckConstraint(
        name=f"{model}_ends_after_start",
        condition=Q(starts_earliest__isnull=True)
        | Q(ends_latest__isnull=True)
        | Q(ends_latest__gte=F("starts_earliest")),
    )
