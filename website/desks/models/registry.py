"""The authority's register of agreements: its numbers, without gaps, and what they stand for."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.accounts.models import Office
from website.agreements.models import Agreement
from website.procedures.models import RuleEvidence


class NumberSeries(models.Model):
    """The numbers of one authority in one year; ``last`` is the one given last.

    Whoever takes a number holds this row until the entry is written, so that two never take the
    same and a number that was taken is never left out.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="number_series")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["office_id", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year"], name="number_series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.year}: {self.last}"


@pghistory.track()
class RegistryNumber(models.Model):
    """An agreement in an authority's register. It is never deleted, and its number never changes.

    ``written`` is the number as it stands on papers, in the form that held on that day.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="registry_numbers")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("number"))
    written = models.CharField(_("registry number"), max_length=100)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="registry_numbers"
    )
    evidence = models.OneToOneField(
        RuleEvidence, on_delete=models.PROTECT, related_name="registry_number"
    )
    country = models.CharField(max_length=2)
    on = models.DateField(_("registered on"))
    level = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001 null is unknown
    form = models.CharField(max_length=30, null=True, blank=True)  # noqa: DJ001 null is unknown
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-year", "-number"]
        indexes = [models.Index(fields=["country", "on"], name="registry_of_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="registry_number_once_a_year"
            ),
            models.UniqueConstraint(fields=["office", "written"], name="registry_written_once"),
            models.CheckConstraint(name="registry_number_from_one", condition=Q(number__gte=1)),
        ]
        triggers = [
            pgtrigger.Protect(name="registry_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="registry_number_stays",
                operation=pgtrigger.UpdateOf("office_id", "year", "number", "written"),
            ),
        ]

    def __str__(self) -> str:
        return self.written
