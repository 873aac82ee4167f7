"""An evaluation as people fill it in; a question may stay without an answer."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact.plans import questions
from twinpact.plans.evaluation import SCALE, EvaluationKind
from twinpact.vocabularies import terms
from website.agreements.models import Agreement
from website.agreements.words import reader_language
from website.plans.actions import Answers
from website.plans.models import Evaluation, Programme
from website.plans.words import programme_title
from website.procedures.forms.day import day_field
from website.sources.forms import words_of
from website.sources.plain_text import PlainTextField, long_text

QUESTION, PRINCIPLE = "q-", "p-"
LONGEST_ANSWER = 10_000


def scale_field(label: str, help_text: str = "") -> forms.TypedChoiceField:
    """From 1, not at all, to 5, fully; or no answer."""
    first, last = SCALE
    names = {first: _("1, not at all"), last: _("5, fully")}
    choices = [("", _("no answer")), *((n, names.get(n, n)) for n in range(first, last + 1))]
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class EvaluationForm(forms.Form):
    """The questions of a kind of evaluation, and the ten principles."""

    says_optional_once = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: object,
        *,
        kind: EvaluationKind,
        agreement: Agreement,
        today: date,
        row: Evaluation | None = None,
    ) -> None:
        super().__init__(data)
        self.kind = kind
        language = reader_language()
        self.fields["on"] = day_field(today=today, label=_("Day of the evaluation"))
        found = agreement.programmes.order_by("-year")
        if found:
            self.fields["programme"] = forms.ModelChoiceField(
                label=_("About the programme of"),
                queryset=found,
                required=False,
                empty_label=_("the whole agreement"),
            )
            self.fields["programme"].label_from_instance = _named
        for one in questions(kind):
            label = one.in_language(language)
            self.fields[QUESTION + one.code] = (
                scale_field(label)
                if one.extra["answer"] == "scale"
                else PlainTextField(
                    label=label, max_length=LONGEST_ANSWER, required=False, widget=long_text(4)
                )
            )
        for one in terms("rome_principles").values():
            name = PRINCIPLE + one.code
            asked = one.extra["question"][language]
            self.fields[name] = scale_field(one.in_language(language), asked)
        if row is not None:
            self.initial = _shown(row)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields of the questions."""
        return [self[name] for name in self.fields if name.startswith(QUESTION)]

    @property
    def principles(self) -> list[forms.BoundField]:
        """The fields of the ten principles."""
        return [self[name] for name in self.fields if name.startswith(PRINCIPLE)]

    def told(self) -> Answers:
        """What was answered; the rest is left out."""
        programme: Programme | None = self.cleaned_data.get("programme")
        return Answers(
            self.kind,
            self.cleaned_data["on"],
            self._answers(QUESTION),
            self._answers(PRINCIPLE),  # type: ignore[arg-type]
            None if programme is None else programme.pk,
        )

    def _answers(self, begins: str) -> Mapping[str, str | int]:
        return {
            name.removeprefix(begins): answer
            for name, answer in self.cleaned_data.items()
            if name.startswith(begins) and answer not in (None, "")
        }


def _named(programme: Programme) -> str:
    return f"{programme.year}: {programme_title(programme)}"


def _shown(row: Evaluation) -> dict[str, object]:
    told = {QUESTION + code: answer for code, answer in row.answers.items()}
    told |= {PRINCIPLE + code: score for code, score in row.principles.items()}
    return told | {"on": row.on, "programme": row.programme_id, "version": row.version}


class DecisionForm(forms.Form):
    """What becomes of the agreement, and why."""

    decision = forms.ChoiceField(
        label=_("What is decided?"),
        choices=lambda: words_of("evaluation_decisions"),
        widget=forms.RadioSelect,
    )
    reason = PlainTextField(
        label=_("Why?"),
        max_length=5000,
        widget=long_text(4),
        help_text=_("So that whoever comes later can follow it."),
    )
