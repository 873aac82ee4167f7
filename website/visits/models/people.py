"""Who took part in a visit. These rows have no history: whoever is erased is gone."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.visits.models.visit import Visit


class VisitPerson(models.Model):
    """A person on a visit, for staff only. Never tracked, so that an erased name stays nowhere."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("post"), max_length=200, blank=True)
    body = models.CharField(_("body"), max_length=300, blank=True)

    class Meta:
        ordering = ["visit_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "position"], name="visit_person_one_a_position"
            ),
            models.CheckConstraint(name="visit_person_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class PersonErasure(models.Model):
    """That somebody was erased from a visit at his or her request. It does not say who."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="erasures")
    erased_at = models.DateTimeField()
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["visit_id", "id"]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.erased_at}"
