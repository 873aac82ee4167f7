"""Where each value comes from: sources, and what they say field by field."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import Office

#: The codes of ``twinpact/vocabularies/source_kinds.yaml``.
SOURCE_KINDS = tuple(terms("source_kinds"))


@pghistory.track()
class Source(models.Model):
    """A text, page, file, person or office that says something about agreements."""

    kind = models.CharField(_("kind"), max_length=20)
    title = models.CharField(_("title"), max_length=500)
    author = models.CharField(_("author"), max_length=300, blank=True)
    published = models.CharField(_("published"), max_length=100, blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    citation = models.TextField(_("citation"), blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="sources"
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="source_kind_is_known", condition=Q(kind__in=SOURCE_KINDS)
            ),
            models.UniqueConstraint(
                fields=["office", "title"],
                name="source_title_once_in_an_office",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Sureness(models.TextChoices):
    """How sure a statement is."""

    CERTAIN = "certain", _("Certain")
    PROBABLE = "probable", _("Probable")
    DOUBTFUL = "doubtful", _("Doubtful")


class Statement(models.Model):
    """What a source says of one field of a record. Two sources may disagree: both stay.

    ``written`` holds the source's words; ``value`` what they were read as, null when the words
    say that it is not known (``unavailable``) or could not be read. One statement of a field is
    ``preferred``: the record shows its value.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField(_("page or row"), max_length=300, blank=True)
    field = models.CharField(_("field"), max_length=60)
    written = models.TextField(_("as written"), blank=True)
    value = models.JSONField(_("read as"), null=True)
    unavailable = models.BooleanField(_("the source says: not available"), default=False)
    sureness = models.CharField(
        _("how sure"), max_length=20, choices=Sureness, default=Sureness.CERTAIN
    )
    preferred = models.BooleanField(_("preferred"), default=False)
    entered_at = models.DateTimeField(_("entered"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.field}: {self.written}"
