"""Beginning a programme, its lines, and what its sides say."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact.plans import DevelopmentPlan as Content
from website.accounts.models import Office
from website.agreements.models import Agreement, Document
from website.plans.models import Programme
from website.plans.models.programme import YEARS
from website.priorities.forms.parts import INDENT
from website.priorities.models import DevelopmentPlan
from website.priorities.tree import branches
from website.procedures.forms.day import day_field
from website.sources.plain_text import PlainTextField


class BeginForm(forms.Form):
    """For which year a programme begins, and from what."""

    year = forms.IntegerField(label=_("Year"), min_value=YEARS[0], max_value=YEARS[1])
    title = PlainTextField(label=_("Title"), required=False, max_length=300)
    copied = forms.ModelChoiceField(
        label=_("Begin as an earlier year was planned"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("No, begin empty"),
        help_text=_("Lines, activities and targets are copied; what was done stays behind."),
    )
    with_amounts = forms.BooleanField(label=_("Copy the amounts too"), required=False)

    def __init__(self, data: object, *, agreement: Agreement, year: int) -> None:
        super().__init__(data, initial={"year": year})
        earlier = agreement.programmes.order_by("-year")
        self.fields["copied"].queryset = earlier
        self.fields["copied"].label_from_instance = lambda row: str(row.year)
        if not earlier:
            del self.fields["copied"], self.fields["with_amounts"]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        last = cleaned.get("copied")
        if last is not None and cleaned.get("year") and last.year != cleaned["year"] - 1:
            self.add_error("copied", _("Only the year before can be copied."))
        return cleaned


class LineForm(forms.Form):
    """A line of work."""

    code = PlainTextField(
        label=_("Code"), required=False, max_length=40, help_text=_("Empty: the next free one.")
    )
    title = PlainTextField(label=_("Line of work"), max_length=500)
    priorities = forms.MultipleChoiceField(
        label=_("Priorities of the development plan that it answers to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: object, *, plan: Content | None, **options: object) -> None:
        super().__init__(data, **options)
        if plan is None:
            del self.fields["priorities"]
            return
        self.fields["priorities"].choices = [
            (one.priority.code, f"{INDENT * one.depth}{one.priority.code} {one.priority.title}")
            for one in branches(plan)
        ]


class PlanForm(forms.Form):
    """The development plan of which a programme speaks."""

    plan = forms.ModelChoiceField(
        label=_("Development plan"),
        queryset=DevelopmentPlan.register.none(),
        required=False,
        empty_label=_("None"),
    )

    def __init__(self, data: object, *, programme: Programme) -> None:
        super().__init__(data, initial={"plan": programme.plan_id})
        plans = DevelopmentPlan.register.filter(office=programme.office_id)
        self.fields["plan"].queryset = plans
        self.fields["plan"].label_from_instance = lambda row: row.title


class AgreeForm(forms.Form):
    """On which day a side agreed, and by which letter where it has no office here."""

    def __init__(self, data: object, *, agreement: Agreement, today: date, letter: bool) -> None:
        super().__init__(data)
        self.fields["on"] = day_field(today=today, label=_("On which day?"))
        if letter:
            self.fields["letter"] = forms.ModelChoiceField(
                label=_("The letter by which it agreed"),
                queryset=Document.objects.filter(agreement=agreement),
                help_text=_("Add it to the documents of the agreement first."),
            )


class SideOfficeForm(forms.Form):
    """Which office of this register speaks for a side."""

    office = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Office.objects.all(),
        required=False,
        empty_label=_("None: what it says comes by letter"),
    )

    def __init__(self, data: object, *, programme: Programme, office: Office | None) -> None:
        super().__init__(data, initial={"office": office})
        self.fields["office"].queryset = Office.objects.exclude(pk=programme.office_id)


class SheetForm(forms.Form):
    """A spreadsheet of the programme."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("Excel, OpenDocument or CSV; a row for each activity."),
        error_messages={"required": _("Choose a file first.")},
    )


class CarryForm(forms.Form):
    """Which open activities go over to the next year."""

    activities = forms.MultipleChoiceField(
        label=_("Activities that go over"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one activity.")},
    )

    def __init__(self, data: object, *, open_ones: list[tuple[str, str]]) -> None:
        super().__init__(data, initial={"activities": [code for code, _title in open_ones]})
        self.fields["activities"].choices = open_ones
