"""The programme as it was put to the sides, and which of them agreed to it."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from website.agreements.models import Document
from website.plans.models.programme import Programme, person


@pghistory.track()
class ProgrammeVersion(models.Model):
    """What one side put to all sides on a day. ``content`` never changes."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    drafted_by = models.PositiveSmallIntegerField()
    drafted_on = models.DateField()
    put_at = models.DateTimeField()
    put_by = person()

    class Meta:
        ordering = ["programme_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programme_version_once"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="version_stays",
                operation=pgtrigger.UpdateOf(
                    "programme_id", "number", "content", "drafted_by", "drafted_on", "put_at"
                ),
            ),
            pgtrigger.Protect(name="version_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.number}"


@pghistory.track()
class SideAgreed(models.Model):
    """A side agreed to a version: by its own office here, or by a letter."""

    programme_version = models.ForeignKey(
        ProgrammeVersion, on_delete=models.PROTECT, related_name="agreed"
    )
    side = models.PositiveSmallIntegerField()
    on = models.DateField()
    letter = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    said_at = models.DateTimeField()
    said_by = person()

    class Meta:
        ordering = ["programme_version_id", "side"]
        constraints = [
            models.UniqueConstraint(fields=["programme_version", "side"], name="side_agreed_once"),
            models.CheckConstraint(name="side_agreed_from_one", condition=Q(side__gte=1)),
        ]
        triggers = [
            pgtrigger.Protect(
                name="agreed_stays",
                operation=pgtrigger.UpdateOf("programme_version_id", "side", "on", "letter_id"),
            ),
            pgtrigger.Protect(name="agreed_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.programme_version_id}: {self.side}"
