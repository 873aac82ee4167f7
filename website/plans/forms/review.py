"""Steps of several figures at once, and the evidence of one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from website.agreements.forms.document import file_field
from website.sources.plain_text import PlainTextField, long_text

MOST_AT_ONCE = 200


class StepsForm(forms.Form):
    """Which figures take which step, and why."""

    step = forms.ChoiceField(
        choices=[(code, code) for code in ("submit", "send_back", "approve", "reopen")]
    )
    updates = forms.TypedMultipleChoiceField(
        label=_("Figures"),
        coerce=int,
        error_messages={"required": _("Choose at least one figure.")},
    )
    reason = PlainTextField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=long_text(2),
        help_text=_("Needed to return or reopen a figure; whoever reported it reads it."),
    )

    def __init__(self, data: object, *, offered: list[int] | None = None) -> None:
        super().__init__(data)
        self.fields["updates"].choices = [(key, key) for key in offered or ()]


class EvidenceForm(forms.Form):
    """A file that shows a figure."""

    file = file_field(
        _("File"), _("PDF, Word (DOCX), OpenDocument (ODT), or an image (PNG, JPEG, TIFF).")
    )
