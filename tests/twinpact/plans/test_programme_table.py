"""A programme written as a table is the programme that is read from it."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.twinpact.plans.programmes import any_programmes, programme
from twinpact.formats.plans import likeliest_programme_table, read_programme_table
from twinpact.formats.tables import read_tables
from twinpact.formats.writing import write_xlsx
from twinpact.plans import Programme, Target, year_period
from twinpact.plans.programme_table import programme_header, programme_rows, year_target

LANGUAGES = ("es", "en", "pt")


def read_again(whole, language):
    rows = programme_rows(whole, language)
    file = write_xlsx(programme_header(language), rows, sheet="Programme")
    table = likeliest_programme_table(read_tables(file))
    return read_programme_table(table, Programme(whole.code, whole.agreement, whole.year))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_programme_is_read_as_it_was_written_in_each_language(language):
    whole = programme()
    told, findings, _remarks = read_again(whole, language)
    assert findings == []
    (was, _other), (now, _also) = whole.activities, told.activities
    assert now.title == was.title
    assert now.months == was.months
    assert now.modality == was.modality
    assert now.themes == was.themes
    assert now.expected.women == was.expected.women
    assert [one.amount for one in now.budget] == [one.amount for one in was.budget]
    assert [one.kind for one in now.budget] == [one.kind for one in was.budget]
    (mine,), (theirs,) = now.indicators, was.indicators
    year = (Target(year_period(whole.year), year_target(theirs)),)
    assert mine == replace(theirs, targets=year)


@given(any_programmes())
def test_no_known_amount_is_lost_and_no_unknown_one_made_up(whole):
    told, _findings, _remarks = read_again(whole, "en")
    was = [[one.amount for one in activity.budget] for activity in whole.activities]
    now = [[one.amount for one in activity.budget] for activity in told.activities]
    assert now == was
