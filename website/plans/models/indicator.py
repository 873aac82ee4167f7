"""What an activity is to bring about, and the indicators by which it is seen."""

import pghistory
from django.db import models
from django.db.models import F, Q

from twinpact.vocabularies import terms
from website.plans.models import values
from website.plans.models.programme import Activity, Programme

KINDS = tuple(terms("indicator_kinds"))
COUNTINGS = tuple(terms("countings"))
DIRECTIONS = tuple(terms("directions"))


@pghistory.track()
class Result(models.Model):
    """What an activity is to bring about."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="results")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="results")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=500)

    class Meta:
        ordering = ["activity_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="result_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@pghistory.track()
class Indicator(models.Model):
    """What is measured of a result; ``feeds`` is the key indicator to which it contributes."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="indicators")
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, default="quantitative")
    counting = models.CharField(max_length=20, default="per_period")
    direction = models.CharField(max_length=10, default="up")
    unit = models.CharField(max_length=100, blank=True)
    has_baseline = models.BooleanField(default=False)
    baseline_number = values.number()
    baseline_yes = values.yes()
    baseline_words = values.words()
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_comment = models.TextField(blank=True)
    verification = models.TextField(blank=True)
    feeds = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001

    class Meta:
        ordering = ["result_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="indicator_code_once"),
            models.CheckConstraint(
                name="indicator_words_are_known",
                condition=Q(kind__in=KINDS, counting__in=COUNTINGS, direction__in=DIRECTIONS),
            ),
            values.one_at_most("indicator", "baseline"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@pghistory.track()
class Target(models.Model):
    """What is to be reached in a period; null is a target that nobody set."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    starts = models.DateField()
    ends = models.DateField()
    value_number = values.number()
    value_yes = values.yes()
    value_words = values.words()
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["indicator_id", "starts", "ends"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "starts", "ends"], name="target_once_a_period"
            ),
            models.CheckConstraint(
                name="target_ends_after_start", condition=Q(ends__gte=F("starts"))
            ),
            values.one_at_most("target", "value"),
        ]

    def __str__(self) -> str:
        return f"{self.starts}–{self.ends}"
