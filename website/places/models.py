"""The territories that the register speaks of."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.sources.models import Source

LEVELS = tuple(terms("levels"))


@pghistory.track()
class Place(models.Model):
    """A territory that is, or holds, a party. Ids as in ``twinpact.places.Place``.

    A place that the gazetteer does not have is entered by hand and has the id ``tp`` with a
    number of its own. ``by_hand`` marks every place of which this register says something else
    than the gazetteer: entered, corrected or merged. One that is merged stays, and its id leads to
    the place that it was merged into.
    """

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
    other_names = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    by_hand = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(fields=["id"], condition=Q(by_hand=True), name="place_by_hand"),
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
            models.CheckConstraint(
                name="place_merged_into_another",
                condition=Q(merged_into__isnull=True)
                | (~Q(merged_into=F("id")) & Q(by_hand=True)),
            ),
            models.CheckConstraint(
                name="place_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """The name in a language, and in the place's own where that is not known."""
        return self.names.get(language, self.name)


@pghistory.track()
class PlaceAct(models.Model):
    """What somebody did to a place, with the reason, the source, and what was before and after.

    ``changes`` holds for a correction each field with both values, and for a merge the rows that
    were moved, so that it can be taken back.
    """

    class Kind(models.TextChoices):
        ENTERED = "entered", _("Entered by hand")
        CORRECTED = "corrected", _("Corrected")
        MERGED = "merged", _("Merged into another place")
        TAKEN_APART = "taken_apart", _("Merge taken back")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    other = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="acts_of_others"
    )
    changes = models.JSONField(default=dict, blank=True)
    reason = models.TextField(_("reason"))
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back = models.BooleanField(default=False)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="place_act_kind_is_known",
                condition=Q(kind__in=("entered", "corrected", "merged", "taken_apart")),
            ),
            models.CheckConstraint(name="place_act_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="place_merge_names_the_other",
                condition=~Q(kind__in=("merged", "taken_apart")) | Q(other__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(kind="merged", taken_back=False),
                name="place_merged_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id}: {self.kind}"


@pghistory.track()
class DifferentPlaces(models.Model):
    """Two places of which somebody said that they are not the same; never suggested again."""

    first = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="different_places_once"),
            models.CheckConstraint(
                name="different_places_in_order", condition=Q(first__lt=F("second"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"


@pghistory.track()
class SettledName(models.Model):
    """A written name that nobody could place, and the territory that somebody said it means.

    ``folded`` is the name as it is compared; ``country`` the code of the country that the source
    gives beside it, empty where it gives none.
    """

    folded = models.CharField(max_length=300)
    country = models.CharField(max_length=2, blank=True, default="")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="settled_names")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["folded", "country"], name="settled_name_once"),
            models.CheckConstraint(name="settled_name_not_empty", condition=~Q(folded="")),
        ]

    def __str__(self) -> str:
        return f"{self.folded}: {self.place_id}"
