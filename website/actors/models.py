"""Who acts: offices, agencies, authorities, universities, companies, associations."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.places.models import Place
from website.sources.models import Source
from website.tables import partial_date

#: The codes of ``twinpact/vocabularies/organization_kinds.yaml``.
ORGANIZATION_KINDS = tuple(terms("organization_kinds"))
#: The codes of ``twinpact/vocabularies/network_roles.yaml``.
NETWORK_ROLES = tuple(terms("network_roles"))


@pghistory.track()
class Organization(models.Model):
    """A body that signs, examines or carries out agreements, and the territory it acts for."""

    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    kind = models.CharField(_("kind"), max_length=30)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="organizations"
    )
    office = models.OneToOneField(
        Office, on_delete=models.SET_NULL, null=True, blank=True, related_name="organization"
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="organization_kind_is_known", condition=Q(kind__in=ORGANIZATION_KINDS)
            ),
            models.UniqueConstraint(
                fields=["name", "place"],
                name="organization_name_once_in_a_place",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PublishedMemberships(models.Manager["NetworkMembership"]):
    """What the public sees."""

    def get_queryset(self) -> models.QuerySet["NetworkMembership"]:
        return super().get_queryset().filter(published_at__isnull=False)


@pghistory.track()
class NetworkMembership(models.Model):
    """That a territory or a body belongs to a network, as a source says.

    Use ``NetworkMembership.register`` where staff work and ``.published`` for the public. The
    member is either an organization or a place; ``until`` unknown may mean that it still belongs.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="memberships_kept")
    network = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="members")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="networks"
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="networks"
    )
    role = models.CharField(_("role"), max_length=20, null=True, blank=True)  # noqa: DJ001
    starts_earliest = partial_date.day()
    starts_latest = partial_date.day()
    starts_precision = partial_date.precision()
    ends_earliest = partial_date.day()
    ends_latest = partial_date.day()
    ends_precision = partial_date.precision()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField(_("page or row"), max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    register = models.Manager()
    published = PublishedMemberships()

    class Meta:
        base_manager_name = "register"
        default_manager_name = "register"
        ordering = ["network__name", "id"]
        constraints = [
            partial_date.never_made_up("network_membership", "starts"),
            partial_date.never_made_up("network_membership", "ends"),
            partial_date.ends_after_start("network_membership"),
            models.CheckConstraint(
                name="network_membership_of_one_member",
                condition=Q(organization__isnull=False, place__isnull=True)
                | Q(organization__isnull=True, place__isnull=False),
            ),
            models.CheckConstraint(
                name="network_not_member_of_itself",
                condition=Q(organization__isnull=True) | ~Q(organization=F("network")),
            ),
            models.CheckConstraint(
                name="network_role_is_known",
                condition=Q(role__isnull=True) | Q(role__in=NETWORK_ROLES),
            ),
            models.UniqueConstraint(
                fields=["office", "network", "organization", "place", "starts_earliest"],
                name="network_membership_once",
                nulls_distinct=False,
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="is_of_a_network",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("network_id"),
                func=(
                    "IF (SELECT kind FROM actors_organization WHERE id = NEW.network_id) "
                    "<> 'network' THEN RAISE EXCEPTION 'organization % is no network', "
                    "NEW.network_id USING ERRCODE = 'check_violation'; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.network_id}: {self.organization_id or self.place_id}"
