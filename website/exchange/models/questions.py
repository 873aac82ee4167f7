"""Whether a row tells of an agreement that the register already has: asked once, remembered."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.accounts.models import Office
from website.agreements.models import Agreement
from website.exchange.models.imports import ImportRow
from website.sources.models import Source


@pghistory.track(exclude=["row"])
class SameQuestion(models.Model):
    """A row of a source that may be an agreement of the register, and what somebody decided.

    The question is about the entry of the source (``key``), not about one file: whoever answered
    it is not asked again when the next file of the source brings the same row.
    """

    class Verdict(models.TextChoices):
        OPEN = "", _("not decided")
        SAME = "same", _("the same agreement")
        DIFFERENT = "different", _("another agreement")
        RENEWAL = "renewal", _("its renewal")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="same_questions")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="same_questions"
    )
    row = models.ForeignKey(
        ImportRow, on_delete=models.SET_NULL, null=True, related_name="questions"
    )
    score = models.FloatField()
    relation = models.CharField(max_length=20, blank=True)
    reasons = models.JSONField(default=list)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "source", "key", "agreement"], name="same_question_once"
            ),
            models.CheckConstraint(
                name="same_question_decided_on_a_day",
                condition=Q(verdict="", decided_at__isnull=True)
                | (~Q(verdict="") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["office", "verdict"], name="same_question_open")]

    def __str__(self) -> str:
        return f"{self.key} = {self.agreement_id}?"
