"""A spreadsheet of a plan that somebody brought, until it is decided on."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.priorities.models.plan import DevelopmentPlan


@pghistory.track()
class PlanFile(models.Model):
    """A table of a plan; the bytes are kept as they came. Nothing of it counts until accepted."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DISCARDED = "discarded", _("Discarded")

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.PROTECT, related_name="files")
    filename = models.CharField(_("file"), max_length=255)
    file = models.FileField(upload_to="plans/%Y/")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="plan_file_decided_once",
                condition=Q(state="open", decided_at__isnull=True)
                | Q(state__in=("accepted", "discarded"), decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.filename
