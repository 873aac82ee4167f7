"""What a project is, as people fill it in."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact.agreements.parsing.money import (
    AmbiguousMoneyError,
    UnreadMoneyError,
    parse_money,
)
from website.actors.actions import LONGEST
from website.agreements.forms.agreement import LONGEST_FOCUS, LONGEST_THEMES, word_field
from website.agreements.forms.partial_date import PartialDateField
from website.agreements.models import Agreement
from website.sources.forms import SourceForm, words_of
from website.sources.plain_text import PlainTextField, long_text

MOST_BODIES = MOST_AMOUNTS = 20
LARGEST = Decimal(10) ** 18
LARGEST_NUMBER = 2**63 - 1
CODE = re.compile(r"^[0-9]{5}$")
CURRENCY = re.compile(r"^[A-Z]{3}$")


class ProjectForm(SourceForm):
    """Everything of a project but its places, bodies and amounts, and the source of it."""

    says_optional_once = True

    title = PlainTextField(label=_("Title"), max_length=300)
    agreement = forms.IntegerField(
        label=_("Under the agreement with the number"),
        required=False,
        min_value=1,
        max_value=LARGEST_NUMBER,
        help_text=_("The number stands on the sheet of the agreement. Empty: under none."),
    )
    summary = PlainTextField(
        label=_("What it does"), required=False, max_length=LONGEST_FOCUS, widget=long_text(5)
    )
    state = word_field(_("State"), "project_states")
    starts = PartialDateField(
        label=_("Begins"), help_text=_("As far as you know it: 2024, August 2024 or 14/08/2024.")
    )
    ends = PartialDateField(label=_("Ends"))
    themes = PlainTextField(
        label=_("Themes"),
        required=False,
        max_length=LONGEST_THEMES,
        widget=long_text(3),
        help_text=_("In the source's own words, one theme on each line."),
    )
    sectors = PlainTextField(
        label=_("DAC sectors"),
        required=False,
        max_length=300,
        help_text=_("Purpose codes of five digits, with commas between them: 11110, 14010."),
    )
    results = PlainTextField(
        label=_("Results"),
        required=False,
        max_length=LONGEST_FOCUS,
        widget=long_text(4),
        help_text=_("What the source tells of them. Empty: nobody has told of any."),
    )
    iati_identifier = PlainTextField(
        label=_("IATI identifier"),
        required=False,
        max_length=200,
        help_text=_("As its publisher writes it, such as XM-DAC-41114-PROJECT-00012345."),
    )
    locator = PlainTextField(label=_("Page or row in the source"), required=False, max_length=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def clean_agreement(self) -> int | None:
        """The number of one of the office's agreements."""
        number: int | None = self.cleaned_data["agreement"]
        if number is None:
            return None
        if not Agreement.register.filter(office=self.office, pk=number).exists():
            raise forms.ValidationError(
                _("Your office has no agreement with the number %(number)s."),
                params={"number": number},
            )
        return number

    def clean_sectors(self) -> tuple[str, ...]:
        """The codes that the person wrote."""
        pieces = re.split(r"[\s,;]+", self.cleaned_data["sectors"].strip())
        codes = tuple(dict.fromkeys(filter(None, pieces)))
        wrong = [code for code in codes if not CODE.match(code)]
        if wrong:
            raise forms.ValidationError(
                _("“%(code)s” is no code of five digits."), params={"code": wrong[0]}
            )
        return codes

    def clean_iati_identifier(self) -> str | None:
        """The identifier, without the signs that the standard forbids."""
        text: str = self.cleaned_data["iati_identifier"].strip()
        if re.search(r"[\s/&|?]", text):
            raise forms.ValidationError(
                _("An IATI identifier holds no space and none of the signs / & | ?")
            )
        return text or None

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        known = starts and ends and starts.earliest and ends.latest
        if known and ends.latest < starts.earliest:
            self.add_error("ends", _("This is before the project begins. One date is wrong."))
        return cleaned


class BodyForm(forms.Form):
    """A body in the project and what it does there."""

    says_optional_once = True

    name = PlainTextField(label=_("Name of the body"), required=False, max_length=LONGEST)
    role = forms.ChoiceField(label=_("What it does"), choices=lambda: words_of("body_roles"))
    funding = forms.ChoiceField(
        label=_("Kind of funding"),
        required=False,
        choices=lambda: [("", _("Not known")), *words_of("funding_kinds")],
    )
    kind = forms.ChoiceField(
        label=_("Kind of body"),
        required=False,
        choices=lambda: [("", _("As its name tells")), *words_of("organization_kinds")],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = "funds"

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("funding") and cleaned.get("role") not in (None, "funds"):
            self.add_error("funding", _("Only a body that funds has a kind of funding."))
        return cleaned


class AmountForm(forms.Form):
    """Money as the source tells it."""

    says_optional_once = True

    written = PlainTextField(label=_("Amount"), required=False, max_length=60)
    currency = PlainTextField(label=_("Currency"), required=False, max_length=3)
    told = PartialDateField(label=_("Day of the figure"))
    funder = PlainTextField(label=_("From which body"), required=False, max_length=LONGEST)

    def clean_currency(self) -> str | None:
        """The code of a currency (ISO 4217)."""
        code: str = self.cleaned_data["currency"].strip().upper()
        if code and not CURRENCY.match(code):
            raise forms.ValidationError(_("Write the three letters of the currency: COP."))
        return code or None

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        text = str(cleaned.get("written") or "").strip()
        cleaned["amount"] = self._read(text, cleaned) if text else None
        return cleaned

    def _read(self, text: str, cleaned: dict[str, object]) -> Decimal | None:
        try:
            money = parse_money(text)
        except AmbiguousMoneyError as doubt:
            both = [f"{one:,.2f}".replace(",", " ") for one in doubt.candidates]
            said = _("This can mean %(first)s or %(second)s. Write it without thousands marks.")
            params = {"first": both[0], "second": both[-1]}
            self.add_error("written", forms.ValidationError(said, params=params))
            return None
        except UnreadMoneyError:
            self.add_error("written", _("This is no amount of money. Write it like EUR 250000."))
            return None
        cleaned["currency"] = cleaned.get("currency") or money.currency
        amount = money.amount
        if amount is None or not 0 < amount < LARGEST:
            self.add_error(
                "written", _("An amount is more than zero. Leave it empty where nobody knows it.")
            )
            return None
        if amount != amount.quantize(Decimal("0.01")):
            self.add_error("written", _("An amount has two decimals at most."))
            return None
        if not cleaned["currency"] and "currency" not in self.errors:
            self.add_error("currency", _("Say in which currency: COP, EUR, USD."))
        return amount

    @property
    def is_told(self) -> bool:
        """Whether the row says anything."""
        said = self.cleaned_data
        return bool(said.get("amount") or said.get("currency") or said.get("funder"))


bodies_form = forms.formset_factory(
    BodyForm, extra=2, max_num=MOST_BODIES, absolute_max=MOST_BODIES
)
amounts_form = forms.formset_factory(
    AmountForm, extra=1, max_num=MOST_AMOUNTS, absolute_max=MOST_AMOUNTS
)
