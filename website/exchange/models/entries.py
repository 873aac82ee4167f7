"""Which entries of the register a source brought, and how its columns are understood."""

import pghistory
from django.conf import settings
from django.db import models

from website.accounts.models import Office
from website.agreements.models import Agreement
from website.exchange.models.imports import Import, ImportRow
from website.sources.models import Source


@pghistory.track()
class SourceEntry(models.Model):
    """An entry that a source's files brought: the next file of the source is compared with it.

    ``row`` is the row that was last taken into the register. ``absent_since`` is the day of the
    first file that has the entry no more; nothing is ever deleted because of that.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="entries")
    key = models.CharField(max_length=200)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="source_entries"
    )
    row = models.ForeignKey(ImportRow, on_delete=models.PROTECT, related_name="+")
    absent_since = models.DateField(null=True, blank=True)
    absent_in = models.ForeignKey(
        Import, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "source", "key"], name="entry_once_in_a_source"
            ),
        ]
        indexes = [models.Index(fields=["office", "absent_since"], name="entry_absent")]

    def __str__(self) -> str:
        return self.key


@pghistory.track()
class SavedMapping(models.Model):
    """How the columns of a source's files are to be understood, as somebody corrected it."""

    source = models.OneToOneField(
        Source, on_delete=models.CASCADE, primary_key=True, related_name="saved_mapping"
    )
    mapping = models.JSONField()
    sheets = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.source)
