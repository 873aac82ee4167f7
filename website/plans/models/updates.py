"""What somebody reports of an indicator, the steps until it counts, and what shows it."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from twinpact.vocabularies import terms
from website.agreements.models import Document
from website.plans.models import values
from website.plans.models.programme import Programme, person

UPDATE_STATES = tuple(terms("update_states"))
UPDATE_STEPS = tuple(terms("update_steps"))


@pghistory.track()
class Update(models.Model):
    """A figure of an indicator of the agreed programme for a period; null is not known.

    Several may be for one period. Only an approved one counts. ``indicator`` is its code.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="updates")
    indicator = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField()
    value_number = values.number()
    value_yes = values.yes()
    value_words = values.words()
    part = values.number()
    whole = values.number()
    comment = models.TextField(blank=True)
    deviation_reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="draft")
    said_on = models.DateField()
    said_at = models.DateTimeField()
    said_by = person()
    evidence = models.ManyToManyField(Document, related_name="updates", blank=True)

    class Meta:
        ordering = ["programme_id", "indicator", "starts", "id"]
        indexes = [models.Index(fields=["programme", "state"], name="update_state")]
        constraints = [
            models.CheckConstraint(
                name="update_ends_after_start", condition=Q(ends__gte=F("starts"))
            ),
            models.CheckConstraint(
                name="update_state_is_known", condition=Q(state__in=UPDATE_STATES)
            ),
            values.one_at_most("update", "value"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.state}"


@pghistory.track()
class UpdateStep(models.Model):
    """A step of an update that was taken; it is never changed or deleted."""

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=20)
    on = models.DateField()
    reason = models.TextField(blank=True)
    taken_at = models.DateTimeField()
    taken_by = person()
    #: Who took it, also when the account is gone: nobody approves what they submitted.
    taker = models.BigIntegerField()

    class Meta:
        ordering = ["update_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["update", "number"], name="update_step_once"),
            models.CheckConstraint(
                name="update_step_is_known", condition=Q(step__in=UPDATE_STEPS)
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="step_stays",
                operation=pgtrigger.UpdateOf(
                    "update_id", "number", "step", "on", "reason", "taken_at", "taker"
                ),
            ),
            pgtrigger.Protect(name="step_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.step}"
