"""What an office settles for all its programmes."""

import pghistory
from django.db import models
from django.db.models import Q

from website.accounts.models import Office


@pghistory.track()
class PlanSettings(models.Model):
    """The currency of the sums, when reports are due, and the funding gate.

    ``gate_years`` is how far back a year must lie for its report to be waited for before a new
    programme begins; null is a gate that is switched off.
    """

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="plan_settings")
    currency = models.CharField(max_length=3, default="USD")
    report_month = models.PositiveSmallIntegerField(default=3)
    gate_years = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_settings_make_sense",
                condition=Q(currency__regex=r"^[A-Z]{3}$", report_month__range=(1, 12))
                & (Q(gate_years__isnull=True) | Q(gate_years__range=(1, 10))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}"
