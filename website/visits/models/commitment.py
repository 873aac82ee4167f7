"""What was promised on a visit, and whether it was kept."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.actors.models import Organization
from website.visits.models.visit import Visit

SIDES = tuple(terms("commitment_sides"))


@pghistory.track()
class Commitment(models.Model):
    """A promise of one side, due on a day or without one.

    ``kept`` is null until somebody says whether it was kept, on which day, and what shows it. The
    office is that of the visit, copied so that what is due is found at once.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="commitments")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="commitments")
    what = models.TextField(_("what was promised"))
    side = models.CharField(_("by which side"), max_length=10)
    body = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    due = models.DateField(_("due on"), null=True, blank=True)
    kept = models.BooleanField(_("kept"), null=True)
    kept_on = models.DateField(_("day"), null=True, blank=True)
    evidence = models.TextField(_("what shows it"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["visit_id", "id"]
        indexes = [
            models.Index(
                fields=["office", "due"], condition=Q(kept__isnull=True), name="commitment_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(name="commitment_says_what", condition=~Q(what="")),
            models.CheckConstraint(name="commitment_side_is_known", condition=Q(side__in=SIDES)),
            models.CheckConstraint(
                name="commitment_kept_with_day_and_evidence",
                condition=Q(kept__isnull=True, kept_on__isnull=True, evidence="")
                | Q(kept__isnull=False, kept_on__isnull=False) & ~Q(evidence=""),
            ),
        ]

    def __str__(self) -> str:
        return self.what
