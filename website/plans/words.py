"""The words of programmes in the language of the reader."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinpact.plans import Amount, People, Total
from twinpact.plans.indicators import Value
from twinpact.plans.lights import light_name
from twinpact.plans.summaries import PeopleTotal
from twinpact.vocabularies import UnknownWordError, label
from website.agreements.models import Agreement
from website.agreements.words import party_name, reader_language
from website.plans.models import Programme

MOST_DECIMALS = 2


def word(list_name: str, code: str | None) -> str:
    """How the reader calls a code of a list; empty where there is none."""
    if not code:
        return ""
    try:
        return label(list_name, code, reader_language())
    except UnknownWordError:
        return code


def number_words(value: Decimal | int) -> str:
    """A number as the reader's language writes it: "1.500,5", "1,500.5"."""
    if isinstance(value, int) or value == value.to_integral():
        return str(number_format(int(value), use_l10n=True, force_grouping=True))
    shown = value.quantize(Decimal(1).scaleb(-MOST_DECIMALS))
    return str(number_format(shown, use_l10n=True, force_grouping=True))


def amount_words(amount: Amount) -> str:
    """An amount with its currency."""
    return f"{number_words(amount.amount)} {amount.currency}"


def value_words(value: Value | None, unit: str = "") -> str:
    """A figure in words; empty where it is not known, so that the page can say so."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str):
        return value
    return f"{number_words(value)} {unit}".strip()


def total_words(total: Total) -> str:
    """A sum with all that is missing from it; empty where there is no line at all."""
    if not total.lines:
        return ""
    parts = [f"{number_words(total.known)} {total.currency}"]
    if total.unknown == total.lines:
        parts = []
    parts += [
        _("%(amount)s without a rate") % {"amount": amount_words(one)} for one in total.unconverted
    ]
    if total.unknown:
        parts.append(
            ngettext("%(n)d amount not known", "%(n)d amounts not known", total.unknown)
            % {"n": total.unknown}
        )
    return "; ".join(parts)


def people_words(people: People) -> str:
    """People by sex, as far as they are known; empty where nothing is."""
    parts = [
        text % {"n": number_words(n)}
        for text, n in (
            (_("%(n)s women"), people.women),
            (_("%(n)s men"), people.men),
            (_("%(n)s others"), people.others),
        )
        if n is not None
    ]
    if parts and people.total is None:
        parts.append(_("the rest not known"))
    return ", ".join(parts)


def people_total_words(people: PeopleTotal) -> str:
    """All people of several activities; "at least" where some are not known."""
    if not people.activities:
        return ""
    told = number_words(people.women + people.men + people.others)
    if people.value is not None:
        return told
    if people.unknown == people.activities and told == "0":
        return ""
    return _("at least %(n)s") % {"n": told}


def side_names(agreement: Agreement) -> dict[int, str]:
    """The parties by their number, as everybody calls them."""
    return {party.position: party_name(party) for party in agreement.parties.all()}


def programme_title(programme: Programme) -> str:
    """A programme's own title, or that of its year."""
    if programme.title:
        return programme.title
    return _("Programme %(year)s") % {"year": programme.year}


def light_word(code: str) -> str:
    """How people call a light."""
    return light_name(code, reader_language())
