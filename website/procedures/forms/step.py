"""Taking a step of the life, and beginning a procedure."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from twinpact.agreements import lifecycle
from twinpact.agreements.lifecycle import Override, open_steps
from twinpact.vocabularies import terms
from website.agreements.words import reader_language
from website.procedures.actions import RegistryEntry
from website.procedures.forms.day import day_field
from website.procedures.forms.evidence import LONGEST_REASON, registry_entry
from website.procedures.refusing import RefusingRule
from website.procedures.words import paper_word
from website.sources.plain_text import PlainTextField, long_text

ASIDE = "aside-"


class BeginForm(forms.Form):
    """Since when the procedure runs; the state is asked for where the record tells none."""

    def __init__(self, data: object, *, today: date, state: str | None) -> None:
        super().__init__(data)
        if state is None:
            words = terms("states")
            self.fields["state"] = forms.ChoiceField(
                label=_("Where does the agreement stand?"),
                choices=[
                    (code, term.in_language(reader_language()))
                    for code, term in words.items()
                    if open_steps(code)  # type: ignore[arg-type]
                ],
                initial="exploration",
                help_text=_("The record does not say. A new agreement begins with exploration."),
            )
        self.fields["on"] = day_field(today=today, label=_("Since which day?"))


class StepForm(forms.Form):
    """When a step was taken, the papers at hand, and what else the step needs.

    An administrator is offered each rule that forbids the step, to be set aside with a reason.
    """

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        data: object,
        *,
        step: lifecycle.Step,
        number: int,
        today: date,
        at_hand: frozenset[str],
        aside: tuple[RefusingRule, ...] = (),
        registry: bool = False,
    ) -> None:
        super().__init__(data, initial={"number": number})
        self.step, self.at_hand = step, at_hand
        self.fields["number"].validators.append(MaxValueValidator(number))
        self.fields["on"] = day_field(today=today, label=_("On which day?"))
        self._ask_papers()
        if step.until or step.code == "renew":
            label = _("Last day of the agreement") if step.until else _("Until which day?")
            self.fields["until"] = day_field(today=today, label=label, required=step.until)
        if registry:
            self._ask_registry()
        self.fields["reason"] = PlainTextField(
            label=_("Reason") if step.reason else _("Remark"),
            required=step.reason,
            max_length=LONGEST_REASON,
            widget=long_text(3),
            help_text=_("The public does not see it."),
            error_messages={"required": _("Say why, so that others can follow it.")},
        )
        for rule in aside:
            self._ask_aside(rule)

    def _ask_papers(self) -> None:
        wanted = [one for one in self.step.artefacts if one not in self.at_hand]
        if wanted:
            self.fields["artefacts"] = forms.MultipleChoiceField(
                label=_("Which paper do you have?"),
                choices=[(one, paper_word(one)) for one in wanted],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Without this paper the step cannot be taken.")},
            )

    def _ask_registry(self) -> None:
        self.fields["authority"] = PlainTextField(
            label=_("Authority that keeps the register"), required=False, max_length=300,
            help_text=_("Leave this empty where no authority has registered the agreement."),
        )  # fmt: skip
        self.fields["registry_number"] = PlainTextField(
            label=_("Registry number"), required=False, max_length=100
        )

    def _ask_aside(self, rule: RefusingRule) -> None:
        self.fields[f"{ASIDE}{rule.key}"] = PlainTextField(
            label=_("Why %(rule)s is set aside") % {"rule": rule.name},
            required=False,
            max_length=LONGEST_REASON,
            widget=long_text(3),
        )

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """What everybody is asked."""
        return [one for one in self.visible_fields() if not one.name.startswith(ASIDE)]

    @property
    def aside_fields(self) -> list[forms.BoundField]:
        """What only an administrator is asked."""
        return [one for one in self.visible_fields() if one.name.startswith(ASIDE)]

    def wanted(self) -> lifecycle.TakenStep:
        """The step as the person wants it to be taken."""
        told = self.cleaned_data
        return lifecycle.TakenStep(
            step=self.step.code,
            on=told["on"],
            artefacts=frozenset(told.get("artefacts", ())),
            overrides=tuple(
                Override(name.removeprefix(ASIDE), reason)
                for name, reason in told.items()
                if name.startswith(ASIDE) and reason
            ),
            reason=told["reason"],
            until=told.get("until"),
        )

    def registry(self) -> RegistryEntry | None:
        """The registry number, where an authority has given one."""
        told = self.cleaned_data
        entered = {
            "authority": told.get("authority", ""), "number": told.get("registry_number", ""),
        }  # fmt: skip
        return registry_entry(entered)
