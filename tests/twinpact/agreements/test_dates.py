"""Dates are read exactly as precise as they were written."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from twinpact.agreements import (
    UNKNOWN_DATE,
    AmbiguousDateError,
    PartialDate,
    UnreadDateError,
    date_in_words,
    parse_partial_date,
    partial_date,
)

WRITTEN = yaml.safe_load(Path(__file__).with_name("dates.yaml").read_text("utf-8"))


@pytest.mark.parametrize("example", WRITTEN, ids=lambda example: example["written"] or "empty")
def test_a_date_means_what_its_source_wrote(example):
    found = parse_partial_date(example["written"])
    assert (found.isoformat() or "unknown") == example["means"]


def test_an_unknown_date_is_never_a_made_up_day():
    found = parse_partial_date("Not available")
    assert found == UNKNOWN_DATE
    assert found.earliest is None
    assert found.latest is None


def test_a_year_is_all_its_days():
    assert parse_partial_date("1961") == PartialDate(date(1961, 1, 1), date(1961, 12, 31), "year")


def test_day_and_month_that_can_change_places_are_refused_with_both_readings():
    with pytest.raises(AmbiguousDateError) as doubt:
        parse_partial_date("02/03/1998")
    days = [candidate.isoformat() for candidate in doubt.value.candidates]
    assert days == ["1998-03-02", "1998-02-03"]


@pytest.mark.parametrize(
    "written",
    ["31/02/2010", "30 de febrero de 2010", "2010-13", "2010-02-30", "14/14/2010", "1998-2003",
     "ago-10", "c. 1998", "soon", "12345", "0000", "2010 2011", "1 2 3", "\x00", "²⁰¹⁰"],
)  # fmt: skip
def test_what_is_no_date_is_refused_aloud(written):
    with pytest.raises(UnreadDateError):
        parse_partial_date(written)


def days():
    return st.dates(date(1000, 1, 1), date(2199, 12, 31))


@st.composite
def partial_dates(draw):
    day = draw(days())
    precision = draw(st.sampled_from(["year", "month", "day"]))
    numbers = {"year": (), "month": (day.month,), "day": (day.month, day.day)}[precision]
    return partial_date(day.year, *numbers)


@given(partial_dates())
def test_iso_8601_is_read_back(written):
    assert parse_partial_date(written.isoformat()) == written


@given(partial_dates(), st.sampled_from(["es", "en", "pt"]))
def test_a_date_in_words_is_read_back(written, language):
    assert parse_partial_date(date_in_words(written, language), language=language) == written


@given(st.text(max_size=40))
def test_any_text_gives_a_date_or_a_named_refusal(text):
    try:
        found = parse_partial_date(text)
    except (UnreadDateError, AmbiguousDateError):
        return
    assert (found.earliest is None) == (found.precision == "unknown")


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "agosto de 2010"), ("en", "August 2010"), ("pt", "agosto de 2010")],
)
def test_a_month_is_said_in_the_readers_language(language, words):
    assert date_in_words(partial_date(2010, 8), language) == words


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_an_unknown_date_in_words_is_read_as_unknown(language):
    assert parse_partial_date(date_in_words(UNKNOWN_DATE, language)) == UNKNOWN_DATE
