"""A key indicator of a plan, where it stood before, and what was promised for each period."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.priorities.models import value
from website.priorities.models.plan import (
    LONGEST_CODE,
    LONGEST_TITLE,
    DevelopmentPlan,
    PlanProgramme,
    Priority,
    stays_in_its_plan,
)

COUNTINGS = tuple(terms("countings"))
DIRECTIONS = tuple(terms("directions"))
FIRST_YEAR, LAST_YEAR = 1800, 2200


@pghistory.track()
class KeyIndicator(models.Model):
    """An indicator of a plan under a priority: what is measured, who answers for it, its source.

    ``has_baseline`` says whether the source speaks of a baseline at all; one that it does not
    know has null in all three columns of the value.
    """

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(_("code"), max_length=LONGEST_CODE)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="indicators")
    programme = models.ForeignKey(
        PlanProgramme, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    kind = value.kind()
    counting = models.CharField(max_length=20)
    direction = models.CharField(max_length=10)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    has_baseline = models.BooleanField(default=False)
    baseline_number = value.number()
    baseline_yes_no = value.yes_no()
    baseline_words = value.words()
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_comment = models.TextField(blank=True)
    body = models.CharField(_("responsible body"), max_length=LONGEST_TITLE, blank=True)
    source = models.TextField(_("source"), blank=True)
    verification = models.TextField(_("means of verification"), blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["plan_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="key_indicator_code_once"),
            models.CheckConstraint(
                name="key_indicator_is_named", condition=~Q(code="") & ~Q(title="")
            ),
            models.CheckConstraint(
                name="key_indicator_words_are_known",
                condition=Q(
                    kind__in=value.KINDS, counting__in=COUNTINGS, direction__in=DIRECTIONS
                ),
            ),
            value.value_of_its_kind("key_indicator", "baseline_"),
            models.CheckConstraint(
                name="key_indicator_year_of_a_baseline",
                condition=Q(baseline_year__isnull=True)
                | Q(has_baseline=True, baseline_year__range=(FIRST_YEAR, LAST_YEAR)),
            ),
            models.CheckConstraint(
                name="key_indicator_baseline_is_there",
                condition=Q(has_baseline=True)
                | Q(
                    baseline_number__isnull=True,
                    baseline_yes_no__isnull=True,
                    baseline_words__isnull=True,
                    baseline_comment="",
                ),
            ),
        ]
        triggers = [
            stays_in_its_plan("priorities_priority", "priority_id", "priority_in_its_plan"),
            stays_in_its_plan("priorities_planprogramme", "programme_id", "programme_in_its_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@pghistory.track()
class KeyTarget(models.Model):
    """What an indicator is to reach in a period (or, where it is cumulative, by its end)."""

    indicator = models.ForeignKey(KeyIndicator, on_delete=models.CASCADE, related_name="targets")
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    kind = value.kind()
    number = value.number()
    yes_no = value.yes_no()
    words = value.words()
    comment = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["indicator_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "starts", "ends"], name="key_target_once_in_a_period"
            ),
            models.CheckConstraint(
                name="key_target_ends_after_start", condition=Q(ends__gte=F("starts"))
            ),
            value.value_of_its_kind("key_target"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.starts} – {self.ends}"
