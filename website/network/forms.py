"""Belonging to a network, as people fill it in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from website.actors.actions import LONGEST, Belonging
from website.agreements.forms.agreement import word_field
from website.agreements.forms.partial_date import PartialDateField
from website.sources.forms import SourceForm
from website.sources.plain_text import PlainTextField


class MembershipForm(SourceForm):
    """Since when, until when and as what somebody belongs to a network, and who says so."""

    says_optional_once = True

    network = PlainTextField(
        label=_("Network"),
        max_length=LONGEST,
        help_text=_("Its own name, such as Mercociudades or Red Antioqueña."),
    )
    role = word_field(_("Role"), "network_roles")
    starts = PartialDateField(
        label=_("Since"), help_text=_("As far as you know it: 2024, August 2024 or 14/08/2024.")
    )
    ends = PartialDateField(label=_("Until"), help_text=_("Empty while it belongs to it."))
    locator = PlainTextField(label=_("Page or row in the source"), required=False, max_length=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        known = starts and ends and starts.earliest and ends.latest
        if known and ends.latest < starts.earliest:
            self.add_error("ends", _("This is before it began. One date is wrong."))
        return cleaned

    def told(self, *, organization: int | None, place: str | None) -> Belonging:
        """What valid fields say of a member."""
        said = self.cleaned_data
        return Belonging(
            network=said["network"],
            starts=said["starts"],
            ends=said["ends"],
            organization=organization,
            place=place,
            role=said["role"] or None,
            locator=said["locator"],
        )
