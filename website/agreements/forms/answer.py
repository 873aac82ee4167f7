"""What a counterpart answers, field by field: right, not right and what it has, or not known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from twinpact import agreements as library
from twinpact.agreements.versions import Verdict
from website.agreements import convert
from website.agreements.actions import Answer
from website.agreements.forms.agreement import (
    LONGEST_FOCUS,
    LONGEST_LANGUAGES,
    LONGEST_RENEWAL,
    LONGEST_THEMES,
    read_languages,
    word_field,
)
from website.agreements.forms.partial_date import PartialDateField
from website.agreements.forms.party import LONGEST_NAME
from website.agreements.sheet import value_words
from website.agreements.sides import Shown
from website.sources.forms import words_of
from website.sources.plain_text import PlainTextField, long_text

CONFIRMED, DIFFERING, UNKNOWN = "confirmed", "differing", "unknown"
LISTS = {"form": "forms", "scope": "scopes", "state": "states"}
TEXTS = {
    "focus": (LONGEST_FOCUS, long_text(5), ""),
    "renewal": (LONGEST_RENEWAL, long_text(2), ""),
    "themes": (LONGEST_THEMES, long_text(4), _("One theme on each line.")),
    "languages": (LONGEST_LANGUAGES, None, _("With commas between them: Spanish, French.")),
}
WE_HAVE = _("We have")


def choices(one: Shown) -> list[tuple[str, object]]:
    """What can be answered on a field; what the register does not know cannot be right."""
    if one.value is None:
        return [(UNKNOWN, _("We do not know either")), (DIFFERING, _("We know it: …"))]
    return [
        (CONFIRMED, _("Right")),
        (DIFFERING, _("Not right. We have: …")),
        (UNKNOWN, _("We do not know")),
    ]


def value_field(field: str) -> forms.Field:
    """Where a counterpart writes what it has itself."""
    if field in convert.DATES:
        return PartialDateField(
            label=WE_HAVE,
            help_text=_("As far as you know it: 1961, August 2010 or 14 August 2010."),
        )
    if field in LISTS:
        return word_field(WE_HAVE, LISTS[field])
    if field == "motivations":
        return forms.MultipleChoiceField(
            label=WE_HAVE,
            required=False,
            choices=lambda: words_of("motivations"),
            widget=forms.CheckboxSelectMultiple,
        )
    if field.endswith("_initiator"):
        return forms.ChoiceField(
            label=WE_HAVE, required=False, choices=[("", _("Choose")), ("no", _("No"))]
        )
    longest, widget, hint = TEXTS.get(field, (LONGEST_NAME, None, ""))
    return PlainTextField(
        label=WE_HAVE, required=False, max_length=longest, widget=widget, help_text=hint
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A field of the register and where the counterpart answers on it."""

    shown: Shown
    choice: BoundField
    value: BoundField


class AnswerForm(forms.Form):
    """The answer of a counterpart; what it leaves out it is silent on."""

    says_optional_once = True

    given_by = PlainTextField(label=_("Your name"), max_length=200)
    post = PlainTextField(label=_("Your post and office"), max_length=200)
    note = PlainTextField(
        label=_("Anything else"),
        required=False,
        max_length=5_000,
        widget=long_text(4),
        help_text=_("What the office should know. It is not shown to the public."),
    )

    def __init__(self, *args: object, fields: Sequence[Shown], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(fields)
        for one in self.asked:
            self.fields[one.field] = forms.ChoiceField(
                label=one.label, required=False, choices=choices(one), widget=forms.RadioSelect
            )
            self.fields[f"{one.field}-value"] = value_field(one.field)
            self.fields[f"{one.field}-value"].label = _("%(field)s: we have") % {
                "field": one.label
            }

    def questions(self) -> Iterator[Question]:
        """The fields of the register, in the order of the sheet."""
        for one in self.asked:
            yield Question(one, self[one.field], self[f"{one.field}-value"])

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        for one in self.asked:
            name = f"{one.field}-value"
            if cleaned.get(one.field) != DIFFERING:
                self._errors.pop(name, None)
            elif name not in self.errors and self._empty(cleaned.get(name)):
                said = _("Say what you have, or choose “We do not know”.")
                self.add_error(name, forms.ValidationError(said, code="required"))
            elif one.field == "languages" and name not in self.errors:
                self._read_languages(name)
        answered = any(cleaned.get(one.field) for one in self.asked)
        if not answered and not self.errors:
            raise forms.ValidationError(_("Answer at least one of the fields."), code="empty")
        return cleaned

    def _empty(self, value: object) -> bool:
        return not value or value == library.UNKNOWN_DATE

    def _read_languages(self, name: str) -> None:
        try:
            self.cleaned_data[name] = read_languages(self.cleaned_data[name])
        except forms.ValidationError as unread:
            self.add_error(name, unread)

    def answers(self) -> list[Answer]:
        """What was answered; fields that were left out are not among it."""
        return [
            self._answer(one, self.cleaned_data[one.field])
            for one in self.asked
            if self.cleaned_data.get(one.field)
        ]

    def _answer(self, one: Shown, verdict: Verdict) -> Answer:
        if verdict != DIFFERING:
            return Answer(one.field, verdict)
        said = self.cleaned_data[f"{one.field}-value"]
        value = read_value(one.field, said)
        typed = self.data.get(self.add_prefix(f"{one.field}-value"), "")
        free = one.field not in LISTS and one.field != "motivations"
        written = typed.strip() if free else value_words(one.field, value)
        return Answer(one.field, verdict, value, written.replace("\r\n", "\n"))


def read_value(field: str, said: object) -> object:
    """The value that a counterpart's words mean, as the register keeps it."""
    if isinstance(said, library.PartialDate):
        return said.isoformat()
    if field == "themes":
        lines = filter(None, (line.strip() for line in str(said).split("\n")))
        return [
            theme.theme or theme.written for line in lines for theme in library.read_themes(line)
        ]
    if isinstance(said, list | tuple):
        return list(said)
    if field.startswith("party_") and field.count("_") == 1:
        found = library.read_party(str(said))
        return found.place.id if found.place else str(said)
    return str(said)
