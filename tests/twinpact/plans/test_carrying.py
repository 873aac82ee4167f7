"""Carry-over neither loses nor doubles money or activities; last year's plan can be copied."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twinpact.plans.programmes import any_programmes, cop, programme
from twinpact.plans import (
    Counting,
    Period,
    Programme,
    Rates,
    Target,
    carry_over,
    copy_from_last_year,
    summary_of_programmes,
)
from twinpact.plans.carrying import CarriedBeforeError, NotTheNextYearError, is_open

NEXT = Programme("POA-2027", "AG-1", 2027)


def money(*programmes):
    """The known money of programmes, by currency."""
    sums = Counter()
    for one in programmes:
        for line in one.budget_lines:
            if line.amount is not None:
                sums[line.amount.currency] += line.amount.amount
    return {code: number for code, number in sums.items() if number}


def spent(*programmes):
    sums = Counter()
    for one in programmes:
        for line in one.budget_lines:
            if line.spent is not None:
                sums[line.spent.currency] += line.spent.amount
    return {code: number for code, number in sums.items() if number}


def test_what_is_open_goes_over_with_what_was_left():
    told = carry_over(programme(), into=NEXT)
    (old, fair) = told.closed.activities
    (new,) = told.next.activities
    assert (old.state, new.state, fair.state) == ("carried_over", "under_way", "done")
    assert (old.budget[0].amount, old.budget[0].spent) == (cop(400), cop(400))
    assert (new.budget[0].amount, new.budget[0].spent) == (cop(600), cop(0))
    assert (new.carried_from, new.budget[0].carried_from) == ("A1", "B1")
    assert new.indicators[0].targets[0].period.starts == date(2027, 1, 1)
    assert new.reached.total is None
    assert (told.closed.carried_to, told.next.carried_from) == ("POA-2027", "POA-2026")
    assert told.next.lines[0].priorities == ("P1",)


def test_a_line_whose_spending_nobody_told_stays_whole_and_is_named():
    told = carry_over(programme(), into=NEXT)
    assert told.unsettled == ("B2",)
    assert told.closed.activities[0].budget[1].amount is not None
    assert told.next.activities[0].budget[1].amount is None


@settings(max_examples=120, deadline=None)
@given(any_programmes(), st.booleans())
def test_carry_over_neither_loses_nor_doubles_money_or_activities(one, some):
    into = Programme("N", "AG", 2027)
    chosen = {activity.code for activity in one.activities[::2]} if some else None
    told = carry_over(one, into=into, activities=chosen)
    assert money(told.closed, told.next) == money(one)
    assert spent(told.closed, told.next) == spent(one)
    moved = [
        activity.code
        for activity in one.activities
        if is_open(activity) and (chosen is None or activity.code in chosen)
    ]
    assert [activity.carried_from for activity in told.next.activities] == moved
    assert len(told.closed.activities) == len(one.activities)
    counting = Counting("COP", Rates(), date(2026, 12, 31))
    both = summary_of_programmes([told.closed, told.next], counting)
    assert both.activities == len(one.activities)


@given(any_programmes())
def test_work_is_carried_over_once(one):
    into = Programme("N", "AG", 2027)
    told = carry_over(one, into=into)
    with pytest.raises(CarriedBeforeError):
        carry_over(told.closed, into=told.next)


@pytest.mark.parametrize(
    "into", [Programme("N", "AG-1", 2028), Programme("N", "AG-2", 2027), programme()]
)
def test_work_goes_to_the_next_year_of_the_same_agreement_only(into):
    with pytest.raises(NotTheNextYearError) as refused:
        carry_over(programme(), into=into)
    assert str(into.year) in refused.value.say("es")


def test_codes_that_the_new_year_has_already_are_told_apart_by_the_year():
    there = replace(programme(), code="POA-2027", year=2027)
    told = carry_over(programme(), into=there)
    assert [one.code for one in told.next.activities] == ["A1", "A2", "A1-2026"]
    assert len(told.next.lines) == 1


def test_overspent_money_leaves_nothing_to_carry():
    line = programme().lines[0]
    activity = replace(line.activities[0], budget=(
        replace(line.activities[0].budget[0], spent=cop(1200)),
    ))  # fmt: skip
    one = programme(lines=(replace(line, activities=(activity,)),))
    told = carry_over(one, into=NEXT)
    assert told.next.activities[0].budget == ()
    assert told.closed.activities[0].budget[0].amount == cop(1000)


def test_last_years_plan_is_copied_without_what_was_done():
    copied = copy_from_last_year(programme(), code="POA-2027")
    activity = copied.activities[0]
    assert (copied.year, activity.state, activity.carried_from) == (2027, "planned", None)
    assert activity.budget[0].amount is None
    assert activity.budget[0].spent is None
    assert activity.indicators[0].targets[1].period.ends == date(2027, 12, 31)
    assert activity.months == frozenset({2, 3, 4})
    with_amounts = copy_from_last_year(programme(), code="POA-2027", with_amounts=True)
    assert with_amounts.activities[0].budget[0].amount == cop(1000)
    assert Decimal(100) == with_amounts.budget[0].amount.amount


def test_a_target_to_the_end_of_february_stays_there_in_a_leap_year():
    line = programme().lines[0]
    first = line.activities[0]
    short = replace(first.indicators[0], targets=(
        Target(Period(date(2027, 1, 1), date(2027, 2, 28)), Decimal(1)),
    ))  # fmt: skip
    activity = replace(first, results=(replace(first.results[0], indicators=(short,)),))
    one = replace(programme(), year=2027, lines=(replace(line, activities=(activity,)),))
    copied = copy_from_last_year(one, code="x")
    assert copied.indicators[0].targets[0].period.ends == date(2028, 2, 29)
