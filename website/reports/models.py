"""What is stored of reports: the office's letterhead, reports that were asked for, their files."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.accounts.models import Office
from website.agreements.models import Agreement

SHA256 = r"^[0-9a-f]{64}$"
FORMATS = ("pdf", "docx", "xlsx")


@pghistory.track()
class OfficeLetterhead(models.Model):
    """How an office's papers begin and who signs them.

    ``logo`` is a PNG that was made here from the picture that the office brought; the picture
    itself is not kept.
    """

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="letterhead")
    lines = models.TextField(_("Address"), blank=True, max_length=600)
    head = models.CharField(_("Who signs"), blank=True, max_length=120)
    post = models.CharField(_("As what"), blank=True, max_length=120)
    logo = models.FileField(_("Logo"), upload_to="letterheads/", blank=True)
    logo_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letterhead_logo_has_its_hash",
                condition=Q(logo="") | Q(logo_sha256__regex=SHA256),
            ),
        ]

    def __str__(self) -> str:
        return str(self.office)


class ReportKind(models.TextChoices):
    """The reports; each is a file of this room."""

    AGREEMENT_SHEET = "agreement_sheet", _("Agreement sheet")
    ANNUAL_PROGRAMME = "annual_programme", _("Annual programme")
    PROGRESS_REPORT = "progress_report", _("Progress report")
    FINAL_REPORT = "final_report", _("Final report")
    ANNUAL_REPORT = "annual_report", _("Annual report of the office")
    DELEGATION_FILE = "delegation_file", _("Delegation file")
    HANDOVER_FILE = "handover_file", _("Handover file")


class ReportState(models.TextChoices):
    """The life of a report that was asked for."""

    QUEUED = "queued", _("Waiting for its turn")
    WORKING = "working", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Stopped by a fault")
    EXPIRED = "expired", _("Deleted after its time")


#: The states in which a job of the queue works on the report.
UNDER_WAY = (ReportState.QUEUED, ReportState.WORKING)


@pghistory.track(exclude=["done", "of"])
class Report(models.Model):
    """A report that somebody asked for, made by a worker.

    ``subject`` names what the report is about where that is neither the office nor an agreement
    (the code of a programme, the number of a visit). ``done`` of ``of`` parts are made; they are
    written outside of the job's transaction.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(_("report"), max_length=20, choices=ReportKind)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, null=True, blank=True, related_name="reports"
    )
    subject = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    formats = ArrayField(models.CharField(max_length=5))
    on = models.DateField(_("as of"))
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=100)
    trouble = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["expires_on"], name="report_expires")]
        constraints = [
            models.CheckConstraint(
                name="office_report_state_is_known", condition=Q(state__in=ReportState.values)
            ),
            models.CheckConstraint(
                name="report_kind_is_known", condition=Q(kind__in=ReportKind.values)
            ),
            models.CheckConstraint(
                name="report_formats_are_known",
                condition=Q(formats__contained_by=list(FORMATS)) & ~Q(formats=[]),
            ),
            models.CheckConstraint(
                name="report_done_has_its_day",
                condition=~Q(state="done") | Q(ready_at__isnull=False, expires_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.office} {self.on}"


class ReportFile(models.Model):
    """A file of a report. It leaves only through a view that checks who asks."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=5)
    file = models.FileField(upload_to="reports/%Y/", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["report_id", "format"]
        constraints = [
            models.UniqueConstraint(fields=["report", "format"], name="report_file_once"),
            models.CheckConstraint(
                name="report_file_format_is_known", condition=Q(format__in=FORMATS)
            ),
            models.CheckConstraint(
                name="report_file_has_its_hash", condition=Q(sha256__regex=SHA256)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}.{self.format}"
