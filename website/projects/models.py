"""The project: work with outside resources, who pays and does it, how much, where and for what."""

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

STATES = tuple(terms("project_states"))
ROLES = tuple(terms("body_roles"))
FUNDING_KINDS = tuple(terms("funding_kinds"))


class PublishedProjects(models.Manager["Project"]):
    """What the public sees."""

    def get_queryset(self) -> models.QuerySet["Project"]:
        return super().get_queryset().filter(publication=Publication.PUBLISHED)


@pghistory.track()
class Project(models.Model):
    """Work with outside resources, under an agreement of the office or without one.

    Use ``Project.register`` where staff work and ``Project.published`` for the public. ``results``
    is null while nobody has told of any.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="projects")
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="projects"
    )
    publication = models.CharField(
        _("publication"), max_length=10, choices=Publication, default=Publication.DRAFT
    )
    published_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("what it does"), null=True, blank=True)  # noqa: DJ001
    state = models.CharField(_("state"), max_length=20, null=True, blank=True)  # noqa: DJ001
    starts_earliest = partial_date.day()
    starts_latest = partial_date.day()
    starts_precision = partial_date.precision()
    ends_earliest = partial_date.day()
    ends_latest = partial_date.day()
    ends_precision = partial_date.precision()
    results = models.TextField(_("results"), null=True, blank=True)  # noqa: DJ001
    iati_identifier = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="projects")
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
    published = PublishedProjects()

    class Meta:
        base_manager_name = "register"
        default_manager_name = "register"
        ordering = ["title", "id"]
        indexes = [
            models.Index(fields=["office", "title", "id"], name="project_office"),
            models.Index(fields=["publication", "agreement"], name="project_publication"),
        ]
        constraints = [
            partial_date.never_made_up("project", "starts"),
            partial_date.never_made_up("project", "ends"),
            partial_date.ends_after_start("project"),
            models.CheckConstraint(name="project_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="project_state_is_known", condition=known_or_null("state", STATES)
            ),
            models.CheckConstraint(
                name="project_texts_not_empty",
                condition=(Q(summary__isnull=True) | ~Q(summary=""))
                & (Q(results__isnull=True) | ~Q(results="")),
            ),
            models.CheckConstraint(
                name="project_iati_identifier_is_one",
                condition=Q(iati_identifier__isnull=True)
                | Q(iati_identifier__regex=r"^[^\s/&|?]+$"),
            ),
            models.CheckConstraint(
                name="project_published_has_a_day",
                condition=Q(publication="draft", published_at__isnull=True)
                | Q(publication="published", published_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["office", "iati_identifier"], name="project_iati_identifier_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class ProjectBody(models.Model):
    """A body in a project and what it does there; of one that funds, where its money is from."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="bodies")
    position = models.PositiveSmallIntegerField()
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="in_projects"
    )
    role = models.CharField(_("role"), max_length=20)
    funding = models.CharField(_("kind of funding"), max_length=20, null=True, blank=True)  # noqa: DJ001

    class Meta:
        ordering = ["project_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "position"], name="project_body_one_a_position"
            ),
            models.UniqueConstraint(
                fields=["project", "organization", "role"], name="project_body_once_in_a_role"
            ),
            models.CheckConstraint(name="project_role_is_known", condition=Q(role__in=ROLES)),
            models.CheckConstraint(
                name="project_funding_is_of_who_funds",
                condition=Q(funding__isnull=True) | Q(role="funds", funding__in=FUNDING_KINDS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.role}"


@pghistory.track()
class ProjectAmount(models.Model):
    """Money of a project as a source tells it: null where that is not known, never zero.

    ``currency`` is ISO 4217. The day is that of the figure, so that it can be converted later.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="amounts")
    position = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, null=True, blank=True)  # noqa: DJ001
    told_earliest = partial_date.day()
    told_latest = partial_date.day()
    told_precision = partial_date.precision()
    funder = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField(_("page or row"), max_length=300, blank=True)

    class Meta:
        ordering = ["project_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "position"], name="project_amount_one_a_position"
            ),
            partial_date.never_made_up("project_amount", "told"),
            models.CheckConstraint(
                name="project_amount_never_zero",
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
            ),
            models.CheckConstraint(
                name="project_amount_has_a_currency",
                condition=Q(amount__isnull=True) | Q(currency__isnull=False),
            ),
            models.CheckConstraint(
                name="project_currency_is_a_code",
                condition=Q(currency__isnull=True) | Q(currency__regex=r"^[A-Z]{3}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


@pghistory.track()
class ProjectTheme(models.Model):
    """A subject of the project: the source's words, and the theme, sector and SDG they mean."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="themes")
    position = models.PositiveSmallIntegerField()
    written = models.TextField(_("as written"))
    theme = models.CharField(_("theme"), max_length=40, null=True, blank=True)  # noqa: DJ001
    goal = models.PositiveSmallIntegerField(_("SDG"), null=True, blank=True)

    class Meta:
        ordering = ["project_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "position"], name="project_theme_one_a_position"
            ),
            models.CheckConstraint(
                name="project_goal_is_an_sdg",
                condition=Q(goal__isnull=True) | Q(goal__range=(1, 17)),
            ),
        ]

    def __str__(self) -> str:
        return self.written


@pghistory.track()
class ProjectSector(models.Model):
    """A purpose code of the OECD DAC (CRS, five digits) under which a source has the project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="sectors")
    sector = models.CharField(_("DAC sector"), max_length=5)

    class Meta:
        ordering = ["project_id", "sector"]
        constraints = [
            models.UniqueConstraint(fields=["project", "sector"], name="project_sector_once"),
            models.CheckConstraint(
                name="project_sector_is_a_code", condition=Q(sector__regex=r"^[0-9]{5}$")
            ),
        ]

    def __str__(self) -> str:
        return self.sector


@pghistory.track()
class ProjectPlace(models.Model):
    """A territory in which a project works."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="in_projects")

    class Meta:
        ordering = ["project_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "position"], name="project_place_one_a_position"
            ),
            models.UniqueConstraint(fields=["project", "place"], name="project_place_once"),
        ]

    def __str__(self) -> str:
        return str(self.place_id)
