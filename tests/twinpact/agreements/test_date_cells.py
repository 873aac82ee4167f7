"""Dates in cells: periods, numbers of days, and the order that a column has."""

import pytest

from twinpact.agreements import (
    AmbiguousDateError,
    UnreadDateError,
    read_agreements,
    recognise_columns,
)
from twinpact.agreements.parsing.date_cells import Order, order_of, read_date_cell


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2008-2011", "2008", "2011"),
        ("2008/2011", "2008", "2011"),
        ("1996 a 2001", "1996", "2001"),
        ("1998 – 2003", "1998", "2003"),
        ("desde 1998 hasta 2003", "1998", "2003"),
        ("agosto de 2008 – marzo de 2011", "2008-08", "2011-03"),
        ("2008-01-01/2011-12-31", "2008-01-01", "2011-12-31"),
        ("März 1998 bis Mai 2003", "1998-03", "2003-05"),
        ("janvier 1998 au mars 1999", "1998-01", "1999-03"),
    ],
)
def test_a_period_has_a_start_and_an_end(written, start, end):
    found = read_date_cell(written)
    assert (found.date.isoformat(), found.end.isoformat()) == (start, end)
    assert found.rule == "date_range"


@pytest.mark.parametrize("written", ["ago-2010", "1996/09", "septiembre de 1996", "Sept. 1996"])
def test_a_date_that_is_plain_needs_no_rule(written):
    found = read_date_cell(written)
    assert found.rule is None
    assert found.date.precision == "month"


@pytest.mark.parametrize(
    "written", ["2011-2008", "1998-99", "12-98", "about ten", "123456", "09999", "soon"]
)
def test_what_is_no_period_and_no_day_is_refused(written):
    with pytest.raises(UnreadDateError):
        read_date_cell(written)


def test_the_number_of_a_day_is_read_as_the_day_and_that_is_said():
    found = read_date_cell("36161")
    assert (found.date.isoformat(), found.rule) == ("1999-01-01", "date_serial")
    assert read_date_cell("40404.5").date.isoformat() == "2010-08-14"


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("ago-10", "2010-08"), ("jun-98", "1998-06"), ("13/06/98", "1998-06-13"),
        ("14 de agosto de 29", "2029-08-14"), ("junio '30", "1930-06"),
    ],
)  # fmt: skip
def test_a_year_of_two_digits_is_of_1930_to_2029_and_that_is_said(written, means):
    found = read_date_cell(written)
    assert (found.date.isoformat(), found.rule) == (means, "date_two_digits")


def test_day_and_month_before_a_year_of_two_digits_are_not_guessed_either():
    with pytest.raises(AmbiguousDateError):
        read_date_cell("12/06/98")
    order = order_of([(2, "25/06/98")])
    assert read_date_cell("12/06/98", order=order).date.isoformat() == "1998-06-12"


@pytest.mark.parametrize("written", ["c. 1998", "ca. 1998", "hacia 1998", "um 1998", "~1998"])
def test_a_date_that_is_about_right_is_kept_with_a_note(written):
    found = read_date_cell(written)
    assert (found.date.isoformat(), found.rule) == ("1998", "date_about")


def test_the_other_dates_of_a_column_settle_the_order_of_day_and_month():
    day_first = order_of([(2, "02/03/1998"), (3, "25/03/1998")])
    assert day_first == Order(True, "25/03/1998", 3)
    assert read_date_cell("02/03/1998", order=day_first).date.isoformat() == "1998-03-02"
    month_first = order_of([(2, "03/25/1998")])
    assert read_date_cell("02/03/1998", order=month_first).date.isoformat() == "1998-02-03"


@pytest.mark.parametrize(
    "cells", [[], [(2, "02/03/1998")], [(2, "25/03/1998"), (3, "03/25/1998")], [(2, "1998-03-25")]]
)
def test_a_column_that_does_not_say_its_order_settles_nothing(cells):
    assert order_of(cells) is None
    with pytest.raises(AmbiguousDateError):
        read_date_cell("02/03/1998", order=order_of(cells))


def read(rows):
    header = ("party_1", "party_2", "signed", "ends")
    table = [(n, dict(zip(header, row, strict=False))) for n, row in enumerate(rows, start=2)]
    return list(read_agreements(table, recognise_columns(header)))


def test_the_note_on_a_settled_date_says_which_row_settled_it():
    pairs = read([("A", "B", "02/03/1998"), ("A", "C", "25/03/1998")])
    ((agreement, (note,)), (_, none)) = pairs
    assert agreement.signed.isoformat() == "1998-03-02"
    assert none == []
    assert (note.code, note.column, note.row) == ("date_settled_by_column", "signed", 2)
    assert note.values["other"] == 3


def test_a_guessed_century_is_a_warning_and_an_approximate_date_a_note():
    ((agreement, (warning,)), (about, (note,))) = read(
        [("A", "B", "jun-98"), ("A", "C", "c. 1961")]
    )
    assert agreement.signed.isoformat() == "1998-06"
    assert (warning.code, warning.severity) == ("date_two_digits", "warning")
    assert about.signed.isoformat() == "1961"
    assert (note.code, note.severity) == ("date_about", "note")


def test_a_period_gives_an_end_only_where_no_column_does():
    ((period, _),) = read([("A", "B", "2008-2011")])
    assert (period.signed.isoformat(), period.ends.isoformat()) == ("2008", "2011")
    ((told, _),) = read([("A", "B", "2008-2011", "2012")])
    assert told.ends.isoformat() == "2012"
    ((until, _),) = read([("A", "B", None, "2008-2011")])
    assert (until.signed.isoformat(), until.ends.isoformat()) == ("", "2011")
