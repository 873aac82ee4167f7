"""Published numbers are held against each other."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinpact.agreements import say
from twinpact.formats.published_counts import is_table_of_counts, read_published_counts
from twinpact.formats.tables import read_table
from twinpact.indicators.published_counts import (
    PublishedCount,
    disagreements,
    findings,
    impossible_totals,
    possible_shares,
    totals_add_up,
)
from twinpact.vocabularies import LANGUAGES

TABLE = Path(__file__).parents[3] / "data" / "founding" / "published_counts.csv"


@pytest.fixture(scope="module")
def published():
    table = read_table(TABLE)
    assert is_table_of_counts(table)
    counts, unread = read_published_counts(table)
    assert unread == []
    return counts


def test_the_ministry_and_the_web_page_disagree_three_times(published):
    found = {(int(d.first.value), int(d.second.value)) for d in disagreements(published)}
    assert found == {(11, 8), (3, 54), (14, 62)}


def test_the_third_difference_is_between_sums(published):
    sums = [d for d in disagreements(published) if d.first.added_up]
    assert [(d.first.written, d.second.value) for d in sums] == [("11 + 3", 62)]


def test_a_part_is_told_from_a_whole(published):
    parts = [d for d in disagreements(published) if d.part]
    assert [(d.first.form, d.second.form) for d in parts] == [
        ("cooperation_agreement", "not_twinning")
    ]


def test_the_totals_of_table_2_add_up(published):
    assert totals_add_up(published) == []


def test_a_wrong_total_is_found(published):
    wrong = [
        PublishedCount("MX-JAL", level, form, None, "count", Decimal(value), "X")
        for level, form, value in (
            ("state", "twinning", 8), ("municipality", "twinning", 24), (None, "twinning", 33),
        )
    ]  # fmt: skip
    (found,) = totals_add_up(wrong)
    assert (found.total.value, found.sum) == (33, 32)


def test_34_percent_cannot_come_from_8_11_or_14_agreements():
    assert impossible_totals(Decimal(34), [8, 11, 14]) == [8, 11, 14]


def test_34_percent_can_come_from_four_of_the_published_totals():
    shares = possible_shares(Decimal(34), [3, 4, 8, 11, 14, 24, 28, 32, 54, 58, 62, 90])
    assert [(s.part, s.total) for s in shares] == [(11, 32), (20, 58), (21, 62), (31, 90)]


def test_a_percentage_is_as_precise_as_it_is_written():
    assert possible_shares(Decimal("34.5"), [32]) == []
    assert [s.part for s in possible_shares(Decimal("34.38"), [32])] == [11]


@given(st.integers(1, 400), st.data())
def test_a_true_share_is_always_possible(total, data):
    part = data.draw(st.integers(0, total))
    percent = Decimal(int(Decimal(100 * part) / total + Decimal("0.5")))
    assert part in [share.part for share in possible_shares(percent, [total])]


def test_all_that_is_to_be_said_of_the_counts(published):
    found = findings(published)
    assert sorted(one.code for one in found) == [
        "counts_disagree", "counts_disagree", "part_not_in_whole", "share_impossible",
    ]  # fmt: skip
    assert {one.row for one in found} == {11, 12, 13}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_said_with_its_numbers(published, language):
    said = " ".join(say(one, language) for one in findings(published))
    for number in ("11 + 3 = 14", "62", "54", "34", "11/32", "31/90", "Jalisco"):
        assert number in said
    assert "{" not in said


def test_nothing_is_said_of_one_source_alone(published):
    ministry = [count for count in published if count.source.startswith("Secretary")]
    assert findings(ministry) == []


def test_a_row_that_is_no_count_becomes_a_finding():
    text = "territory,level,form,unit,value,source\nMX-JAL,state,twinning,count,many,X\n"
    counts, (found,) = read_published_counts(read_table(text.encode()))
    assert counts == []
    assert (found.code, found.row, found.column) == ("count_unread", 2, "value")
