"""What a visit is, as people fill it in."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from website.actors.actions import LONGEST
from website.agreements.forms.agreement import LONGEST_FOCUS, word_field
from website.agreements.forms.document import file_field
from website.agreements.forms.partial_date import PartialDateField
from website.agreements.models import Agreement
from website.sources.forms import SourceForm, words_of
from website.sources.plain_text import PlainTextField, long_text
from website.visits.models import VisitPerson

MOST_AGREEMENTS = 50
MOST_ENTRIES, MOST_PEOPLE = 100, 100
LARGEST_NUMBER = 2**63 - 1
NO_DAY = _("Write the day as year-month-day, such as 2026-05-04.")


def day_input(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """A day to the day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label,
        required=required,
        widget=widget,
        input_formats=["%Y-%m-%d"],
        help_text=help_text,
        error_messages={"invalid": NO_DAY},
    )


class VisitForm(SourceForm):
    """Everything of a visit but its places, agenda and people, and the source of it."""

    says_optional_once = True

    title = PlainTextField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: words_of("visit_kinds"))
    direction = forms.ChoiceField(
        label=_("Direction"),
        required=False,
        choices=lambda: [("", _("Neither, or not known")), *words_of("visit_directions")],
    )
    state = word_field(_("Did it take place?"), "visit_states")
    host = PlainTextField(label=_("Host"), required=False, max_length=LONGEST)
    starts = PartialDateField(
        label=_("First day"),
        help_text=_("As far as you know it: 2024, August 2024 or 14/08/2024."),
    )
    ends = PartialDateField(label=_("Last day"))
    agreements = PlainTextField(
        label=_("For the agreements with the numbers"),
        required=False,
        max_length=500,
        help_text=_("The number stands on the sheet of each agreement. With commas between them."),
    )
    purpose = PlainTextField(
        label=_("Purpose"), required=False, max_length=LONGEST_FOCUS, widget=long_text(4)
    )
    locator = PlainTextField(label=_("Page or row in the source"), required=False, max_length=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def clean_agreements(self) -> tuple[int, ...]:
        """The numbers of agreements of the office."""
        pieces = self.cleaned_data["agreements"].replace(";", ",").replace("\n", ",").split(",")
        texts = list(dict.fromkeys(filter(None, (piece.strip() for piece in pieces))))
        numbers = [
            int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
            for text in texts[:MOST_AGREEMENTS]
        ]
        own = Agreement.register.filter(office=self.office, pk__in=numbers)
        known = set(own.values_list("pk", flat=True))
        for text, number in zip(texts, numbers, strict=False):
            if number not in known:
                raise forms.ValidationError(
                    _("Your office has no agreement with the number %(number)s."),
                    params={"number": text},
                )
        return tuple(numbers)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("kind") == "delegation" and not cleaned.get("direction"):
            self.add_error("direction", _("A delegation goes out or comes in. Choose which."))
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        known = starts and ends and starts.earliest and ends.latest
        if known and ends.latest < starts.earliest:
            self.add_error("ends", _("This is before the visit begins. One date is wrong."))
        return cleaned


class EntryForm(forms.Form):
    """A point of the agenda."""

    says_optional_once = True

    day = day_input(_("Day"))
    at = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write the time as hours and minutes, such as 14:30.")},
    )
    what = PlainTextField(label=_("What"), required=False, max_length=500)
    where = PlainTextField(label=_("Where"), required=False, max_length=300)
    with_whom = PlainTextField(label=_("With whom"), required=False, max_length=500)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        told = [cleaned.get(name) for name in ("day", "at", "where", "with_whom")]
        if any(told) and not cleaned.get("what") and "what" not in self.errors:
            self.add_error("what", _("Say what is on the agenda here."))
        if cleaned.get("at") and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Give the day of this time."))
        return cleaned


class PersonForm(forms.Form):
    """Somebody who took part."""

    says_optional_once = True

    name = PlainTextField(label=_("Name"), required=False, max_length=200)
    post = PlainTextField(label=_("Post"), required=False, max_length=200)
    body = PlainTextField(label=_("Body"), required=False, max_length=300)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if (cleaned.get("post") or cleaned.get("body")) and not cleaned.get("name"):
            self.add_error("name", _("Give the name, or leave the row empty."))
        return cleaned


agenda_form = forms.formset_factory(
    EntryForm, extra=2, max_num=MOST_ENTRIES, absolute_max=MOST_ENTRIES
)
people_form = forms.formset_factory(
    PersonForm, extra=2, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE
)


class CommitmentForm(forms.Form):
    """What was promised."""

    what = PlainTextField(label=_("What was promised"), max_length=2000, widget=long_text(3))
    side = forms.ChoiceField(
        label=_("By which side"), choices=lambda: words_of("commitment_sides")
    )
    body = PlainTextField(label=_("By which body"), required=False, max_length=LONGEST)
    due = day_input(_("Due on"), help_text=_("Empty where no day was agreed."))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)


class KeptForm(forms.Form):
    """Whether a promise was kept."""

    kept = forms.ChoiceField(
        label=_("Was it kept?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not known"))],
        required=False,
    )
    kept_on = day_input(_("On which day?"))
    evidence = PlainTextField(
        label=_("What shows it"),
        required=False,
        max_length=2000,
        widget=long_text(3),
        help_text=_("A letter, a minute, an address. The public does not see it."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if not cleaned.get("kept"):
            return cleaned
        day = cleaned.get("kept_on")
        if day is None and "kept_on" not in self.errors:
            self.add_error("kept_on", _("Say on which day it was kept, or seen to be broken."))
        elif day is not None and day > self.today:
            self.add_error("kept_on", _("This day is still ahead."))
        if not cleaned.get("evidence"):
            self.add_error("evidence", _("Say what shows it, so that others can follow it."))
        return cleaned

    @property
    def answer(self) -> bool | None:
        """None where nobody knows."""
        return {"yes": True, "no": False}.get(self.cleaned_data["kept"])


class ReportForm(forms.Form):
    """The report of a visit."""

    text = PlainTextField(
        label=_("Report"), required=False, max_length=100_000, widget=long_text(14)
    )
    file = file_field(
        _("File"), _("PDF, Word (DOCX), OpenDocument (ODT), or an image (PNG, JPEG, TIFF).")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False
        self.fields["file"].widget = forms.FileInput(attrs=self.fields["file"].widget.attrs)


class EraseForm(forms.Form):
    """Which entries of a person go."""

    people = forms.ModelMultipleChoiceField(
        VisitPerson.objects.none(),
        label=_("Erase this person from"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one visit.")},
    )

    def __init__(self, *args: object, people: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        field.queryset = people
        field.label_from_instance = lambda one: f"{one.visit.title} ({one.visit.office})"
