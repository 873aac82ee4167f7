"""Numbers that somebody published, kept beside the number that the register gives."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.places.models import LEVELS, Place
from website.sources.models import Source


@pghistory.track()
class PublishedCount(models.Model):
    """A published number of agreements of a territory, or a share of them.

    ``level``, ``form_class`` and ``region`` say what was counted; null means all. ``as_of`` is the
    source's own word for when. ``explanation`` says why the number differs from the register's;
    null while that is open.
    """

    class Unit(models.TextChoices):
        COUNT = "count", _("agreements")
        PERCENT = "percent", _("per cent")

    territory = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="published_counts")
    level = models.CharField(_("level"), max_length=20, null=True, blank=True)  # noqa: DJ001
    form_class = models.CharField(_("form"), max_length=30, null=True, blank=True)  # noqa: DJ001
    region = models.CharField(_("region (UN M49)"), max_length=3, null=True, blank=True)  # noqa: DJ001
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=3)
    as_of = models.CharField(_("as of"), max_length=60, blank=True)
    written = models.TextField(_("as written"))
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="published_counts")
    locator = models.CharField(_("page or row"), max_length=300, blank=True)
    explanation = models.TextField(_("why it differs"), null=True, blank=True)  # noqa: DJ001
    published = models.BooleanField(_("shown to the public"), default=False)

    class Meta:
        ordering = ["territory_id", "source_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "level", "form_class", "region", "unit", "source"],
                name="count_once_in_a_source",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="count_level_is_known",
                condition=Q(level__isnull=True) | Q(level__in=LEVELS),
            ),
            models.CheckConstraint(name="count_not_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(
                name="count_share_within_100", condition=~Q(unit="percent") | Q(value__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id}: {self.value}"
