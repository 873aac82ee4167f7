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
