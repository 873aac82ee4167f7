"""What those who travelled or received report."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twinpact.formats.papers import KINDS
from website.agreements.models.document import SHA256
from website.visits.models.visit import Visit


@pghistory.track()
class TripReport(models.Model):
    """The report of a visit, as text, as a file, or both; for staff only.

    A new file takes the place of the one before, whose bytes go: a report may name people, and
    they may ask to be erased. The history keeps the hash of what was there.
    """

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="report")
    text = models.TextField(_("report"), blank=True)
    file = models.FileField(_("file"), upload_to="documents/%Y/", max_length=200, blank=True)
    file_kind = models.CharField(max_length=10, blank=True, editable=False)
    filename = models.CharField(max_length=200, blank=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True)
    brought_at = models.DateTimeField(editable=False)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="trip_report_says_something", condition=~Q(text="") | ~Q(file="")
            ),
            models.CheckConstraint(
                name="trip_report_file_has_its_hash",
                condition=Q(file="") | Q(sha256__regex=SHA256),
            ),
            models.CheckConstraint(
                name="trip_report_file_kind_is_known",
                condition=Q(file_kind="") | Q(file_kind__in=tuple(KINDS)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.filename}"
