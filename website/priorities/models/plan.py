"""A development plan of a government's term, its priorities and its programmes."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from website.accounts.models import Office
from website.agreements.models import Publication, partial_date
from website.places.models import Place

LONGEST_CODE = 60
LONGEST_TITLE = 500


class PublishedPlans(models.Manager["DevelopmentPlan"]):
    """What the public sees."""

    def get_queryset(self) -> models.QuerySet["DevelopmentPlan"]:
        return super().get_queryset().filter(publication=Publication.PUBLISHED)


def stays_in_its_plan(table: str, column: str, name: str) -> pgtrigger.Trigger:
    """The database refuses that a part of a plan hangs on a part of another plan."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("plan_id", column),
        func=(
            f"IF NEW.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} WHERE "  # noqa: S608
            f"id = NEW.{column} AND plan_id = NEW.plan_id) THEN RAISE EXCEPTION "
            "'% hangs on a part of another plan', NEW.code USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NULL;"
        ),
    )


@pghistory.track()
class DevelopmentPlan(models.Model):
    """What a government wants of its term (2008–2011).

    Use ``DevelopmentPlan.register`` where staff work and ``DevelopmentPlan.published`` for the
    public. ``version`` grows by one whenever the plan or a part of it changes.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="development_plans")
    code = models.CharField(_("code"), max_length=LONGEST_CODE)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    territory = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="development_plans"
    )
    starts_earliest = partial_date.day()
    starts_latest = partial_date.day()
    starts_precision = partial_date.precision()
    ends_earliest = partial_date.day()
    ends_latest = partial_date.day()
    ends_precision = partial_date.precision()
    publication = models.CharField(
        _("publication"), max_length=10, choices=Publication, default=Publication.DRAFT
    )
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    register = models.Manager()
    published = PublishedPlans()

    class Meta:
        base_manager_name = "register"
        default_manager_name = "register"
        ordering = ["office_id", "-starts_earliest", "code"]
        constraints = [
            partial_date.never_made_up("plan", "starts"),
            partial_date.never_made_up("plan", "ends"),
            models.UniqueConstraint(fields=["office", "code"], name="plan_code_once_in_an_office"),
            models.CheckConstraint(name="plan_is_named", condition=~Q(code="") & ~Q(title="")),
            models.CheckConstraint(
                name="plan_ends_after_start",
                condition=Q(starts_earliest__isnull=True)
                | Q(ends_latest__isnull=True)
                | Q(ends_latest__gte=F("starts_earliest")),
            ),
            models.CheckConstraint(
                name="plan_published_has_a_day",
                condition=Q(publication="draft", published_at__isnull=True)
                | Q(publication="published", published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Priority(models.Model):
    """A priority of a plan; ``within`` is the wider one of which it is a part."""

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.PROTECT, related_name="priorities")
    code = models.CharField(_("code"), max_length=LONGEST_CODE)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    within = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    themes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["plan_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="priority_code_once"),
            models.CheckConstraint(name="priority_is_named", condition=~Q(code="") & ~Q(title="")),
        ]
        triggers = [
            stays_in_its_plan("priorities_priority", "within_id", "stays_in_its_plan"),
            pgtrigger.Trigger(
                name="never_within_itself",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("within_id"),
                func=(
                    "IF EXISTS (WITH RECURSIVE wider(id, within_id) AS ("
                    "SELECT id, within_id FROM priorities_priority WHERE id = NEW.within_id "
                    "UNION SELECT p.id, p.within_id FROM priorities_priority p "
                    "JOIN wider w ON p.id = w.within_id) "
                    "SELECT 1 FROM wider WHERE id = NEW.id) "
                    "THEN RAISE EXCEPTION 'priority % is a part of itself', NEW.code "
                    "USING ERRCODE = 'check_violation'; END IF; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@pghistory.track()
class PlanProgramme(models.Model):
    """A programme of a plan under a priority."""

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.PROTECT, related_name="programmes")
    code = models.CharField(_("code"), max_length=LONGEST_CODE)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="programmes")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["plan_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="plan_programme_code_once"),
            models.CheckConstraint(
                name="plan_programme_is_named", condition=~Q(code="") & ~Q(title="")
            ),
        ]
        triggers = [stays_in_its_plan("priorities_priority", "priority_id", "stays_in_its_plan")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
