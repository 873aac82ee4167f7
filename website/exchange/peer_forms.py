"""What people fill in about other sites and their messages."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from website.sources.plain_text import PlainTextField, long_text


class PeerForm(forms.Form):
    """The address of another site."""

    address = PlainTextField(
        label=_("Address of the other site"),
        max_length=300,
        help_text=_("As in https://register.example.org."),
    )


class FingerprintForm(forms.Form):
    """The fingerprint of a key, as the other site has told it."""

    fingerprint = PlainTextField(
        label=_("The fingerprint that the other site has told you"),
        max_length=200,
        help_text=_("Ask by telephone or on paper, never by the same way as the message."),
    )


class SendForm(forms.Form):
    """To which site a statement goes, and which party that site speaks for."""

    position = forms.TypedChoiceField(label=_("Which party keeps that site?"), coerce=int)
    peer = forms.TypedChoiceField(label=_("Site"), coerce=int)

    def __init__(
        self,
        *args: object,
        parties: Sequence[tuple[int, str]],
        peers: Sequence[tuple[int, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = parties
        self.fields["peer"].choices = peers


class LinkForm(forms.Form):
    """Which agreement of ours a statement is about."""

    agreement = forms.TypedChoiceField(
        label=_("Which agreement is it?"), coerce=int, widget=forms.RadioSelect, required=False
    )
    number = forms.IntegerField(
        label=_("Or its number in our register"), required=False, min_value=1, max_value=2**62
    )

    def __init__(
        self, *args: object, agreements: Sequence[tuple[int, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].choices = agreements

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["chosen"] = cleaned.get("number") or cleaned.get("agreement")
        if not cleaned["chosen"] and not self.errors:
            raise forms.ValidationError(_("Choose the agreement, or give its number."))
        return cleaned


class NoteForm(forms.Form):
    """A note that goes with an answer."""

    note = PlainTextField(
        label=_("Note to the other site"), required=False, max_length=5_000, widget=long_text(3)
    )
