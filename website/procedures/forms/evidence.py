"""Saying that a rule was done or refused."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact.directives import Directive, Rule, in_language
from website.agreements.models import Agreement, Document
from website.agreements.words import reader_language
from website.procedures.actions import RegistryEntry, Shown
from website.procedures.forms.day import day_field
from website.sources.plain_text import PlainTextField, long_text

LONGEST_NOTE = 2000
LONGEST_REASON = 2000
#: Who can say no; what the office itself does is done or not yet done.
CAN_REFUSE = frozenset(
    {"national_authority", "regional_authority", "council", "head", "counterpart", "committee"}
)


class EvidenceForm(forms.Form):
    """When a rule was done or refused, and what shows it."""

    outcome = forms.ChoiceField(
        label=_("What was the answer?"),
        widget=forms.RadioSelect,
        choices=[("done", _("Done, or in favour")), ("refused", _("Refused"))],
    )
    document = forms.ModelChoiceField(
        label=_("Document that shows it"), queryset=Document.objects.none(), required=False
    )
    authority = PlainTextField(label=_("Authority that keeps the register"), required=False,
                               max_length=300)  # fmt: skip
    number = PlainTextField(
        label=_("Registry number"),
        required=False,
        max_length=100,
        help_text=_("With a number, the agreement gets its registration."),
    )
    note = PlainTextField(
        label=_("Note for your office"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=long_text(3),
        help_text=_("The public does not see it."),
    )
    field_order = ["outcome", "on", "document", "authority", "number", "note"]

    def __init__(
        self, data: object, *, rule: Rule, directive: Directive, agreement: Agreement, today: date
    ) -> None:
        super().__init__(data)
        self.rule = rule
        self.fields["on"] = day_field(today=today, label=_("On which day?"))
        self.fields["document"].queryset = agreement.documents.all()
        if not agreement.documents.exists():
            del self.fields["document"]
        if rule.actor not in CAN_REFUSE:
            del self.fields["outcome"]
        if rule.artefact != "registration_certificate":
            del self.fields["authority"], self.fields["number"]
        elif rule.authority is not None:
            name = in_language(directive.authorities[rule.authority], reader_language())
            self.fields["authority"].initial = name
        self.order_fields(self.field_order)

    def shown(self, side: int) -> Shown:
        """What the person said, of a side."""
        told = self.cleaned_data
        return Shown(
            side=side,
            rule=self.rule.id,
            on=told["on"],
            outcome=told.get("outcome") or "done",
            document=told.get("document"),
            note=told["note"],
            registry=registry_entry(told),
        )


def registry_entry(told: dict[str, str]) -> RegistryEntry | None:
    """The registry number that somebody entered, with its authority; None where one is missing."""
    if not told.get("authority") or not told.get("number"):
        return None
    return RegistryEntry(told["authority"], told["number"])


class WithdrawalForm(forms.Form):
    """Why something that was entered is taken back."""

    reason = PlainTextField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=long_text(3),
        help_text=_("The entry stays to be seen, with this reason, but counts no more."),
        error_messages={"required": _("Say why, so that others can follow it.")},
    )
