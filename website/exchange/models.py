"""Imports: a file, what was read in it, and what was decided."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.accounts.models import Office
from website.agreements.models import Agreement
from website.sources.models import Source


class ImportState(models.TextChoices):
    """The life of an import."""

    WAITING = "waiting", _("Waiting to be read")
    READING = "reading", _("Being read")
    READY = "ready", _("Ready for your decision")
    COMMITTING = "committing", _("Being written to the register")
    DONE = "done", _("In the register")
    REFUSED = "refused", _("Not readable")
    DISCARDED = "discarded", _("Discarded")


@pghistory.track(exclude=["rows_read"])
class Import(models.Model):
    """A file brought to an office's register. The bytes are kept as they came."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="imports")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="imports")
    filename = models.CharField(_("file"), max_length=255)
    file = models.FileField(upload_to="imports/%Y/")
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.WAITING)
    trouble = models.TextField(blank=True)
    rows_total = models.PositiveIntegerField(null=True, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="import_state_is_known", condition=Q(state__in=ImportState.values)
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class ImportRow(models.Model):
    """A row of the file: as it stood there, as it was read, and the agreement it became."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        KNOWN = "known", _("already in the register")
        KEPT_OUT = "kept_out", _("kept out")

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    raw = models.JSONField()
    read = models.JSONField()
    findings = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=Outcome)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_rows"
    )

    class Meta:
        ordering = ["batch_id", "row"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "row"], name="import_row_once"),
        ]

    def __str__(self) -> str:
        return str(self.row)
