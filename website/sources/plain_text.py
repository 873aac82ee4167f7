"""Text that people type: of bearable length, without signs that cannot be stored."""

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

TOO_LONG = _(
    "This is %(show_value)d signs long; at most %(limit_value)d can be stored. Shorten it."
)
NUL_SIGN = _("This holds a sign that cannot be stored (the NUL sign). Type the text again.")


class PlainTextField(forms.CharField):
    """A text of at most ``max_length`` signs; line ends are one sign each, as on paper."""

    def __init__(self, *, max_length: int, **options: object) -> None:
        super().__init__(**options)
        self.longest = max_length
        self.validators = [
            MaxLengthValidator(max_length, message=TOO_LONG),
            ProhibitNullCharactersValidator(message=NUL_SIGN),
        ]

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n")


def long_text(rows: int) -> forms.Textarea:
    """A box for a text of several lines."""
    return forms.Textarea(attrs={"rows": rows})
