"""Bringing the spreadsheet of a plan."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from website.priorities.reading import LIMITS


class PlanFileForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        max_length=200,
        help_text=_("XLSX, XLS, ODS, CSV or a saved web page, of at most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.html"}),
        error_messages={
            "required": _("Choose the file that you want to bring."),
            "empty": _("The file is empty: it has 0 bytes. Save it again and bring it anew."),
            "max_length": _("The name of the file is too long. Give it a shorter one."),
        },
    )

    def clean_file(self) -> UploadedFile:
        """Refuse at the door what is larger than a plan can be."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size > LIMITS.bytes:
            raise forms.ValidationError(
                _("The file is larger than 5 MB. Bring the sheet of the plan alone."),
                code="too_large",
            )
        return file
