"""Signs of life come from dated evidence, and from nothing else."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from twinpact.agreements import parse_partial_date
from twinpact.agreements.life_signs import Trace, life_sign, say_life_sign
from twinpact.vocabularies import LANGUAGES, terms

TABLE = yaml.safe_load(Path(__file__).with_name("life_signs.yaml").read_text("utf-8"))


def traces(told):
    return [Trace(kind, parse_partial_date(str(day))) for kind, day in told]


@pytest.mark.parametrize("told", TABLE, ids=lambda told: told["case"])
def test_the_evidence_shows_this_sign(told):
    found = life_sign(traces(told["evidence"]), on=told["day"])
    assert found.sign == told["sign"]
    assert found.perhaps == told.get("perhaps")
    assert len(found.ignored) == told.get("ignored", 0)
    assert (found.sign == "unknown") <= (found.code in {"no_evidence", "life_after_end"})
    assert bool(found.traces) == (found.code != "no_evidence")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sign_is_said_with_its_evidence(language):
    trace = Trace("event", parse_partial_date("2026-05-01"), "Youth orchestra in Monterrey")
    said = say_life_sign(life_sign([trace], on=date(2026, 11, 24)), language)
    assert "Youth orchestra in Monterrey" in said
    assert "2026" in said
    assert "6" in said
    assert say_life_sign(life_sign([], on=date(2026, 11, 24)), language).endswith(".")


def test_the_thresholds_are_a_table_in_order():
    for code, word in terms("life_evidence").items():
        if code != "statement_of_end":
            assert 0 < word.extra["active"] < word.extra["fading"], code


RANK = ["active", "fading", "dormant"]
dates = st.one_of(
    st.dates(date(2015, 1, 1), date(2027, 12, 31)).map(str),
    st.integers(2015, 2027).map(str),
    st.just("Not available"),
).map(parse_partial_date)
kinds = [code for code in terms("life_evidence") if code != "statement_of_end"]
some = st.lists(st.builds(Trace, st.sampled_from(kinds), dates), max_size=5)
days = st.dates(date(2016, 1, 1), date(2028, 1, 1))


@given(some, days)
def test_without_evidence_of_before_the_day_nothing_is_said(told, on):
    found = life_sign(told, on=on)
    before = [one for one in told if one.on.earliest is not None and one.on.earliest <= on]
    assert (found.sign == "unknown") == (not before)
    assert set(found.traces) <= set(before)


@given(some, st.builds(Trace, st.sampled_from(kinds), dates), days)
def test_more_evidence_never_shows_less_life(told, more, on):
    before, after = life_sign(told, on=on), life_sign([*told, more], on=on)
    if before.sign != "unknown":
        assert RANK.index(after.sign) <= RANK.index(before.sign)


@given(some, days, days)
def test_without_new_evidence_life_only_fades(told, one, other):
    first, second = sorted((one, other))
    early, late = life_sign(told, on=first), life_sign(told, on=second)
    if early.sign != "unknown" and not early.ignored:
        assert RANK.index(early.sign) <= RANK.index(late.sign)


@given(some, days)
def test_what_may_be_better_is_better(told, on):
    found = life_sign(told, on=on)
    if found.perhaps is not None:
        assert RANK.index(found.perhaps) < RANK.index(found.sign)
