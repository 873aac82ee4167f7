"""The agreement, its parties, what it is about and what came before and after."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.actors.models import Organization
from website.agreements.models import partial_date
from website.places.models import Place

FORMS = tuple(terms("forms"))
SCOPES = tuple(terms("scopes"))
STATES = tuple(terms("states"))
MOTIVATIONS = tuple(terms("motivations"))
#: The states of an agreement that binds its parties and can be renewed.
AWAKE = ("in_force", "suspended", "dormant")


class Publication(models.TextChoices):
    """Whether the public sees the record."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class PublishedAgreements(models.Manager["Agreement"]):
    """What the public sees."""

    def get_queryset(self) -> models.QuerySet["Agreement"]:
        return super().get_queryset().filter(publication=Publication.PUBLISHED)


def known_or_null(field: str, words: tuple[str, ...]) -> Q:
    """A code of a vocabulary, or null where the sources do not say."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__in": words})


@pghistory.track(exclude=["search"])
class Agreement(models.Model):
    """An agreement by which two or more territories cooperate.

    Use ``Agreement.register`` where staff work and ``Agreement.published`` for the public.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="agreements")
    publication = models.CharField(
        _("publication"), max_length=10, choices=Publication, default=Publication.DRAFT
    )
    published_at = models.DateTimeField(null=True, blank=True)
    form = models.CharField(_("form"), max_length=30, null=True, blank=True)  # noqa: DJ001
    scope = models.CharField(_("scope"), max_length=10, null=True, blank=True)  # noqa: DJ001
    state = models.CharField(_("state"), max_length=20, null=True, blank=True)  # noqa: DJ001
    focus = models.TextField(_("what it is about"), null=True, blank=True)  # noqa: DJ001
    signed_earliest = partial_date.day()
    signed_latest = partial_date.day()
    signed_precision = partial_date.precision()
    in_force_earliest = partial_date.day()
    in_force_latest = partial_date.day()
    in_force_precision = partial_date.precision()
    ends_earliest = partial_date.day()
    ends_latest = partial_date.day()
    ends_precision = partial_date.precision()
    renewal = models.TextField(_("renewal rule"), null=True, blank=True)  # noqa: DJ001
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    source_key = models.CharField(max_length=200, blank=True, default="", editable=False)
    search = models.TextField(editable=False, default="")
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
    published = PublishedAgreements()

    class Meta:
        base_manager_name = "register"
        default_manager_name = "register"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["publication", "id"], name="agreement_publication"),
            models.Index(fields=["office", "id"], name="agreement_office"),
            models.Index(fields=["signed_earliest"], name="agreement_signed"),
            models.Index(
                fields=["office", "ends_earliest"],
                condition=Q(ends_earliest__isnull=False, state__in=AWAKE),
                name="agreement_ends",
            ),
            GinIndex(OpClass("search", name="gin_trgm_ops"), name="agreement_search"),
        ]
        constraints = [
            partial_date.never_made_up("agreement", "signed"),
            partial_date.never_made_up("agreement", "in_force"),
            partial_date.never_made_up("agreement", "ends"),
            models.CheckConstraint(
                name="agreement_ends_after_start",
                condition=Q(ends_latest__isnull=True)
                | (
                    (Q(signed_earliest__isnull=True) | Q(ends_latest__gte=F("signed_earliest")))
                    & (
                        Q(in_force_earliest__isnull=True)
                        | Q(ends_latest__gte=F("in_force_earliest"))
                    )
                ),
            ),
            models.CheckConstraint(
                name="agreement_form_is_known", condition=known_or_null("form", FORMS)
            ),
            models.CheckConstraint(
                name="agreement_scope_is_known", condition=known_or_null("scope", SCOPES)
            ),
            models.CheckConstraint(
                name="agreement_state_is_known", condition=known_or_null("state", STATES)
            ),
            models.CheckConstraint(
                name="agreement_focus_not_empty",
                condition=Q(focus__isnull=True) | ~Q(focus=""),
            ),
            models.CheckConstraint(
                name="agreement_published_has_a_day",
                condition=Q(publication="draft", published_at__isnull=True)
                | Q(publication="published", published_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["office", "source_key"],
                condition=~Q(source_key=""),
                name="agreement_source_key_once",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="names_two_parties",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=(
                    "IF EXISTS (SELECT 1 FROM agreements_agreement WHERE id = NEW.id) AND "
                    "(SELECT count(*) FROM agreements_party WHERE agreement_id = NEW.id) < 2 "
                    "THEN RAISE EXCEPTION 'agreement % names fewer than two parties', NEW.id "
                    "USING ERRCODE = 'check_violation'; END IF; RETURN NULL;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


@pghistory.track()
class Party(models.Model):
    """A side of an agreement: the name as written, and the territory and body that it means.

    Position 1 is the near side, the territory on whose side the record is kept. ``place`` stays
    null until the name is known to mean one territory; ``candidates`` are the ids of those that
    it may mean, best first.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    position = models.PositiveSmallIntegerField()
    written = models.CharField(_("as written"), max_length=300)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="parties"
    )
    candidates = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="parties"
    )
    initiator = models.BooleanField(_("proposed the agreement"), null=True, blank=True)

    class Meta:
        ordering = ["agreement_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position"], name="party_one_a_position"),
            models.UniqueConstraint(
                fields=["agreement", "place"],
                condition=Q(place__isnull=False),
                name="party_once_in_an_agreement",
            ),
            models.CheckConstraint(name="party_position_from_one", condition=Q(position__gte=1)),
            models.CheckConstraint(name="party_is_named", condition=~Q(written="")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="leaves_two_parties",
                when=pgtrigger.After,
                operation=pgtrigger.Delete | pgtrigger.UpdateOf("agreement_id"),
                timing=pgtrigger.Deferred,
                func=(
                    "IF EXISTS (SELECT 1 FROM agreements_agreement WHERE id = OLD.agreement_id) "
                    "AND (SELECT count(*) FROM agreements_party WHERE agreement_id = "
                    "OLD.agreement_id) < 2 "
                    "THEN RAISE EXCEPTION 'agreement % would name fewer than two parties', "
                    "OLD.agreement_id USING ERRCODE = 'check_violation'; END IF; RETURN NULL;"
                ),
            )
        ]

    def __str__(self) -> str:
        return self.written


@pghistory.track()
class AgreementMotivation(models.Model):
    """Why the parties chose each other, and what that rests on (Luna and Ballesteros 2005)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="motivations")
    motivation = models.CharField(_("motivation"), max_length=20)
    ground = models.TextField(_("ground"), blank=True)

    class Meta:
        ordering = ["motivation"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "motivation"], name="motivation_once_in_an_agreement"
            ),
            models.CheckConstraint(
                name="motivation_is_known", condition=Q(motivation__in=MOTIVATIONS)
            ),
        ]

    def __str__(self) -> str:
        return self.motivation


@pghistory.track()
class AgreementTheme(models.Model):
    """A subject of the agreement: the source's words, the theme, DAC sector and SDG they mean."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="themes")
    position = models.PositiveSmallIntegerField()
    written = models.TextField(_("as written"))
    theme = models.CharField(_("theme"), max_length=40, null=True, blank=True)  # noqa: DJ001
    sector = models.CharField(_("DAC sector"), max_length=5, null=True, blank=True)  # noqa: DJ001
    goal = models.PositiveSmallIntegerField(_("SDG"), null=True, blank=True)

    class Meta:
        ordering = ["agreement_id", "position"]
        indexes = [models.Index(fields=["theme"], name="theme_word")]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position"], name="theme_one_a_position"),
            models.CheckConstraint(
                name="theme_goal_is_an_sdg",
                condition=Q(goal__isnull=True) | Q(goal__range=(1, 17)),
            ),
        ]

    def __str__(self) -> str:
        return self.written


@pghistory.track()
class AgreementLink(models.Model):
    """An earlier agreement and the later one that renews, replaces, extends or carries it out."""

    class Kind(models.TextChoices):
        RENEWS = "renews", _("renews")
        REPLACES = "replaces", _("replaces")
        EXTENDS = "extends", _("extends")
        CARRIES_OUT = "carries_out", _("carries out")

    earlier = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="later_links")
    later = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="earlier_links")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="link_once"),
            models.CheckConstraint(name="link_to_another", condition=~Q(earlier=F("later"))),
        ]

    def __str__(self) -> str:
        return f"{self.later_id} {self.kind} {self.earlier_id}"
