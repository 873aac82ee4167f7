"""What is asked on the pages of the reports."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from website.reports.logo import MOST_BYTES, UnusableLogoError, made_logo
from website.reports.making import OF_AN_OFFICE
from website.reports.models import FORMATS, OfficeLetterhead, ReportKind

FIRST_YEAR = 1900


class ReportForm(forms.Form):
    """Which report of an office, of which year, in which language and as which files."""

    kind = forms.ChoiceField(
        label=_("Report"),
        choices=[(one.value, one.label) for one in map(ReportKind, OF_AN_OFFICE)],
    )
    year = forms.IntegerField(
        label=_("Year"),
        help_text=_("For the annual report. The handover file tells how it stands today."),
        min_value=FIRST_YEAR,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    formats = forms.MultipleChoiceField(
        label=_("As which files"),
        choices=[(one, one.upper()) for one in FORMATS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of file.")},
    )

    def __init__(self, *arguments: object, this_year: int, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.fields["year"].max_value = this_year
        self.this_year = this_year

    def clean(self) -> dict[str, object]:
        """An annual report is of a year that has begun."""
        told = super().clean() or {}
        year = told.get("year")
        if told.get("kind") != ReportKind.ANNUAL_REPORT:
            told["year"] = None
        elif year is None and "year" not in self.errors:
            self.add_error("year", _("Write the year of the report."))
        elif year is not None and year > self.this_year:
            self.add_error("year", _("This year has not begun yet."))
        return told


class SubjectReportForm(forms.Form):
    """Which report on a programme or a visit, in which language and as which files."""

    kind = forms.ChoiceField(label=_("Report"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    formats = forms.MultipleChoiceField(
        label=_("As which files"),
        choices=[(one, one.upper()) for one in FORMATS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of file.")},
    )

    def __init__(self, data: object, *, kinds: Sequence[ReportKind], language: str) -> None:
        start = {"language": language, "formats": ["pdf"], "kind": kinds[0]}
        super().__init__(data, initial=start)
        self.fields["kind"].choices = [(one.value, one.label) for one in kinds]


class LetterheadForm(forms.ModelForm):
    """How the papers of an office begin and who signs them."""

    picture = forms.FileField(
        label=_("Logo"),
        help_text=_(
            "A PNG or JPEG of 2 MB at most. It is drawn anew; nothing else of it is kept."
        ),
        max_length=200,
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    without_logo = forms.BooleanField(label=_("Take the logo off"), required=False)

    class Meta:
        model = OfficeLetterhead
        fields = ["lines", "head", "post"]
        widgets = {"lines": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "lines": _("The lines under the office's name: address, telephone, site."),
            "head": _("The name under the line for the signature."),
            "post": _("Such as: Director of international cooperation."),
        }

    def clean_picture(self) -> bytes | None:
        """The picture drawn anew, so that what is wrong with it is said at its field."""
        file: UploadedFile | None = self.cleaned_data.get("picture")
        if file is None:
            return None
        try:
            return made_logo(file.read(MOST_BYTES + 1))
        except UnusableLogoError as wrong:
            raise forms.ValidationError(str(wrong)) from None
