"""What was done in a procedure: steps of the agreement's life, and rules done or refused."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.agreements.models import Document
from website.procedures.models.procedure import Procedure

STEPS = tuple(terms("steps"))


@pghistory.track()
class TakenStep(models.Model):
    """A step of the life that was taken. It is never changed or deleted.

    ``requirements`` are the rules that block, as the directives asked for them on that day
    (``[{"rule": "1:MX-7", "before": "sign"}]``), ``met`` those of them that were done, and
    ``overrides`` those that an administrator set aside (``[{"rule": …, "reason": …}]``): with
    them the library can replay the steps at any time, whatever is learnt of the case later.
    ``silences`` are those of ``met`` that nobody answered in time, with the day on which the
    silence took effect (``[{"rule": …, "on": "2026-05-04"}]``). ``state`` is where the step led.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="taken_steps")
    number = models.PositiveIntegerField()
    step = models.CharField(_("step"), max_length=40)
    on = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=20)
    artefacts = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    requirements = models.JSONField(default=list, blank=True)
    met = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    overrides = models.JSONField(default=list, blank=True)
    silences = models.JSONField(default=list, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["procedure_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="taken_step_once"),
            models.CheckConstraint(name="taken_step_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="taken_step_is_known", condition=Q(step__in=STEPS)),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="never_changed",
                operation=pgtrigger.UpdateOf(
                    "procedure_id", "number", "step", "on", "state", "artefacts", "requirements",
                    "met", "overrides", "silences", "reason", "until", "taken_at",
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number}. {self.step}"


@pghistory.track()
class RuleEvidence(models.Model):
    """A rule of one side that was done or refused on a day, and what shows it.

    ``side`` counts from 1; ``rule`` is its id in the directive (``MX-7``). What was entered by
    mistake is withdrawn with a reason and counts no more, but stays.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="evidence")
    side = models.PositiveSmallIntegerField()
    rule = models.CharField(_("rule"), max_length=40)
    on = models.DateField(_("day"))
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.DONE)
    artefact = models.CharField(_("paper"), max_length=40, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["procedure_id", "on", "id"]
        indexes = [models.Index(fields=["rule", "on"], name="evidence_of_rule")]
        constraints = [
            models.CheckConstraint(name="evidence_side_from_one", condition=Q(side__gte=1)),
            models.CheckConstraint(
                name="evidence_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side}:{self.rule} {self.outcome}"
