"""Reporting a figure of a key indicator, and saying why it is returned."""

from decimal import Decimal

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from twinpact import plans as library
from website.agreements.models import Document
from website.priorities import convert
from website.priorities.actions import Figure
from website.priorities.forms.plan import version_field
from website.priorities.models import KeyFigureReport, KeyIndicator
from website.priorities.models.value import LONGEST_WORDS
from website.priorities.values import ValueField, period_words, typed
from website.sources.plain_text import PlainTextField, long_text

LONGEST_LINK = 1000


class ReportForm(forms.Form):
    """A figure for one of the periods that have a target."""

    period = forms.ChoiceField(label=gettext_lazy("Period"))
    value = ValueField(
        label=gettext_lazy("What was reached"),
        help_text=gettext_lazy("Leave it empty where it is not known. Zero is 0."),
    )
    part = ValueField(label=gettext_lazy("Part"), help_text=gettext_lazy("Such as 12 of …"))
    whole = ValueField(label=gettext_lazy("Whole"), help_text=gettext_lazy("… 40 towns: 30 %."))
    source = PlainTextField(
        label=gettext_lazy("Source of the figure"),
        max_length=LONGEST_WORDS,
        help_text=gettext_lazy("The report, register or office that gave it, with its day."),
        error_messages={"required": gettext_lazy("Say where the figure comes from.")},
    )
    link = forms.URLField(
        label=gettext_lazy("Address of the evidence"),
        required=False,
        max_length=LONGEST_LINK,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("Document as evidence"),
        required=False,
        empty_label=gettext_lazy("none of them"),
        help_text=gettext_lazy("Of the agreements that serve this plan."),
    )
    deviation_reason = PlainTextField(
        label=gettext_lazy("Why it is not what was promised"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=long_text(3),
    )
    comment = PlainTextField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=long_text(3),
        help_text=gettext_lazy("For the office; the public does not see it."),
    )
    version = version_field()

    def __init__(self, *args: object, key: KeyIndicator, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.key = key
        self.periods = [convert.period_of(one) for one in key.targets.all()]
        self.fields["period"].choices = [
            (str(number), period_words(one)) for number, one in enumerate(self.periods)
        ]
        documents = Document.objects.filter(
            agreement__office=key.plan.office_id, agreement__serves__plan=key.plan_id
        )
        self.fields["document"].queryset = documents.select_related("agreement")
        if key.kind != "percentage":
            del self.fields["part"], self.fields["whole"]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        for name, kind in (("value", self.key.kind), ("part", None), ("whole", None)):
            written = str(cleaned.get(name) or "")
            if name in self.fields and written and name not in self.errors:
                try:
                    read = self.fields[name].read(written, kind or "quantitative")
                except forms.ValidationError as refused:
                    self.add_error(name, refused)
                else:
                    cleaned[f"{name}_value"] = read
        part, whole = cleaned.get("part_value"), cleaned.get("whole_value")
        if (part is None) != (whole is None):
            self.add_error("whole", _("Give the part and the whole, or neither."))
        elif whole is not None:
            self._check_share(part, whole, cleaned)
        return cleaned

    def _check_share(self, part: Decimal, whole: Decimal, cleaned: dict[str, object]) -> None:
        """The percentage of the part; a written one must agree to a tenth."""
        if whole == 0:
            self.add_error("whole", _("The whole is zero: there is no percentage of it."))
            return
        share = 100 * part / whole
        told = cleaned.get("value_value")
        if told is None:
            cleaned["value_value"] = share.quantize(Decimal("0.0001"))
        elif isinstance(told, Decimal) and abs(told - share) > Decimal("0.1"):
            self.add_error(
                "value",
                _("%(part)s of %(whole)s are %(share)s %%.")
                % {
                    "part": typed(part),
                    "whole": typed(whole),
                    "share": typed(share.quantize(Decimal("0.1"))),
                },
            )

    def figure(self) -> Figure:
        """What the person reports."""
        said = self.cleaned_data
        return Figure(
            period=self.periods[int(said["period"])],
            value=said.get("value_value"),
            source=said["source"],
            part=said.get("part_value"),
            whole=said.get("whole_value"),
            comment=said["comment"],
            deviation_reason=said["deviation_reason"],
            link=said["link"],
            document=said["document"],
        )


def report_initial(row: KeyFigureReport, periods: list[library.Period]) -> dict[str, object]:
    """What the form shows of a report before anybody changes it."""
    period = convert.period_of(row)
    plain = ("source", "link", "document", "deviation_reason", "comment", "version")
    return {
        **{name: getattr(row, name) for name in plain},
        "period": str(periods.index(period)) if period in periods else "",
        "value": typed(convert.value_of(row)),
        "part": typed(row.part),
        "whole": typed(row.whole),
    }


class StepForm(forms.Form):
    """A step of a report; some need a reason."""

    reason = PlainTextField(
        label=gettext_lazy("Reason"), required=False, max_length=2000, widget=long_text(2)
    )
    version = version_field()
