"""Money in several currencies: what is known adds up, what is not is told, nothing is guessed."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twinpact.plans.programmes import CURRENCIES, amounts, any_programmes, cop, programme
from twinpact.plans import (
    Amount,
    Counting,
    NoAmountError,
    NoRateError,
    Rate,
    Rates,
    add_summaries,
    budget_by,
    summary_of_line,
    summary_of_priority,
    summary_of_programme,
    summary_of_programmes,
    total,
)
from twinpact.plans.totals import OtherCurrencyError, Total

DAY = date(2026, 1, 1)
ALL_RATES = Rates(
    (
        Rate("EUR", "COP", Decimal("4512.37"), date(2025, 12, 30)),
        Rate("USD", "COP", Decimal("3998.1"), date(2025, 12, 30)),
        Rate("MXN", "COP", Decimal("221.05"), date(2025, 12, 30)),
    )
)
COUNTING = Counting("COP", ALL_RATES, date(2026, 12, 31))


def euros(number):
    return Amount(Decimal(number), "EUR")


def test_a_rate_holds_from_its_day_on_until_a_later_one_or_too_old():
    rates = Rates(
        (Rate("EUR", "COP", Decimal(4), date(2025, 1, 1)), Rate("EUR", "COP", Decimal(5), DAY))
    )
    assert rates.convert(euros(2), "COP", on=date(2025, 12, 31)) == cop(8)
    assert rates.convert(euros(2), "COP", on=DAY) == cop(10)
    assert rates.convert(euros(2), "COP", on=date(2024, 12, 31)) is None
    assert rates.convert(euros(2), "COP", on=date(2027, 1, 3)) is None


def test_a_rate_is_never_turned_around():
    rates = Rates((Rate("COP", "EUR", Decimal("0.0002"), DAY),))
    assert rates.convert(euros(2), "COP", on=DAY) is None


@pytest.mark.parametrize("value", [Decimal(0), Decimal(-1)])
def test_a_rate_is_positive(value):
    with pytest.raises(NoRateError):
        Rate("EUR", "COP", value, DAY)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1e99999")])
def test_an_amount_is_a_number_of_a_size_that_money_has(value):
    with pytest.raises(NoAmountError):
        Amount(value, "COP")


def test_a_missing_rate_leaves_a_known_part_and_what_could_not_be_converted():
    told = total(
        [(cop(100), None), (euros(2), None), (euros(3), None), (None, None)],
        into="COP",
        rates=Rates(),
        on=DAY,
    )
    assert told == Total("COP", Decimal(100), (euros(5),), unknown=1, lines=4)
    assert told.value is None
    assert not told.is_complete


def test_the_total_of_nothing_is_not_known_and_that_of_zeros_is_zero():
    assert total([], into="COP", rates=Rates(), on=DAY).value is None
    assert total([(cop(0), None)], into="COP", rates=Rates(), on=DAY).value == 0


def test_totals_of_two_currencies_are_not_added():
    with pytest.raises(OtherCurrencyError):
        Total("COP") + Total("EUR")


@given(st.lists(st.one_of(st.none(), amounts)), st.integers(0, 50))
def test_the_sum_of_the_parts_is_the_whole_however_it_is_split(each, cut):
    lines = [(one, None) for one in each]
    whole = total(lines, into="COP", rates=ALL_RATES, on=DAY)
    parts = [total(some, into="COP", rates=ALL_RATES, on=DAY)
             for some in (lines[:cut], lines[cut:])]  # fmt: skip
    assert parts[0] + parts[1] == whole
    assert whole.lines == len(each)
    assert whole.unknown == sum(one is None for one in each)


@given(st.lists(amounts), st.sets(st.sampled_from(CURRENCIES[1:])))
def test_what_no_rate_converts_is_kept_to_the_cent_in_its_own_currency(each, without):
    rates = Rates(tuple(rate for rate in ALL_RATES.rates if rate.currency not in without))
    told = total([(one, None) for one in each], into="COP", rates=rates, on=DAY)
    left = Counter()
    for one in each:
        if one.currency in without:
            left[one.currency] += one.amount
    assert {one.currency: one.amount for one in told.unconverted} == dict(left)
    assert told.is_complete == (not left)


@settings(max_examples=60, deadline=None)
@given(st.lists(any_programmes(), max_size=3))
def test_roll_ups_add_up_from_line_to_programme_to_agreement_to_office(programmes):
    whole = summary_of_programmes(programmes, COUNTING)
    each = [summary_of_programme(one, COUNTING) for one in programmes]
    assert add_summaries(each, currency="COP") == whole
    assert add_summaries(reversed(each), currency="COP") == whole
    assert whole.budget == whole.cash + whole.in_kind
    assert whole.budget.lines == sum(len(one.budget_lines) for one in programmes)
    assert whole.activities == sum(len(one.activities) for one in programmes)
    for one, told in zip(programmes, each, strict=True):
        by_kind = budget_by(one, COUNTING, lambda line: line.kind)
        parts = list(by_kind.values())
        assert sum(part.lines for part in parts) == told.budget.lines
        assert sum((part.known for part in parts), Decimal(0)) == told.budget.known
        lines = [summary_of_line(line, 2026, COUNTING) for line in one.lines]
        inside = add_summaries(lines, currency="COP")
        assert inside.activities == told.activities
        assert inside.budget.lines + len(one.budget) == told.budget.lines


def test_a_programme_comes_to_its_lines_and_what_is_put_in_for_the_whole():
    told = summary_of_programme(programme(), COUNTING)
    assert told.cash.value == 1100
    assert told.in_kind.value == 50 * Decimal("4512.37")
    assert told.spent.unknown == 1
    assert told.spent.value is None
    assert (told.expected.women, told.expected.men, told.expected.unknown) == (30, 20, 1)
    assert told.expected.value is None
    assert told.states == {"done": 1, "under_way": 1}
    assert told.lights == {"grey": 1}


def test_a_priority_comes_to_the_lines_that_answer_to_it():
    assert summary_of_priority("P1", [programme()], COUNTING).cash.value == 1000
    assert summary_of_priority("P9", [programme()], COUNTING).activities == 0
