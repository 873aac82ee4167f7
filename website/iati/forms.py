"""What an office fills in for IATI."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact.formats.iati_codes import code_list
from twinpact.vocabularies import terms
from website.agreements.words import reader_language
from website.iati.actions import Settled
from website.iati.models import IDENTIFIER, IatiSettings
from website.plans.forms.figures import CurrencyField
from website.sources.forms import words_of
from website.sources.plain_text import PlainTextField

PREFIX = re.compile(r"^[A-Z]{2}-[A-Z0-9_]+-.+")
"""The name of a list of organisations begins with a country or a region: CO-NIT, XM-DAC."""


def kinds() -> list[tuple[str, str]]:
    """The kinds of organisation, as the reader calls them, by the code of IATI."""
    language = reader_language()
    return [
        (one.extra["iati"], one.in_language(language))
        for one in terms("iati_office_kinds").values()
    ]


class IatiSettingsForm(forms.Form):
    """How the office is called in IATI."""

    identifier = PlainTextField(
        label=_("Identifier of the organisation"),
        max_length=100,
        help_text=_(
            "From a list of organisations (org-id.guide), with the list's name before it: "
            "CO-NIT-890900286. It must be the one with which the office is entered at IATI."
        ),
    )
    kind = forms.ChoiceField(label=_("Kind of organisation"), choices=kinds, initial="11")
    language = forms.ChoiceField(
        label=_("Language of the records"),
        choices=lambda: words_of("languages"),
        initial="es",
        help_text=_("In which the office writes titles, subjects and programmes."),
    )
    currency = CurrencyField(
        label=_("Usual currency"),
        required=True,
        help_text=_("Its three letters. It holds for amounts that name no other one."),
    )

    def __init__(self, data: object, *, kept: IatiSettings | None, **options: object) -> None:
        initial = (
            {}
            if kept is None
            else {
                name: getattr(kept, name)
                for name in ("identifier", "kind", "language", "currency")
            }
        )
        super().__init__(data, initial=initial, **options)
        self.kept = kept

    def clean_identifier(self) -> str:
        """The identifier, as the rules of IATI want it."""
        identifier: str = self.cleaned_data["identifier"]
        if not re.match(IDENTIFIER, identifier):
            raise forms.ValidationError(
                _("An identifier has no spaces and none of the signs / & | ?.")
            )
        if not PREFIX.match(identifier):
            raise forms.ValidationError(
                _("The name of a list of organisations must stand before it: CO-NIT-890900286.")
            )
        others = IatiSettings.objects.filter(identifier=identifier)
        if self.kept is not None:
            others = others.exclude(pk=self.kept.pk)
        if others.exists():
            raise forms.ValidationError(_("Another office of this register has this identifier."))
        return identifier

    def clean_currency(self) -> str:
        """The currency, one of the list."""
        currency: str = self.cleaned_data["currency"]
        if currency not in code_list("Currency").codes:
            raise forms.ValidationError(_("No currency has these three letters."))
        return currency

    def settled(self) -> Settled:
        """What was filled in."""
        told = self.cleaned_data
        return Settled(told["identifier"], told["kind"], told["currency"], told["language"])
