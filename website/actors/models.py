"""Who acts: offices, agencies, authorities, universities, companies, associations."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.accounts.models import Office
from website.places.models import Place
from website.sources.models import Source


class OrganizationKind(models.TextChoices):
    """The words are in ``twinpact/vocabularies/organization_kinds.yaml``."""

    GOVERNMENT_OFFICE = "government_office", _("Government office")
    AGENCY = "agency", _("Agency")
    NATIONAL_AUTHORITY = "national_authority", _("National authority")
    UNIVERSITY = "university", _("University")
    COMPANY = "company", _("Company")
    NGO = "ngo", _("Non-governmental organisation")
    MULTILATERAL = "multilateral", _("Multilateral organisation")
    NETWORK = "network", _("Network")


@pghistory.track()
class Organization(models.Model):
    """A body that signs, examines or carries out agreements, and the territory it acts for."""

    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganizationKind)
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
                name="organization_kind_is_known", condition=Q(kind__in=OrganizationKind.values)
            ),
            models.UniqueConstraint(
                fields=["name", "place"],
                name="organization_name_once_in_a_place",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name
