"""What an office decides about its own desk."""

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.accounts.models import Office

DAYS_AHEAD = 90
MOST_DAYS_AHEAD = 730
NUMBER_FORMAT = "{year}-{number:04}"


@pghistory.track()
class DeskSettings(models.Model):
    """How long before its end an agreement is brought up, and how registry numbers are written.

    ``number_format`` holds ``{year}`` and ``{number}``; ``{number:04}`` writes four digits.
    """

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="desk_settings")
    days_ahead = models.PositiveSmallIntegerField(
        _("Days before the end"),
        default=DAYS_AHEAD,
        validators=[MaxValueValidator(MOST_DAYS_AHEAD)],
    )
    number_format = models.CharField(
        _("Form of the registry number"), max_length=60, default=NUMBER_FORMAT
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="desk_days_ahead_in_reason", condition=Q(days_ahead__lte=MOST_DAYS_AHEAD)
            ),
            models.CheckConstraint(
                name="desk_number_is_in_its_format",
                condition=Q(number_format__contains="{number"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.number_format}"
