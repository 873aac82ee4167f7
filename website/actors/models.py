"""Who acts: offices, agencies, authorities, universities, companies, associations."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.places.models import Place
from website.sources.models import Source

#: The codes of ``twinpact/vocabularies/organization_kinds.yaml``.
ORGANIZATION_KINDS = tuple(terms("organization_kinds"))


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
