"""What an authority said of an agreement that asked for its opinion."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.accounts.models import Office
from website.procedures.models import RuleEvidence


@pghistory.track()
class Opinion(models.Model):
    """An authority's answer; the ``evidence`` is what it means for the procedure.

    ``office`` is the authority's own, ``country`` that of the directive. ``asked_on`` and ``due``
    are what the desk showed when it was decided; null where they were not known. ``level`` is
    that of the party on whose side the rule stands and ``form`` that of the agreement on that
    day, so that the counts of a year never change afterwards. An opinion whose evidence is
    withdrawn counts no more.
    """

    class Outcome(models.TextChoices):
        FAVOURABLE = "favourable", _("Favourable")
        CONDITIONS = "conditions", _("Favourable, with conditions")
        UNFAVOURABLE = "unfavourable", _("Not favourable")

    evidence = models.OneToOneField(RuleEvidence, on_delete=models.PROTECT, related_name="opinion")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="opinions")
    country = models.CharField(max_length=2)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    on = models.DateField(_("day"))
    asked_on = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001 null is unknown
    form = models.CharField(max_length=30, null=True, blank=True)  # noqa: DJ001 null is unknown
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["country", "on"], name="opinion_of_year")]
        constraints = [
            models.CheckConstraint(
                name="opinion_outcome_is_known",
                condition=Q(outcome__in=["favourable", "conditions", "unfavourable"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.on}: {self.outcome}"
