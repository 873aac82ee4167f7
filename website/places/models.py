"""The territories that the register speaks of."""

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.sources.models import Source

LEVELS = tuple(terms("levels"))


@pghistory.track()
class Place(models.Model):
    """A territory that is, or holds, a party. Ids as in ``twinpact.places.Place``."""

    id = models.CharField(primary_key=True, max_length=40)
    level = models.CharField(_("level"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(_("names by language"), default=dict, blank=True)
    country = models.CharField(_("country"), max_length=2)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    iso_3166_2 = models.CharField(max_length=10, null=True, blank=True, unique=True)
    geonames_id = models.BigIntegerField(null=True, blank=True)
    wikidata_id = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    population = models.BigIntegerField(_("population"), null=True, blank=True)
    region = models.CharField(_("region (UN M49)"), max_length=3, null=True, blank=True)  # noqa: DJ001
    search = models.TextField(editable=False, default="")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(fields=["country", "level"], name="place_country_level"),
            models.Index(fields=["region"], name="place_region"),
            GinIndex(OpClass("search", name="gin_trgm_ops"), name="place_search"),
        ]
        constraints = [
            models.CheckConstraint(name="place_level_is_known", condition=Q(level__in=LEVELS)),
            models.CheckConstraint(
                name="place_country_is_a_code", condition=Q(country__regex=r"^[A-Z]{2}$")
            ),
            models.CheckConstraint(
                name="place_point_on_earth",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # A check that comes out as null passes, so both are asked for by name.
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="place_population_not_negative",
                condition=Q(population__isnull=True) | Q(population__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """The name in a language, and in the place's own where that is not known."""
        return self.names.get(language, self.name)
