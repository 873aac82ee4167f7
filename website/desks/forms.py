"""What is asked at the desks."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact.directives.yaml_text import LONGEST
from website.accounts.models import Office
from website.agreements.models import Agreement, Document
from website.desks.models import DeskSettings, Opinion, Wishes
from website.desks.number_format import check_number_format
from website.procedures.models import RuleEvidence


class DirectiveForm(forms.Form):
    """The text of a directive, and why it changes; to check it, no reason is needed yet."""

    says_optional_once = True

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


class AnswerForm(forms.Form):
    """What every answer of an authority has: in whose name, on which day, on what paper."""

    office = forms.ModelChoiceField(
        label=_("In the name of"), queryset=Office.objects.none(), empty_label=None
    )
    on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_(
            "The number of the letter, the reasons or the conditions. The office reads it."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    document = forms.ModelChoiceField(
        label=_("Paper"),
        help_text=_("One of the documents of the agreement."),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("none of them"),
    )

    def __init__(
        self, *args: object, offices: list[Office], agreement: Agreement, today: date,
        **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.filter(pk__in=[one.pk for one in offices])
        self.fields["office"].initial = offices[0].pk if offices else None
        self.fields["on"].initial = today
        self.fields["document"].queryset = Document.objects.filter(agreement=agreement)
        if len(offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
        if not self.fields["document"].queryset.exists():
            del self.fields["document"]


class OpinionForm(AnswerForm):
    """The opinion itself."""

    outcome = forms.ChoiceField(
        label=_("Opinion"), choices=Opinion.Outcome.choices, widget=forms.RadioSelect
    )
    field_order = ("outcome", "on", "note", "document", "office")


class RegistrationForm(AnswerForm):
    """The entry in the register; its number is given by the series."""

    field_order = ("on", "note", "document", "office")


class ActForm(AnswerForm):
    """Another act of the authority: done, or refused."""

    outcome = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            (RuleEvidence.Outcome.DONE, _("It was done")),
            (RuleEvidence.Outcome.REFUSED, _("It was refused")),
        ],
        initial=RuleEvidence.Outcome.DONE,
        widget=forms.RadioSelect,
    )
    field_order = ("outcome", "on", "note", "document", "office")


class DeskSettingsForm(forms.ModelForm):
    """What an office decides about its own desk."""

    class Meta:
        model = DeskSettings
        fields = ("days_ahead", "number_format")
        help_texts = {
            "days_ahead": _("So long before its end an agreement is brought up for renewal."),
            "number_format": _(
                "{year} and {number} are filled in; {number:04} writes four digits. "
                "JAL-{year}-{number:04} gives JAL-2026-0007."
            ),
        }

    def clean_number_format(self) -> str:
        """A form in which no two numbers are written the same."""
        form: str = self.cleaned_data["number_format"]
        check_number_format(form)
        return form


class WishesForm(forms.ModelForm):
    """Whether and how a person is reminded."""

    class Meta:
        model = Wishes
        fields = ("reminders", "language")
