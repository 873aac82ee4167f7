"""Imports: a file, what was read in it, and what was decided."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
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
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")
    STOPPED = "stopped", _("Stopped by a fault")
    REFUSED = "refused", _("Not readable")
    DISCARDED = "discarded", _("Discarded")


#: The states in which a job of the queue works on the import.
UNDER_WAY = (
    ImportState.WAITING,
    ImportState.READING,
    ImportState.COMMITTING,
    ImportState.UNDOING,
)


@pghistory.track(exclude=["summary"])
class Import(models.Model):
    """A file brought to an office's register. The bytes are kept as they came.

    ``sheets`` are the sheets of a workbook that hold data, ``chosen_sheets`` those that are read;
    empty means the first. ``notice`` tells the person something that happened to the import by
    itself. ``stopped_in`` is the state in which a fault stopped it. ``compared_state`` is the last
    change to the entries of the source (``order.py``) that the rows were compared with.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="imports")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="imports")
    filename = models.CharField(_("file"), max_length=255)
    file = models.FileField(upload_to="imports/%Y/")
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict, blank=True)
    sheets = models.JSONField(default=list, blank=True)
    chosen_sheets = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.WAITING)
    stopped_in = models.CharField(max_length=12, blank=True)
    trouble = models.TextField(blank=True)
    notice = models.CharField(max_length=40, blank=True)
    rows_total = models.PositiveIntegerField(null=True, blank=True)
    summary = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    compared_state = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    publishes = models.BooleanField(default=False)
    written_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["source", "written_at"], name="import_of_source")]
        constraints = [
            models.CheckConstraint(
                name="import_state_is_known", condition=Q(state__in=ImportState.values)
            ),
            models.CheckConstraint(
                name="import_stopped_somewhere",
                condition=Q(state="stopped") & ~Q(stopped_in="") | ~Q(state="stopped"),
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class ImportProgress(models.Model):
    """How far the job of an import is; written outside of the job's transaction."""

    batch = models.OneToOneField(
        Import, on_delete=models.CASCADE, primary_key=True, related_name="progress"
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.done} of {self.total}"


class ImportRow(models.Model):
    """A row of the file: as it stood there, as it was read, and what becomes of it.

    A ``gone`` row is none of this file: it is an entry that an earlier file of the source brought
    and this one has no more. ``differences`` are told field by field (``differences.py``);
    ``left_fields`` are those that somebody leaves as they are. ``before`` keeps what the register
    had before this row was written, so that it can go back.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        POSSIBLE = "possible", _("perhaps already there")
        JOINS = "joins", _("another source on an agreement")
        GONE = "gone", _("no longer in the source")
        KNOWN = "known", _("unchanged")
        KEPT_OUT = "kept_out", _("kept out")

    class Undone(models.TextChoices):
        NOT = "", _("not taken back")
        WHOLE = "whole", _("taken back")
        PART = "part", _("taken back in part")
        LEFT = "left", _("left as it is")

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(null=True)
    key = models.CharField(max_length=200, blank=True)
    raw = models.JSONField()
    read = models.JSONField()
    findings = models.JSONField(default=list)
    codes = ArrayField(models.CharField(max_length=40), default=list)
    severity = models.CharField(max_length=10, blank=True)
    search = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_rows"
    )
    differences = models.JSONField(default=list)
    fields = ArrayField(models.CharField(max_length=60), default=list)
    left_fields = ArrayField(models.CharField(max_length=60), default=list)
    taken = models.BooleanField(default=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    version_after = models.PositiveIntegerField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)
    undone = models.CharField(max_length=5, choices=Undone, blank=True, default="")

    class Meta:
        ordering = ["batch_id", "position"]
        indexes = [
            models.Index(
                fields=["batch", "outcome", "position"],
                include=["taken", "applied_at", "id"],
                name="import_row_outcome",
            ),
            models.Index(fields=["batch", "severity", "position"], name="import_row_severity"),
            GinIndex(fields=["codes"], name="import_row_codes"),
            GinIndex(fields=["fields"], name="import_row_fields"),
            GinIndex(OpClass("search", name="gin_trgm_ops"), name="import_row_search"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "position"], include=["id"], name="import_row_position_once"
            ),
            models.UniqueConstraint(
                fields=["batch", "sheet", "row"],
                condition=Q(row__isnull=False),
                name="import_row_once",
            ),
            models.CheckConstraint(
                name="import_row_gone_is_no_row",
                condition=Q(outcome="gone", row__isnull=True)
                | (~Q(outcome="gone") & Q(row__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.row)
