"""A procedure: one agreement on its way, under the directives of its sides."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.agreements.models import Agreement
from website.procedures.models.directive import DirectiveVersion

STATES = tuple(terms("states"))


@pghistory.track(
    exclude=["due", "next_step", "next_rule", "turn_side", "turn_actor", "asked", "computed_on"]
)
class Procedure(models.Model):
    """The life of one agreement, from ``beginning`` on; the steps are ``TakenStep``.

    ``beginning`` is the state in which the procedure found the agreement: *exploration* for a new
    one, any other where the state was taken over from the record. ``facts`` holds by side ("1",
    "2") what people answered: ``{"1": {"within_own_powers": {"answer": "yes", "by": 7,
    "name": "Ana", "on": "2026-05-04"}}}``; answers are ``yes``, ``no`` and ``unknown``.

    The columns from ``state`` on are computed from the rest by one function after every change
    (``website.procedures.summary.summarise``), so that desks need not run the engine:
    ``next_step`` is the step of the life that is next on the way, ``next_rule`` the rule that is
    to be done first (``"1:MX-5"``), ``turn_side`` and ``turn_actor`` (list ``procedure_actors``)
    whose turn that is, ``due`` its last day, and ``asked`` the country whose authority it asks.
    They hold as of the day ``computed_on``. Everything that is open, on both sides, stands in
    ``Turn``.
    """

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="procedure")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="procedures")
    beginning = models.CharField(_("began as"), max_length=20, default="exploration")
    started_on = models.DateField(_("began on"))
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    facts = models.JSONField(default=dict, blank=True)
    closed = models.BooleanField(_("closed"), default=False)
    state = models.CharField(_("state"), max_length=20, default="exploration")
    due = models.DateField(_("due"), null=True, blank=True)
    next_step = models.CharField(max_length=40, blank=True)
    next_rule = models.CharField(max_length=60, blank=True)
    turn_side = models.PositiveSmallIntegerField(null=True, blank=True)
    turn_actor = models.CharField(max_length=30, blank=True)
    asked = models.CharField(max_length=2, blank=True)
    computed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                F("office"),
                F("due").asc(nulls_last=True),
                F("id"),
                condition=Q(closed=False),
                name="procedure_due",
            ),
            models.Index(fields=["office", "state", "id"], name="procedure_state"),
            models.Index(
                fields=["computed_on"], condition=Q(closed=False), name="procedure_computed"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="procedure_state_is_known",
                condition=Q(state__in=STATES) & Q(beginning__in=STATES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.state}"


@pghistory.track()
class ProcedureSide(models.Model):
    """A side of the procedure and the version of the directive under which it runs.

    ``side`` counts the parties of the agreement from 1. ``country`` is null where it is not
    known; ``directive`` is null where there is none of that country. A side may have a second
    row for a union of which its country is a member.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="sides")
    side = models.PositiveSmallIntegerField()
    country = models.CharField(max_length=2, null=True, blank=True)  # noqa: DJ001
    directive = models.ForeignKey(
        DirectiveVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="sides"
    )

    class Meta:
        ordering = ["procedure_id", "side", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "side", "directive"],
                name="procedure_side_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="procedure_side_from_one", condition=Q(side__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.directive}"


class Turn(models.Model):
    """A rule of one side that can be done now, and who has to do it; computed, see ``Procedure``.

    A procedure has as many as there are open rules on all sides: both countries' authorities may
    be asked at once. ``country`` is that of the directive, ``asks_authority`` whether a national
    or regional authority of it has to act, ``since`` the day on which it was asked, where that
    is known, ``due`` the last day. A row says what is open as of ``Procedure.computed_on``.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="turns")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    side = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=40)
    country = models.CharField(max_length=2)
    actor = models.CharField(max_length=30, blank=True)
    authority = models.CharField(max_length=60, blank=True)
    asks_authority = models.BooleanField(default=False)
    blocking = models.BooleanField(default=False)
    artefact = models.CharField(max_length=40, blank=True)
    since = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["procedure_id", "side", "id"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "side", "rule"], name="turn_once"),
        ]
        indexes = [
            models.Index(
                F("country"),
                F("due").asc(nulls_last=True),
                F("id"),
                condition=Q(asks_authority=True),
                name="turn_of_authority",
            ),
            models.Index(F("office"), F("due").asc(nulls_last=True), F("id"), name="turn_due"),
            # For who works for many offices at once: the first due of all of them.
            models.Index(F("due").asc(nulls_last=True), F("id"), name="turn_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.side}:{self.rule}"
