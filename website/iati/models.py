"""What an office settles for IATI, which agreements go out, and what came in with a file."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twinpact.formats.iati_codes import code_list
from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.agreements.models import Agreement

#: An identifier of an organisation or activity: no spaces, and none of the symbols of rule 1.3.13.
IDENTIFIER = r"^[^\s/&|?]+$"
ORGANISATION_TYPES = tuple(sorted(code_list("OrganisationType").codes))
LANGUAGES = tuple(terms("languages"))


@pghistory.track()
class IatiSettings(models.Model):
    """How an office is called in IATI: without this, nothing of it goes out.

    ``identifier`` is that of the organisation in an organisation list (org-id.guide), ``kind`` a
    code of the IATI list OrganisationType (11 is local government). ``language`` is the one in
    which the office writes its records, ``currency`` the one of amounts that name none.
    """

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="iati_settings")
    identifier = models.CharField(_("identifier of the organisation"), max_length=100)
    kind = models.CharField(_("kind of organisation"), max_length=4, default="11")
    currency = models.CharField(_("usual currency"), max_length=3, default="USD")
    language = models.CharField(_("language of the records"), max_length=2, default="es")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["identifier"], name="iati_organisation_once"),
            models.CheckConstraint(
                name="iati_settings_make_sense",
                condition=Q(
                    identifier__regex=IDENTIFIER,
                    kind__in=ORGANISATION_TYPES,
                    currency__regex=r"^[A-Z]{3}$",
                    language__in=LANGUAGES,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.identifier


@pghistory.track()
class IatiRecord(models.Model):
    """An agreement in IATI: its identifier there, whether it goes out, what came with a file.

    The identifier is given once and never changes (IATI: "once an activity has been reported, its
    identifier must not be changed"). ``came`` is the agreement as the last file of it said, with
    its programmes, as XML; ``held`` is what the register held of it right after that file was
    taken over, by the columns of our own table: a part of which the register still says the same
    goes out as it came. ``programmes`` are those that the file brought, each with its version
    then. ``brought_by`` is the number of the import.
    """

    agreement = models.OneToOneField(
        Agreement, on_delete=models.CASCADE, primary_key=True, related_name="iati"
    )
    identifier = models.CharField(max_length=250, blank=True)
    goes_out = models.BooleanField(default=False)
    came = models.TextField(blank=True)
    held = models.JSONField(default=dict, blank=True)
    programmes = models.JSONField(default=dict, blank=True)
    brought_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["agreement_id"]
        indexes = [
            models.Index(
                fields=["agreement"], condition=Q(goes_out=True), name="iati_record_goes_out"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["identifier"],
                condition=Q(goes_out=True),
                name="iati_identifier_goes_out_once",
            ),
            models.CheckConstraint(
                name="iati_goes_out_under_an_identifier",
                condition=Q(goes_out=False) | ~Q(identifier=""),
            ),
        ]

    def __str__(self) -> str:
        return self.identifier
