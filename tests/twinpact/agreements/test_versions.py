"""What two parties say of one field, and how it stands between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinpact.agreements.versions import (
    AGREED,
    STANDINGS,
    VERDICTS,
    confirmed_by_all,
    same_value,
    standing,
    together,
    verdict,
)
from twinpact.vocabularies import terms

#: said, shown then, own value of the counterpart, shown now, how it stands
CASES = [
    ("confirmed", "1961", None, "1961", "confirmed"),
    ("confirmed", "1961", None, "1962", "reopened"),
    ("confirmed", "1961", None, None, "reopened"),
    ("confirmed", "A  text", None, "A text", "confirmed"),
    ("confirmed", ["b", "a"], None, ["a", "b"], "confirmed"),
    ("differing", "1961", "1962", "1961", "differing"),
    ("differing", "1961", "1962", "1962", "confirmed"),
    ("differing", "1961", "1962", "1963", "reopened"),
    ("differing", None, "1962", None, "differing"),
    ("differing", "1961", None, "1961", "differing"),
    ("differing", "1961", None, None, "reopened"),
    ("unknown", "1961", None, "1961", "counterpart_unknown"),
    ("unknown", "1961", None, None, "both_unknown"),
    ("unknown", None, None, None, "both_unknown"),
    ("unknown", None, None, "1961", "reopened"),
    ("unknown", [], None, [], "both_unknown"),
    ("silent", "1961", None, "1961", "silent"),
    ("silent", "1961", None, "1962", "silent"),
]
VALUES = st.none() | st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=3)


@pytest.mark.parametrize(("said", "asked", "value", "present", "expected"), CASES)
def test_how_a_field_stands(said, asked, value, present, expected):
    assert standing(said, asked=asked, value=value, present=present) == expected


@pytest.mark.parametrize(
    ("asked", "own", "expected"),
    [
        ("1961", "1961", "confirmed"),
        ("1961", "1962", "differing"),
        ("1961", None, "unknown"),
        (None, "1961", "differing"),
        (None, None, "unknown"),
        (["a"], [], "unknown"),
    ],
)
def test_what_a_record_says_of_the_value_of_another(asked, own, expected):
    assert verdict(asked=asked, own=own) == expected


@given(VALUES, VALUES)
def test_a_record_compared_with_itself_always_agrees(asked, other):
    said = verdict(asked=asked, own=asked)
    assert standing(said, asked=asked, value=None, present=asked) in AGREED
    assert same_value(asked, other) == same_value(other, asked)


@given(st.sampled_from(VERDICTS), VALUES, VALUES, VALUES)
def test_a_change_of_the_register_never_makes_a_confirmation_of_another_value(
    said, asked, value, present
):
    now = standing(said, asked=asked, value=value, present=present)
    if now == "confirmed":
        assert same_value(present, asked) or same_value(present, value)


def test_several_counterparts_agree_only_together():
    assert together(["confirmed", "differing"]) == "differing"
    assert together(["confirmed", "confirmed"]) == "confirmed"
    assert together([]) == "silent"


def test_a_record_of_which_nobody_knows_anything_is_not_confirmed():
    assert not confirmed_by_all(["both_unknown", "both_unknown"])
    assert confirmed_by_all(["both_unknown", "confirmed"])
    assert not confirmed_by_all(["confirmed", "silent"])
    assert not confirmed_by_all([])


def test_every_standing_has_its_words():
    assert tuple(terms("version_standings")) == STANDINGS
