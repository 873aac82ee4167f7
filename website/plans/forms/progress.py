"""Where activities stand, who came, and what was spent: empty is not known, 0 is nobody."""

from collections.abc import Mapping, Sequence
from hashlib import blake2s

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from twinpact.plans import Activity, Amount, BudgetLine, People
from twinpact.plans.programme import ActivityState
from website.plans.actions import ActivityTold, Progress, SpendingTold
from website.plans.forms.entry import number_text
from website.plans.forms.figures import AmountField, CurrencyField
from website.sources.forms import words_of

MOST_PEOPLE = 2_000_000_000
SEXES = ("women", "men", "others")
#: A page has at most so many activities, and so many fields: the site takes no longer forms.
MOST_ROWS = 50
MOST_FIELDS = 800


def pages_of(activities: Sequence[Activity]) -> list[list[Activity]]:
    """The activities a page each; one empty page where there is none."""
    pages: list[list[Activity]] = [[]]
    fields = 0
    for one in activities:
        own = 5 + 3 * len(one.budget)
        if pages[-1] and (len(pages[-1]) == MOST_ROWS or fields + own > MOST_FIELDS):
            pages.append([])
            fields = 0
        pages[-1].append(one)
        fields += own
    return pages


def key_of(code: str) -> str:
    """A code as part of the name of a field, whatever signs it has."""
    return blake2s(code.encode(), digest_size=5).hexdigest()


def people_field(label: str) -> forms.IntegerField:
    """How many people; empty where nobody knows."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "autocomplete": "off"}),
    )


class ActivityForm(forms.Form):
    """One activity of the page; ``was`` is what it showed when the page was opened."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), choices=lambda: words_of("activity_states"))
    women = people_field(_("Women"))
    men = people_field(_("Men"))
    others = people_field(_("Others"))

    def __init__(self, data: object, *, activity: Activity, prefix: str) -> None:
        self.activity = activity
        reached = activity.reached
        people = {sex: getattr(reached, sex) for sex in SEXES}
        was = _was(activity.state, reached)
        super().__init__(
            data, prefix=prefix, initial={"state": activity.state, "was": was, **people}
        )

    @property
    def people(self) -> list[forms.BoundField]:
        """The fields of people, by sex."""
        return [self[sex] for sex in SEXES]

    def told(self) -> ActivityTold | None:
        """What changed; None where the row says what it said before."""
        said = self.cleaned_data
        reached = People(*(said[sex] for sex in SEXES))
        if _was(said["state"], reached) == said["was"]:
            return None
        state, *counts = (said["was"] or "planned,,,").split(",")
        seen = People(*(int(n) if n.isdigit() else None for n in [*counts, "", "", ""][:3]))
        return ActivityTold(self.activity.code, said["state"], reached, state, seen)


def _was(state: ActivityState | str, reached: People) -> str:
    counts = (getattr(reached, sex) for sex in SEXES)
    return ",".join([state, *("" if n is None else str(n) for n in counts)])


class SpendingForm(forms.Form):
    """What was spent of one budget line so far."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    amount = AmountField(label=_("Spent so far"))
    currency = CurrencyField(label=_("Currency"))

    def __init__(self, data: object, *, line: BudgetLine, currency: str, prefix: str) -> None:
        self.line = line
        spent = line.spent
        usual = currency if line.amount is None else line.amount.currency
        shown = {
            "amount": "" if spent is None else number_text(spent.amount),
            "currency": usual if spent is None else spent.currency,
            "was": _amount_was(spent),
        }
        super().__init__(data, prefix=prefix, initial=shown)
        self.fields["amount"].widget.attrs["size"] = 12

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("amount") is not None and not cleaned.get("currency"):
            self.add_error("currency", _now("Say in which currency."))
        return cleaned

    def told(self) -> SpendingTold | None:
        """What changed; None where the row says what it said before."""
        said = self.cleaned_data
        amount = None
        if said["amount"] is not None:
            amount = Amount(said["amount"], said["currency"])
        if _amount_was(amount) == said["was"]:
            return None
        return SpendingTold(self.line.code, amount, _seen(said["was"]))


def _amount_was(amount: Amount | None) -> str:
    return "" if amount is None else f"{amount.amount.normalize():f} {amount.currency}"


def _seen(was: str) -> Amount | None:
    number, _space, currency = was.partition(" ")
    read = AmountField().to_python
    return None if not currency else Amount(read(number), currency)


class ProgressForms:
    """The rows of a page: each activity with its budget lines; and those of the whole."""

    def __init__(
        self,
        data: Mapping[str, str] | None,
        *,
        activities: Sequence[Activity],
        whole: Sequence[BudgetLine],
        currency: str,
    ) -> None:
        self.rows = [
            (
                ActivityForm(data, activity=one, prefix=f"a{key_of(one.code)}"),
                [
                    SpendingForm(
                        data, line=line, currency=currency, prefix=f"b{key_of(line.code)}"
                    )
                    for line in one.budget
                ],
            )
            for one in activities
        ]
        self.whole = [
            SpendingForm(data, line=line, currency=currency, prefix=f"b{key_of(line.code)}")
            for line in whole
        ]

    @property
    def spending(self) -> list[SpendingForm]:
        """The budget lines of the page."""
        return [*self.whole, *(line for _form, lines in self.rows for line in lines)]

    @property
    def errors(self) -> list[tuple[str, forms.BoundField, str]]:
        """Each error with the code of its row and its field."""
        named = [
            *((form.activity.code, form) for form, _lines in self.rows),
            *((form.line.code, form) for form in self.spending),
        ]
        return [
            (code, field, error)
            for code, form in named
            for field in form
            for error in field.errors
        ]

    def is_valid(self) -> bool:
        """Whether every row can be read."""
        each = [*(form for form, _lines in self.rows), *self.spending]
        return not [form for form in each if not form.is_valid()]

    def told(self) -> Progress:
        """What changed on the page."""
        activities = (form.told() for form, _lines in self.rows)
        spending = (form.told() for form in self.spending)
        return Progress(
            tuple(one for one in activities if one is not None),
            tuple(one for one in spending if one is not None),
        )
