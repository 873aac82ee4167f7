"""The versions of directives that this register uses or has used."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class DirectiveVersion(models.Model):
    """A directive as it was on the day on which a procedure began under it.

    ``country`` is an ISO 3166-1 alpha-2 code, or ``EU``; ``text`` the YAML, which is never
    changed afterwards. A ``shipped`` one came with the library and is stored when it is first
    used; any other was written by an authority here, with a reason. The current one of a
    country is its newest own version, else the shipped one.
    """

    country = models.CharField(_("country"), max_length=2)
    version = models.CharField(_("version"), max_length=60)
    text = models.TextField(_("text"))
    shipped = models.BooleanField(default=False)
    reason = models.TextField(_("reason"), blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["country", "id"]
        constraints = [
            models.UniqueConstraint(fields=["country", "version"], name="directive_version_once"),
            models.CheckConstraint(
                name="directive_country_is_a_code", condition=Q(country__regex=r"^[A-Z]{2}$")
            ),
            models.CheckConstraint(
                name="directive_own_has_a_reason", condition=Q(shipped=True) | ~Q(reason="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="text_stays",
                operation=pgtrigger.UpdateOf("country", "version", "text", "shipped"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.version}"
