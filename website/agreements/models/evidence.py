"""What an agreement rests on: statements of sources, registrations, documents; and findings."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.actors.models import Organization
from website.agreements.models import partial_date
from website.agreements.models.agreement import Agreement
from website.sources.models import Source, Statement

SEVERITIES = tuple(terms("severities"))


@pghistory.track()
class AgreementStatement(Statement):
    """What a source says of one field of an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="statements")
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="agreement_statements"
    )

    class Meta:
        ordering = ["agreement_id", "field", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "field"],
                condition=Q(preferred=True),
                name="statement_one_preferred",
            ),
            models.CheckConstraint(
                name="statement_unavailable_has_no_value",
                condition=Q(unavailable=False) | Q(value__isnull=True),
            ),
        ]


@pghistory.track()
class Registration(models.Model):
    """The entry of an agreement in an authority's register."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="registrations"
    )
    authority = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("registry number"), max_length=100)
    registered_earliest = partial_date.day()
    registered_latest = partial_date.day()
    registered_precision = partial_date.precision()

    class Meta:
        ordering = ["registered_earliest", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "number"], name="registration_number_once"
            ),
            partial_date.never_made_up("registration", "registered"),
        ]

    def __str__(self) -> str:
        return self.number


@pghistory.track()
class Document(models.Model):
    """A version of a paper of the agreement. The public sees it only when it is ``public``."""

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("Agreement text")
        LETTER_OF_INTENT = "letter_of_intent", _("Letter of intent")
        OPINION = "opinion", _("Opinion")
        MINUTES = "minutes", _("Minutes")
        CERTIFICATE = "certificate", _("Registration certificate")
        OTHER = "other", _("Other")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=3, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    signed = models.BooleanField(_("signed"), null=True)
    public = models.BooleanField(_("public"), default=False)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    file = models.FileField(_("file"), upload_to="documents/%Y/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["agreement_id", "kind", "language", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "language", "version"], name="document_version_once"
            ),
            models.CheckConstraint(
                name="document_is_somewhere", condition=~Q(url="") | ~Q(file="")
            ),
            models.CheckConstraint(
                name="document_file_has_its_hash",
                condition=Q(file="") | Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementFinding(models.Model):
    """Something to look at, found by a check of ``twinpact.agreements`` or of published counts.

    Findings are computed anew after each change, so they carry no history of their own.
    ``agreement`` is null where the finding is about a whole register. ``scope`` tells what the
    reading of a file found from the checks that look at one agreement, and those from the checks
    that look at all of an office's agreements together.
    """

    class Scope(models.TextChoices):
        READING = "reading"
        AGREEMENT = "agreement"
        REGISTER = "register"

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, null=True, related_name="findings"
    )
    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, null=True, related_name="findings"
    )
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=10)
    field = models.CharField(max_length=60, blank=True)
    values = models.JSONField(default=dict)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.AGREEMENT)
    others = models.ManyToManyField(Agreement, related_name="+", blank=True)

    class Meta:
        ordering = ["agreement_id", "id"]
        indexes = [models.Index(fields=["code", "agreement"], name="finding_code")]
        constraints = [
            models.CheckConstraint(
                name="finding_severity_is_known", condition=Q(severity__in=SEVERITIES)
            ),
        ]

    def __str__(self) -> str:
        return self.code
