"""The evaluation of an agreement: what was answered, and what was decided."""

import pghistory
from django.db import models
from django.db.models import Q

from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.agreements.models import Agreement
from website.plans.models.programme import Programme, person

EVALUATION_KINDS = tuple(terms("evaluation_kinds"))
DECISIONS = tuple(terms("evaluation_decisions"))


@pghistory.track()
class Evaluation(models.Model):
    """A mid-term or final evaluation. What is not answered is not in ``answers``.

    ``answers`` are by the codes of ``evaluation_questions``, ``principles`` (the OECD's ten, on a
    scale from 1 to 5) by those of ``rome_principles``. Once decided, it does not change.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="evaluations")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="evaluations")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    kind = models.CharField(max_length=10)
    on = models.DateField()
    answers = models.JSONField(default=dict, blank=True)
    principles = models.JSONField(default=dict, blank=True)
    decision = models.CharField(max_length=10, null=True, blank=True)  # noqa: DJ001
    reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = person()
    version = models.PositiveIntegerField(default=1, editable=False)
    begun_at = models.DateTimeField(editable=False)
    begun_by = person()

    class Meta:
        ordering = ["agreement_id", "-on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="evaluation_kind_is_known", condition=Q(kind__in=EVALUATION_KINDS)
            ),
            models.CheckConstraint(
                name="evaluation_decided_with_a_reason",
                condition=Q(decision__isnull=True, decided_on__isnull=True)
                | Q(decision__in=DECISIONS, decided_on__isnull=False) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.kind} {self.on}"
