"""The annual operating programme of an agreement, its sides, lines and activities."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.actors.models import Organization
from website.agreements.models import Agreement, Document
from website.priorities.models import DevelopmentPlan
from website.priorities.models.plan import LONGEST_CODE

ACTIVITY_STATES = tuple(terms("activity_states"))
MODALITIES = tuple(terms("modalities"))
YEARS = (1900, 2200)


def person() -> models.ForeignKey:
    """Who did it; what was done stays when the person goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )


def people() -> models.PositiveIntegerField:
    """How many people; null where nobody knows."""
    return models.PositiveIntegerField(null=True, blank=True)


@pghistory.track(exclude=["followed"])
class Programme(models.Model):
    """What is promised for a year under an agreement.

    The rows below it are the programme as it is being written; what all sides agreed to is a
    ``ProgrammeVersion``, which never changes. While ``stage`` is *agreed*, both say the same.
    ``followed`` counts what was reported since: whoever remembers a sum asks it. ``plan`` is the
    development plan of whose priorities and key indicators its lines and indicators speak.
    """

    class Stage(models.TextChoices):
        DRAFTING = "drafting", _("being drafted")
        PROPOSED = "proposed", _("waiting for the sides")
        AGREED = "agreed", _("agreed by all sides")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="programmes")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="programmes")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, blank=True)
    currency = models.CharField(max_length=3)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFTING)
    plan = models.ForeignKey(
        DevelopmentPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="annual"
    )
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_into"
    )
    report_due = models.DateField(null=True, blank=True)
    report_received = models.DateField(null=True, blank=True)
    report = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    followed = models.PositiveIntegerField(default=0, editable=False)
    begun_at = models.DateTimeField(editable=False)
    begun_by = person()

    class Meta:
        ordering = ["-year", "id"]
        indexes = [models.Index(fields=["office", "-year", "id"], name="programme_office")]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year"], name="programme_one_a_year"),
            models.CheckConstraint(
                name="programme_year_is_a_year", condition=Q(year__range=YEARS)
            ),
            models.CheckConstraint(
                name="programme_currency_is_a_code", condition=Q(currency__regex=r"^[A-Z]{3}$")
            ),
            models.CheckConstraint(
                name="programme_report_with_its_day",
                condition=Q(report__isnull=True) | Q(report_received__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.year}"


@pghistory.track()
class ProgrammeSide(models.Model):
    """A side of a programme, by the position of the party, and the office that speaks for it.

    Without an office the side is abroad and not in this register: what it says comes by letter.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sides")
    side = models.PositiveSmallIntegerField()
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="programme_sides"
    )

    class Meta:
        ordering = ["programme_id", "side"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "side"], name="programme_side_once"),
            models.UniqueConstraint(
                fields=["programme", "office"], name="programme_office_for_one_side"
            ),
            models.CheckConstraint(name="programme_side_from_one", condition=Q(side__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.side}"


@pghistory.track()
class ProgrammeLine(models.Model):
    """A line of work, with the codes of the priorities of the plan that it answers to."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    priorities = ArrayField(models.CharField(max_length=LONGEST_CODE), default=list, blank=True)

    class Meta:
        ordering = ["programme_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="line_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@pghistory.track()
class Activity(models.Model):
    """What is done under a line: by whom, where, in which months, for whom."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="activities")
    line = models.ForeignKey(ProgrammeLine, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    objective = models.TextField(blank=True)
    modality = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001
    place = models.CharField(max_length=300, blank=True)
    months = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    expected_women = people()
    expected_men = people()
    expected_others = people()
    themes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    goal_targets = ArrayField(models.CharField(max_length=6), default=list, blank=True)
    carried_from = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001

    class Meta:
        ordering = ["line__position", "position", "id"]
        indexes = [models.Index(fields=["line", "position", "id"], name="activity_in_line")]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="activity_code_once"),
            models.CheckConstraint(
                name="activity_months_are_months",
                condition=Q(months__contained_by=list(range(1, 13))),
            ),
            models.CheckConstraint(
                name="activity_modality_is_known",
                condition=Q(modality__isnull=True) | Q(modality__in=MODALITIES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@pghistory.track()
class ActivityBody(models.Model):
    """Who answers for an activity on a side, as written, and the body that it means."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="bodies")
    side = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=300)
    post = models.CharField(max_length=200, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities"
    )

    class Meta:
        ordering = ["activity_id", "side", "id"]
        constraints = [
            models.CheckConstraint(
                name="activity_body_is_named", condition=Q(side__gte=1) & ~Q(body="")
            ),
        ]

    def __str__(self) -> str:
        return self.body


@pghistory.track()
class ActivityProgress(models.Model):
    """Where an activity of the agreed programme stands and who came; null is not known."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="progress")
    activity = models.CharField(max_length=40)
    state = models.CharField(max_length=20, default="planned")
    reached_women = people()
    reached_men = people()
    reached_others = people()
    told_at = models.DateTimeField()
    told_by = person()

    class Meta:
        ordering = ["programme_id", "activity"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "activity"], name="progress_once"),
            models.CheckConstraint(
                name="progress_state_is_known", condition=Q(state__in=ACTIVITY_STATES)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.state}"
