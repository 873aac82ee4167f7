"""What an office settles for its programmes, and the rates that it enters."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from website.plans.actions import Settled
from website.plans.forms.figures import CurrencyField, read_figure
from website.plans.models import PlanSettings
from website.plans.shown import month_names
from website.procedures.forms.day import day_field
from website.sources.plain_text import PlainTextField

MOST_YEARS = 10
USUAL_YEARS = 2
#: What the column of a rate holds.
RATE_DECIMALS = 10
RATE_DIGITS = 14


class SettingsForm(forms.Form):
    """The currency of the sums, when reports are due, and the funding gate."""

    currency = CurrencyField(
        label=_("Currency of the sums"),
        required=True,
        help_text=_("For programmes that begin from now on."),
    )
    report_month = forms.TypedChoiceField(
        label=_("Reports are due by the end of"), coerce=int, help_text=_("In the year after.")
    )
    gate = forms.BooleanField(
        label=_("Begin no new programme while an earlier report is missing"), required=False
    )
    gate_years = forms.IntegerField(
        label=_("How many years back"), required=False, min_value=1, max_value=MOST_YEARS
    )

    def __init__(self, data: object, *, kept: PlanSettings | None) -> None:
        row = kept or PlanSettings()
        shown = {
            "currency": row.currency,
            "report_month": row.report_month,
            "gate": row.gate_years is not None,
            "gate_years": row.gate_years or USUAL_YEARS,
        }
        super().__init__(data, initial=shown)
        self.fields["report_month"].choices = month_names()

    def told(self) -> Settled:
        """What was settled."""
        said = self.cleaned_data
        years = (said["gate_years"] or USUAL_YEARS) if said["gate"] else None
        return Settled(said["currency"], said["report_month"], years)


class RateField(forms.Field):
    """How much one unit is worth: a positive number."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 40})

    def to_python(self, value: object) -> Decimal | None:
        number = read_figure("quantitative", str(value or ""), decimals=RATE_DECIMALS)
        if number is None:
            return None
        if not isinstance(number, Decimal) or number <= 0:
            raise forms.ValidationError(_now("A rate is more than nought."))
        if number.adjusted() >= RATE_DIGITS:
            raise forms.ValidationError(_now("This number is too large to be stored."))
        return number


class RateForm(forms.Form):
    """What one unit of a currency was worth on a day, and who says so."""

    currency = CurrencyField(label=_("One unit of"), required=True)
    value = RateField(label=_("was worth"))
    into = CurrencyField(label=_("in"), required=True)
    source = PlainTextField(
        label=_("Source"), max_length=300, help_text=_("Such as the central bank and its page.")
    )

    def __init__(self, data: object, *, into: str, today: date) -> None:
        super().__init__(data, initial={"into": into})
        self.fields["on"] = day_field(today=today, label=_("on"))
        self.order_fields(["currency", "value", "into", "on", "source"])

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("currency") and cleaned.get("currency") == cleaned.get("into"):
            self.add_error("into", _now("A rate is between two currencies."))
        return cleaned
