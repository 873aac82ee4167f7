"""The visit: an event, or a delegation that goes out or comes in."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.actors.models import Organization
from website.agreements.models import Agreement, Publication
from website.agreements.models.agreement import known_or_null
from website.places.models import Place
from website.sources.models import Source
from website.tables import partial_date

KINDS = tuple(terms("visit_kinds"))
DIRECTIONS = tuple(terms("visit_directions"))
STATES = tuple(terms("visit_states"))


class PublishedVisits(models.Manager["Visit"]):
    """What the public sees."""

    def get_queryset(self) -> models.QuerySet["Visit"]:
        return super().get_queryset().filter(publication=Publication.PUBLISHED)


@pghistory.track()
class Visit(models.Model):
    """An event or a delegation. A delegation goes out or comes in, seen from the office.

    Use ``Visit.register`` where staff work and ``Visit.published`` for the public. ``state`` is
    null while no source says whether it took place.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="visits")
    publication = models.CharField(
        _("publication"), max_length=10, choices=Publication, default=Publication.DRAFT
    )
    published_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20)
    direction = models.CharField(_("direction"), max_length=3, null=True, blank=True)  # noqa: DJ001
    state = models.CharField(_("state"), max_length=20, null=True, blank=True)  # noqa: DJ001
    host = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="hosted"
    )
    starts_earliest = partial_date.day()
    starts_latest = partial_date.day()
    starts_precision = partial_date.precision()
    ends_earliest = partial_date.day()
    ends_latest = partial_date.day()
    ends_precision = partial_date.precision()
    purpose = models.TextField(_("purpose"), null=True, blank=True)  # noqa: DJ001
    agreements = models.ManyToManyField(
        Agreement, through="VisitAgreement", related_name="visits", blank=True
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="visits")
    locator = models.CharField(_("page or row"), max_length=300, blank=True)
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
    published = PublishedVisits()

    class Meta:
        base_manager_name = "register"
        default_manager_name = "register"
        ordering = ["-starts_earliest", "-id"]
        indexes = [
            models.Index(fields=["office", "starts_earliest"], name="visit_office"),
            models.Index(fields=["publication", "starts_earliest"], name="visit_publication"),
        ]
        constraints = [
            partial_date.never_made_up("visit", "starts"),
            partial_date.never_made_up("visit", "ends"),
            partial_date.ends_after_start("visit"),
            models.CheckConstraint(name="visit_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="visit_kind_is_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="visit_direction_is_known", condition=known_or_null("direction", DIRECTIONS)
            ),
            models.CheckConstraint(
                name="visit_delegation_goes_one_way",
                condition=~Q(kind="delegation") | Q(direction__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_state_is_known", condition=known_or_null("state", STATES)
            ),
            models.CheckConstraint(
                name="visit_purpose_not_empty", condition=Q(purpose__isnull=True) | ~Q(purpose="")
            ),
            models.CheckConstraint(
                name="visit_published_has_a_day",
                condition=Q(publication="draft", published_at__isnull=True)
                | Q(publication="published", published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class VisitAgreement(models.Model):
    """An agreement that a visit serves."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="agreement_links")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="visit_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "agreement"], name="visit_agreement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} – {self.agreement_id}"


@pghistory.track()
class VisitPlace(models.Model):
    """A territory where a visit takes place."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="visits")

    class Meta:
        ordering = ["visit_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "position"], name="visit_place_one_a_position"
            ),
            models.UniqueConstraint(fields=["visit", "place"], name="visit_place_once"),
        ]

    def __str__(self) -> str:
        return str(self.place_id)


@pghistory.track()
class AgendaEntry(models.Model):
    """A point of the agenda. ``with_whom`` may name people: the public never sees it."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    day = models.DateField(_("day"), null=True, blank=True)
    at = models.TimeField(_("time"), null=True, blank=True)
    what = models.CharField(_("what"), max_length=500)
    where = models.CharField(_("where"), max_length=300, blank=True)
    with_whom = models.CharField(_("with whom"), max_length=500, blank=True)

    class Meta:
        ordering = ["visit_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "position"], name="agenda_one_a_position"),
            models.CheckConstraint(name="agenda_says_what", condition=~Q(what="")),
            models.CheckConstraint(
                name="agenda_time_has_a_day", condition=Q(at__isnull=True) | Q(day__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.what
