"""What pages say of programmes: figures, money, words of lists, and reasons."""

from collections.abc import Mapping

from django import template

from twinpact.plans import Amount
from twinpact.plans.duplicates import DuplicateReason
from twinpact.plans.indicators import Value
from website.agreements.words import reader_language
from website.plans import words
from website.plans.convert.reading import budget_line_of
from website.plans.forms.entry import number_text
from website.plans.models import BudgetLine, ExchangeRate, Programme
from website.plans.models.values import plain
from website.plans.reviewing import counts_of

register = template.Library()


@register.filter
def item(mapping: Mapping[object, object], key: object) -> object:
    """``{{ side_names|item:side.side }}``: what stands under a key; empty where there is none."""
    return mapping.get(key, "")


@register.filter
def plan_word(code: str, list_name: str) -> str:
    """``{{ activity.modality|plan_word:"modalities" }}``: the code's word."""
    return words.word(list_name, code)


@register.filter
def figure(value: Value | None, unit: str = "") -> str:
    """A figure in words with its unit."""
    return words.value_words(value, unit)


@register.filter
def amount(value: Amount) -> str:
    """An amount with its currency."""
    return words.amount_words(value)


@register.filter
def money(row: BudgetLine) -> str:
    """The amount of a budget line; empty where nobody knows it."""
    told = budget_line_of(row).amount
    return "" if told is None else words.amount_words(told)


@register.filter
def said(reason: DuplicateReason) -> str:
    """A reason as a whole sentence."""
    return reason.say(reader_language())


@register.filter
def rate_words(row: ExchangeRate) -> str:
    """A rate with all its decimals."""
    return number_text(plain(row.value))


@register.filter
def waiting_figures(programme: Programme) -> int:
    """``{{ programme|waiting_figures }}``: how many figures wait for review."""
    return counts_of(programme)["submitted"]
