"""Inviting a counterpart."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from website.agreements.actions.inviting import MOST_DAYS, USUAL_DAYS


class InvitationForm(forms.Form):
    """Whom to ask, in which language, and for how long the link opens."""

    position = forms.TypedChoiceField(label=_("Which party?"), coerce=int)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(
        label=_("Language of the letter and of the page"), choices=settings.LANGUAGES
    )
    days = forms.IntegerField(
        label=_("Days until the link closes"), initial=USUAL_DAYS, min_value=1, max_value=MOST_DAYS
    )

    def __init__(
        self, *args: object, parties: Sequence[tuple[int, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = parties
        if len(parties) == 1:
            self.fields["position"].widget = forms.HiddenInput()
            self.fields["position"].initial = parties[0][0]
