"""What is asked at the desks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact.directives.yaml_text import LONGEST


class DirectiveForm(forms.Form):
    """The text of a directive, and why it changes."""

    text = forms.CharField(
        label=_("Text of the directive"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 32, "spellcheck": "false", "wrap": "off", "data-line-numbers": ""}
        ),
    )
    reason = forms.CharField(
        label=_("Why it changes"),
        help_text=_("One or two sentences. They stand on the public page beside the version."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    after = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
