"""Money is read with its currency, and what can be two amounts is told."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinpact.agreements import read_agreements, recognise_columns
from twinpact.agreements.money import Money
from twinpact.agreements.parsing.money import (
    AmbiguousMoneyError,
    UnreadMoneyError,
    parse_money,
)


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("US$ 1.234,56", "1234.56", "USD"),
        ("1,234.56 EUR", "1234.56", "EUR"),
        ("1 234,5 euros", "1234.5", "EUR"),
        ("R$ 1.500.000", "1500000", "BRL"),
        ("2 millones de dólares", "2000000", "USD"),
        ("15 mil pesos", "15000", None),
        ("$ 12500", "12500", None),
        ("£775000", "775000", "GBP"),
        ("100 pesos mexicanos", "100", "MXN"),
        ("1.5 million US dollars", "1500000", "USD"),
        ("0.500 EUR", "0.5", "EUR"),
        ("12,5", "12.5", None),
        ("3'000'000.50 CHF", "3000000.50", "CHF"),
    ],
)
def test_an_amount_is_read_as_it_was_written(written, amount, currency):
    assert parse_money(written) == Money(written, Decimal(amount), currency)


def test_one_mark_before_three_digits_can_be_two_amounts():
    with pytest.raises(AmbiguousMoneyError) as doubt:
        parse_money("1.500 €")
    assert doubt.value.candidates == (Decimal(1500), Decimal("1.500"))


@pytest.mark.parametrize(
    "written", ["no hay", "", "12 y 15", "1998-2003", "12 manzanas", "9" * 40]
)
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(UnreadMoneyError):
        parse_money(written)


@given(st.text(max_size=60))
def test_any_text_gives_an_amount_or_a_named_refusal(text):
    with suppress(UnreadMoneyError, AmbiguousMoneyError):
        assert parse_money(text).amount is not None


@pytest.mark.parametrize(
    ("written", "code", "amount"),
    [
        ("1.500 €", "money_ambiguous", None),
        ("mucho", "money_unread", None),
        ("$ 12500", "currency_unknown", Decimal(12500)),
    ],
)
def test_a_doubt_about_money_is_a_finding_and_its_words_stay(written, code, amount):
    header = ("Municipio", "Contraparte", "Presupuesto")
    row = dict(zip(header, ("Bello", "Bilbao", written), strict=True))
    ((agreement, found),) = read_agreements([(2, row)], recognise_columns(header))
    assert [(one.code, one.column) for one in found] == [(code, "budget")]
    assert agreement.budget.written == written
    assert agreement.budget.amount == amount
