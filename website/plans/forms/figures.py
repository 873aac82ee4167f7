"""Fields for figures and money as people write them: "1.500,50", "sí", or nothing at all."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _

from twinpact.plans.cells import read_cell
from twinpact.plans.findings import plan_finding, say_plan_finding
from twinpact.plans.indicators import Kind, Value
from website.agreements.words import reader_language

#: What the columns of figures and amounts can hold.
MOST_DIGITS = 15
MOST_DECIMALS = 6


def read_figure(kind: Kind, text: str, *, decimals: int = MOST_DECIMALS) -> Value | None:
    """The figure that somebody wrote; None where it is empty or told as not known.

    Raises:
        ValidationError: It cannot be read as this kind of figure, or in two ways.
    """
    read = read_cell(kind, text)
    if read.finding not in (None, "told_unknown"):
        found = plan_finding(read.finding, values=dict(read.values))
        raise forms.ValidationError(say_plan_finding(found, reader_language()))
    if isinstance(read.value, Decimal):
        check_storable(read.value, decimals)
    return read.value


def check_storable(number: Decimal, decimals: int = MOST_DECIMALS) -> None:
    """Refuse a number that the register could not keep as it is.

    Raises:
        ValidationError: It has too many digits before or behind the mark.
    """
    if number.adjusted() >= MOST_DIGITS:
        raise forms.ValidationError(_("This number is too large to be stored."))
    if number != round(number, decimals):
        raise forms.ValidationError(
            _("At most %(n)d decimals can be stored. Round the number.") % {"n": decimals}
        )


class AmountField(forms.Field):
    """An amount of money; empty where nobody knows it, which is not nought."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 40})

    def __init__(self, **options: object) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value: object) -> Decimal | None:
        number = read_figure("quantitative", str(value or ""))
        if not isinstance(number, Decimal):
            return None
        if number < 0:
            raise forms.ValidationError(_("An amount is not less than nought."))
        return number


class CurrencyField(forms.CharField):
    """The three letters of a currency (ISO 4217)."""

    def __init__(self, *, required: bool = False, **options: object) -> None:
        super().__init__(required=required, max_length=3, **options)
        self.widget.attrs |= {"size": 4, "autocapitalize": "characters", "spellcheck": "false"}

    def to_python(self, value: object) -> str:
        code = super().to_python(value).upper()
        if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
            raise forms.ValidationError(_("Write the three letters of the currency: COP, EUR."))
        return code


def plain_text(value: Value | None) -> str:
    """A figure as a field shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return f"{value:f}" if isinstance(value, Decimal) else value
