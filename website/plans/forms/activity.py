"""An activity as people fill it in: what, who, where, when, for whom, with what, to what end."""

from collections.abc import Sequence

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from twinpact.plans import Activity, Amount, BudgetLine, DevelopmentPlan, People, Responsible
from twinpact.plans.cells import read_goal_targets
from twinpact.vocabularies import terms
from website.agreements.forms.agreement import word_field
from website.agreements.words import reader_language
from website.plans.forms.figures import AmountField, CurrencyField
from website.plans.forms.indicators import IndicatorForm, IndicatorFormSet, results_of
from website.plans.models import ProgrammeLine
from website.sources.forms import words_of
from website.sources.plain_text import PlainTextField, long_text

MOST_PARTS = 40
MOST_PEOPLE = 10_000_000


def people_field(label: str) -> forms.IntegerField:
    """How many people; empty where nobody knows."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_PEOPLE)


def months_in_words() -> list[tuple[str, str]]:
    """The months, as the reader calls them."""
    words = terms("months").values()
    return [(one.extra["number"], one.in_language(reader_language())) for one in words]


class ActivityForm(forms.Form):
    """What is done under a line of work."""

    says_optional_once = True

    line = forms.ModelChoiceField(
        label=_("Line of work"), queryset=ProgrammeLine.objects.none(), empty_label=None
    )
    code = PlainTextField(
        label=_("Code"),
        required=False,
        max_length=40,
        help_text=_("Empty: the next free one."),
    )
    title = PlainTextField(label=_("Activity"), max_length=500)
    objective = PlainTextField(
        label=_("Objective"), required=False, max_length=5000, widget=long_text(3)
    )
    modality = word_field(_("Modality"), "modalities")
    place = PlainTextField(label=_("Venue"), required=False, max_length=300)
    months = forms.TypedMultipleChoiceField(
        label=_("Months"),
        required=False,
        coerce=int,
        choices=months_in_words,
        widget=forms.CheckboxSelectMultiple,
    )
    expected_women = people_field(_("Women expected"))
    expected_men = people_field(_("Men expected"))
    expected_others = people_field(_("Others expected"))
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        required=False,
        choices=lambda: words_of("themes"),
        widget=forms.CheckboxSelectMultiple,
    )
    goal_targets = PlainTextField(
        label=_("Targets of the 2030 Agenda"),
        required=False,
        max_length=300,
        help_text=_("Their numbers with semicolons between them: 4.c; 11.4"),
    )

    def __init__(self, data: object, *, lines: object, **options: object) -> None:
        super().__init__(data, **options)
        self.fields["line"].queryset = lines

    def clean_goal_targets(self) -> tuple[str, ...]:
        """The targets that the person named."""
        good, bad = read_goal_targets(self.cleaned_data["goal_targets"])
        if bad:
            raise forms.ValidationError(
                gettext("“%(piece)s” is no target of the 2030 Agenda. Write it as 11.4 or 4.c."),
                params={"piece": bad[0]},
            )
        return good


class BodyForm(forms.Form):
    """Who answers for the activity on a side."""

    side = forms.TypedChoiceField(label=_("Side"), coerce=int)
    body = PlainTextField(label=_("Responsible body"), required=False, max_length=300)
    post = PlainTextField(label=_("Post"), required=False, max_length=200)

    def __init__(self, *args: object, sides: Sequence[tuple[int, str]], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["side"].choices = sides


class BudgetForm(forms.Form):
    """What is put in."""

    code = PlainTextField(required=False, max_length=40, widget=forms.HiddenInput)
    carried_from = PlainTextField(required=False, max_length=40, widget=forms.HiddenInput)
    what = PlainTextField(label=_("What for"), required=False, max_length=500)
    source = PlainTextField(label=_("Source of the money"), required=False, max_length=300)
    side = forms.TypedChoiceField(label=_("Side"), coerce=int, required=False, empty_value=None)
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: words_of("budget_kinds"))
    amount = AmountField(label=_("Amount"))
    currency = CurrencyField(label=_("Currency"))
    on = forms.DateField(
        label=_("Day of the rate"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the day as year-month-day, such as 2026-05-04.")},
    )

    def __init__(self, *args: object, sides: Sequence[tuple[int, str]], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["side"].choices = [("", _("Not known")), *sides]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("amount") is not None and not cleaned.get("currency"):
            self.add_error("currency", gettext("Say in which currency the amount is."))
        if cleaned.get("amount") is not None and not cleaned.get("what"):
            self.add_error("what", gettext("Say what the money is for."))
        return cleaned


class PartsFormSet(forms.BaseFormSet):
    """Some rows, and one for whoever adds another."""

    def __init__(self, *args: object, sides: Sequence[tuple[int, str]], **options: object) -> None:
        super().__init__(*args, form_kwargs={"sides": sides}, **options)


BodyFormSet = formset_factory(
    BodyForm, formset=PartsFormSet, extra=1, max_num=MOST_PARTS, validate_max=True
)
BudgetFormSet = formset_factory(
    BudgetForm, formset=PartsFormSet, extra=2, max_num=MOST_PARTS, validate_max=True
)


def budget_initial(lines: Sequence[BudgetLine], currency: str) -> list[dict[str, object]]:
    """The rows of a budget for its form."""
    return [
        {
            "code": one.code,
            "carried_from": one.carried_from,
            "what": one.what,
            "source": one.source,
            "side": one.side,
            "kind": one.kind,
            "amount": None if one.amount is None else f"{one.amount.amount:f}",
            "currency": currency if one.amount is None else one.amount.currency,
            "on": one.on,
        }
        for one in lines
    ]


def budget_of(rows: forms.BaseFormSet, free: "Codes") -> tuple[BudgetLine, ...]:
    """The budget lines that the person filled in; a row without a purpose is none."""
    return tuple(
        BudgetLine(
            code=told["code"] or free.next("B"),
            what=told["what"],
            source=told["source"],
            side=told["side"],
            kind=told["kind"],
            amount=None if told["amount"] is None else Amount(told["amount"], told["currency"]),
            on=told["on"],
            carried_from=told["carried_from"] or None,
        )
        for told in (form.cleaned_data for form in rows)
        if told.get("what")
    )


class Codes:
    """The codes that are taken in a programme, and the next free ones."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken

    def next(self, letter: str) -> str:
        """The next free code that begins with a letter: A1, A2 …"""
        number = 1
        while f"{letter}{number}" in self.taken:
            number += 1
        self.taken.add(f"{letter}{number}")
        return f"{letter}{number}"


