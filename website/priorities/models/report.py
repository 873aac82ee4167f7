"""Figures that were reported for a plan itself, and their way until they count."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.agreements.models import Document
from website.priorities.models import value
from website.priorities.models.indicator import KeyIndicator

STATES = tuple(terms("update_states"))
STEPS = tuple(terms("update_steps"))


@pghistory.track()
class KeyFigureReport(models.Model):
    """What was reached in a period, as somebody reported it. Only an approved one counts.

    Null in all columns of the value: the reporter does not know the figure. Of a percentage,
    ``part`` and ``whole`` say what it is made of. ``state`` is a word of the list
    ``update_states``; the steps that led there are ``KeyFigureStep``.
    """

    indicator = models.ForeignKey(KeyIndicator, on_delete=models.PROTECT, related_name="reports")
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    kind = value.kind()
    number = value.number()
    yes_no = value.yes_no()
    words = value.words()
    part = value.number()
    whole = value.number()
    source = models.TextField(_("source"))
    comment = models.TextField(_("comment"), blank=True)
    deviation_reason = models.TextField(_("reason of the deviation"), blank=True)
    link = models.URLField(_("address of the evidence"), max_length=1000, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, default="draft")
    version = models.PositiveIntegerField(default=1, editable=False)
    said_on = models.DateField(_("reported on"))
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["indicator_id", "starts", "ends", "id"]
        indexes = [models.Index(fields=["state", "indicator"], name="report_by_state")]
        constraints = [
            models.CheckConstraint(name="report_state_is_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(
                name="report_ends_after_start", condition=Q(ends__gte=F("starts"))
            ),
            models.CheckConstraint(name="report_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="report_link_is_an_address",
                condition=Q(link="") | Q(link__regex=r"^https?://"),
            ),
            value.value_of_its_kind("report"),
            models.CheckConstraint(
                name="report_parts_of_a_percentage",
                condition=Q(part__isnull=True, whole__isnull=True)
                | Q(kind="percentage", part__isnull=False, whole__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.starts} – {self.ends}"


@pghistory.track()
class KeyFigureStep(models.Model):
    """A step of a report that was taken. It is never changed or deleted."""

    report = models.ForeignKey(KeyFigureReport, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=20)
    on = models.DateField(_("day"))
    reason = models.TextField(_("reason"), blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["report_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="figure_step_once"),
            models.CheckConstraint(name="figure_step_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="figure_step_is_known", condition=Q(step__in=STEPS)),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="never_changed",
                operation=pgtrigger.UpdateOf("report_id", "number", "step", "on", "reason"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.step}"
