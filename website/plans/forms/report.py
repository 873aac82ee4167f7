"""The report on a year's programme, received."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from website.agreements.forms.document import file_field
from website.agreements.models import Document
from website.plans.models import Programme
from website.procedures.forms.day import day_field


class ReportForm(forms.Form):
    """When the report came, and the report itself: brought now, or already with the papers."""

    def __init__(
        self, data: object = None, files: object = None, *, programme: Programme, today: date
    ) -> None:
        super().__init__(data, files)
        self.fields["on"] = day_field(today=today, label=_("Received on"))
        self.fields["file"] = file_field(
            _("The report"),
            _("PDF, Word (DOCX), OpenDocument (ODT), or an image (PNG, JPEG, TIFF)."),
        )
        self.fields["file"].required = False
        papers = Document.objects.filter(agreement=programme.agreement_id)
        if papers.exists():
            self.fields["report"] = forms.ModelChoiceField(
                label=_("Or a document of the agreement"),
                queryset=papers.order_by("-added_at"),
                required=False,
                empty_label=_("none of them"),
            )
        self.initial |= {"report": programme.report_id}

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("file") and cleaned.get("report"):
            self.add_error("report", _now("Bring a file or choose a document, not both."))
        return cleaned
