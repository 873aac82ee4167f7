"""The papers of an agreement: their versions, what of them the public gets, and templates."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from twinpact.formats.papers import KINDS
from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.agreements.models.agreement import Agreement

SHA256 = r"^[0-9a-f]{64}$"
#: The codes of ``twinpact/vocabularies/papers.yaml``: what is written from a template.
PAPERS = tuple(terms("papers"))


def person() -> models.ForeignKey:
    """Who brought a file; the file stays when the person goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )


@pghistory.track()
class Document(models.Model):
    """A version of a paper of the agreement. The public sees it only when it is ``public``.

    A paper is what has the same kind, title and languages; its versions are numbered from one and
    no version is ever overwritten. The file is stored under a name of ours, ``filename`` is what
    it was called by who brought it.
    """

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("Agreement text")
        LETTER_OF_INTENT = "letter_of_intent", _("Letter of intent")
        RESOLUTION = "resolution", _("Council resolution")
        OPINION_REQUEST = "opinion_request", _("Request for an opinion")
        OPINION = "opinion", _("Opinion")
        MINUTES = "minutes", _("Minutes")
        CERTIFICATE = "certificate", _("Registration certificate")
        EVIDENCE = "evidence", _("Evidence of what was reported")
        REPORT = "report", _("Report")
        OTHER = "other", _("Other")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=3, blank=True)
    second_language = models.CharField(_("second language"), max_length=3, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    signed = models.BooleanField(_("signed"), null=True)
    public = models.BooleanField(_("public"), default=False)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    file = models.FileField(_("file"), upload_to="documents/%Y/", max_length=200, blank=True)
    file_kind = models.CharField(max_length=10, blank=True, editable=False)
    filename = models.CharField(max_length=200, blank=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True)
    made_from = models.CharField(max_length=60, blank=True, editable=False)
    added_at = models.DateTimeField(null=True, editable=False)
    added_by = person()

    class Meta:
        ordering = ["agreement_id", "kind", "title", "language", "second_language", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "title", "language", "second_language", "version"],
                name="document_version_once",
            ),
            models.CheckConstraint(
                name="document_is_somewhere", condition=~Q(url="") | ~Q(file="")
            ),
            models.CheckConstraint(
                name="document_file_has_its_hash",
                condition=Q(file="") | Q(sha256__regex=SHA256),
            ),
            models.CheckConstraint(
                name="document_file_kind_is_known",
                condition=Q(file_kind="") | Q(file_kind__in=tuple(KINDS)),
            ),
            models.CheckConstraint(
                name="document_languages_differ",
                condition=Q(second_language="")
                | (~Q(language="") & ~Q(second_language=F("language"))),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Redaction(models.Model):
    """A version of a paper with parts blacked out: the public gets this one, never the original.

    The one with the highest number counts; earlier ones stay in the register.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="redactions")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(_("what was taken out, and why"), max_length=500)
    file = models.FileField(_("file"), upload_to="documents/%Y/", max_length=200)
    file_kind = models.CharField(max_length=10, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(editable=False)
    added_by = person()

    class Meta:
        ordering = ["document_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="redaction_number_once"),
            models.CheckConstraint(
                name="redaction_has_its_hash", condition=Q(sha256__regex=SHA256)
            ),
            models.CheckConstraint(
                name="redaction_file_kind_is_known", condition=Q(file_kind__in=tuple(KINDS))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"


@pghistory.track()
class PaperTemplate(models.Model):
    """An office's own Word template of a paper; the newest version is offered first."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="paper_templates")
    paper = models.CharField(_("paper"), max_length=30)
    language = models.CharField(_("language"), max_length=3)
    second_language = models.CharField(_("second language"), max_length=3, blank=True)
    version = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(_("file"), upload_to="templates/%Y/", max_length=200)
    filename = models.CharField(max_length=200, blank=True, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(editable=False)
    added_by = person()

    class Meta:
        ordering = ["office_id", "paper", "language", "second_language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "paper", "language", "second_language", "version"],
                name="paper_template_version_once",
            ),
            models.CheckConstraint(
                name="paper_template_paper_is_known", condition=Q(paper__in=PAPERS)
            ),
            models.CheckConstraint(
                name="paper_template_has_its_hash", condition=Q(sha256__regex=SHA256)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.version}"
