"""The light that a figure would give, and which of two figures of one day is the later one."""

from datetime import date
from decimal import Decimal

import pytest

from twinpact.plans import (
    Indicator,
    Target,
    Update,
    actual_of_period,
    asks_reason,
    light_if_approved,
    target_of,
    year_period,
)

YEAR = year_period(2025)
DAY = date(2025, 12, 1)
TAUGHT = Indicator("I1", "Teachers", targets=(Target(YEAR, Decimal(20)),))


def said(value, code="7", state="submitted"):
    number = None if value is None else Decimal(value)
    return Update(code, "I1", YEAR, DAY, "ana", number, state=state)


@pytest.mark.parametrize(
    ("value", "light", "asked"),
    [
        ("18", "green", False),
        ("12", "amber", True),
        ("0", "red", True),
        (None, "grey", False),
    ],
)
def test_a_figure_that_waits_shows_the_light_that_it_would_give(value, light, asked):
    told = light_if_approved(TAUGHT, said(value), [])
    assert told.light == light
    assert asks_reason(told) is asked


def test_what_counts_already_counts_with_it():
    before = said("10", code="3", state="approved")
    assert light_if_approved(TAUGHT, said("9"), [before]).light == "green"


def test_an_approved_figure_does_not_count_twice():
    before = said("10", state="approved")
    assert light_if_approved(TAUGHT, before, [before]).light == "red"


def test_a_period_without_a_target_has_none():
    assert target_of(TAUGHT, year_period(2024)) is None
    assert target_of(TAUGHT, YEAR) == Decimal(20)


def test_of_two_figures_of_one_day_the_tenth_is_later_than_the_ninth():
    level = Indicator("I1", "Partners", counting="cumulative", targets=TAUGHT.targets)
    told = [said("5", code="9", state="approved"), said("6", code="10", state="approved")]
    for updates in (told, told[::-1]):
        assert actual_of_period(level, YEAR, updates).value == Decimal(6)