class ActivityForms:
    """The form of an activity with its parts: bodies, budget, results and indicators."""

    def __init__(
        self,
        data: object,
        *,
        lines: object,
        sides: Sequence[tuple[int, str]],
        year: int,
        currency: str,
        plan: DevelopmentPlan | None = None,
        activity: Activity | None = None,
        line: ProgrammeLine | None = None,
    ) -> None:
        self.activity = activity
        bodies = _bodies_initial(activity, sides)
        budget = budget_initial(() if activity is None else activity.budget, currency)
        indicators = IndicatorForm.initial_of(activity, year)
        self.main = ActivityForm(data, lines=lines, initial=_initial(activity, line))
        self.bodies = BodyFormSet(data, prefix="bodies", sides=sides, initial=bodies)
        self.budget = BudgetFormSet(data, prefix="budget", sides=sides, initial=budget)
        self.indicators = IndicatorFormSet(
            data, prefix="indicators", form_kwargs={"year": year, "plan": plan}, initial=indicators
        )

    @property
    def rows(self) -> list[tuple[str, forms.Form]]:
        """Every form of a part with the name of the part, for the summary of errors."""
        parts = (
            (gettext("Responsible body"), self.bodies),
            (gettext("Budget line"), self.budget),
            (gettext("Indicator"), self.indicators),
        )
        return [
            (f"{name} {number}", form)
            for name, rows in parts
            for number, form in enumerate(rows, start=1)
        ]

    @property
    def has_errors(self) -> bool:
        """Whether something has to be mended."""
        return self.main.is_bound and not self.is_valid()

    def is_valid(self) -> bool:
        """Whether all parts can be saved; asks all, so that each shows its errors."""
        parts = (self.main, self.bodies, self.budget, self.indicators)
        return all(part.is_valid() for part in parts)

    def told(self, free: Codes) -> Activity:
        """The activity as the person filled it in."""
        told = self.main.cleaned_data
        bodies = (form.cleaned_data for form in self.bodies)
        return Activity(
            code=told["code"] or free.next("A"),
            title=told["title"],
            objective=told["objective"],
            modality=told["modality"] or None,
            place=told["place"],
            months=frozenset(told["months"]),
            responsible=tuple(
                Responsible(one["side"], one["body"], one["post"])
                for one in bodies
                if one.get("body")
            ),
            expected=People(told["expected_women"], told["expected_men"], told["expected_others"]),
            themes=tuple(told["themes"]),
            goal_targets=told["goal_targets"],
            results=results_of(self.indicators, self.activity, free),
            budget=budget_of(self.budget, free),
            carried_from=None if self.activity is None else self.activity.carried_from,
        )


def _initial(activity: Activity | None, line: ProgrammeLine | None) -> dict[str, object]:
    if activity is None:
        return {"line": line}
    return {
        "line": line,
        "code": activity.code,
        "title": activity.title,
        "objective": activity.objective,
        "modality": activity.modality,
        "place": activity.place,
        "months": sorted(activity.months),
        "expected_women": activity.expected.women,
        "expected_men": activity.expected.men,
        "expected_others": activity.expected.others,
        "themes": activity.themes,
        "goal_targets": "; ".join(activity.goal_targets),
    }


def _bodies_initial(
    activity: Activity | None, sides: Sequence[tuple[int, str]]
) -> list[dict[str, object]]:
    """Who answers on each side; a row for each side that names nobody yet."""
    told = () if activity is None else activity.responsible
    rows: list[dict[str, object]] = [
        {"side": one.side, "body": one.body, "post": one.post} for one in told
    ]
    named = {one.side for one in told}
    return rows + [{"side": side} for side, _name in sides if side not in named]
