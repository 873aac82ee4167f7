"""Which priorities of a plan an agreement serves, as its office said."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from website.agreements.models import Agreement
from website.priorities.models.plan import DevelopmentPlan, Priority


@pghistory.track()
class AgreementServes(models.Model):
    """What an office said of an agreement and a plan: which priorities it serves, or none.

    Without any ``AgreementPriority`` below it, the agreement serves no priority of the plan.
    Where there is no such row nobody was asked, which is something else.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="serves")
    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.PROTECT, related_name="served_by")
    version = models.PositiveIntegerField(default=1, editable=False)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["agreement_id", "plan_id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "plan"], name="serves_said_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.plan_id}"


@pghistory.track()
class AgreementPriority(models.Model):
    """A priority that an agreement serves."""

    said = models.ForeignKey(AgreementServes, on_delete=models.CASCADE, related_name="priorities")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="served_by")

    class Meta:
        ordering = ["said_id", "priority_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["said", "priority"], name="priority_once_for_an_agreement"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="priority_of_the_plan",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM priorities_priority p "
                    "JOIN priorities_agreementserves s ON s.plan_id = p.plan_id "
                    "WHERE p.id = NEW.priority_id AND s.id = NEW.said_id) "
                    "THEN RAISE EXCEPTION 'priority % is of another plan', NEW.priority_id "
                    "USING ERRCODE = 'check_violation'; END IF; RETURN NULL;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.said_id}: {self.priority_id}"
