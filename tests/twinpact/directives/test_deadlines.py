"""Deadlines end on the right day: leap days, holidays, months, time zones."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from twinpact.directives import (
    Case,
    Deadline,
    Evidence,
    Side,
    UnknownCalendarError,
    ZoneMissingError,
    assess,
    directives,
    is_working_day,
    last_day,
    local_day,
    read_directive,
    working_days_after,
)
from twinpact.directives.directive import SIGNATURE

COUNTRIES = ("BR", "CN", "CO", "FR", "JP", "MX", "US")
ZONES = ("America/Mexico_City", "America/Bogota", "America/Sao_Paulo", "Asia/Tokyo",
         "Asia/Shanghai", "Europe/Paris", "Pacific/Kiritimati", "Pacific/Pago_Pago")  # fmt: skip
days = st.dates(date(1999, 1, 1), date(2045, 12, 31))


def end(since, number, unit, country="MX", **more):
    return last_day(Deadline(SIGNATURE, unit, number, **more), since, country=country)


@pytest.mark.parametrize(
    ("since", "number", "unit", "country", "last"),
    [
        (date(2028, 1, 31), 1, "months", "MX", date(2028, 2, 29)),
        (date(2027, 1, 31), 1, "months", "MX", date(2027, 2, 28)),
        (date(2100, 1, 30), 1, "months", "MX", date(2100, 2, 28)),
        (date(2028, 2, 29), 12, "months", "MX", date(2029, 2, 28)),
        (date(2026, 11, 15), 3, "months", "MX", date(2027, 2, 15)),
        (date(2028, 2, 28), 2, "days", "MX", date(2028, 3, 1)),
        (date(2027, 2, 28), 2, "days", "MX", date(2027, 3, 2)),
        (date(2026, 9, 15), 1, "working_days", "MX", date(2026, 9, 17)),
        (date(2026, 7, 13), 1, "working_days", "FR", date(2026, 7, 15)),
        (date(2026, 12, 7), 1, "working_days", "CO", date(2026, 12, 9)),
        (date(2026, 9, 4), 1, "working_days", "BR", date(2026, 9, 8)),
        (date(2026, 7, 2), 1, "working_days", "US", date(2026, 7, 6)),
        (date(2026, 5, 1), 1, "working_days", "JP", date(2026, 5, 7)),
        (date(2028, 2, 28), 1, "working_days", "CO", date(2028, 2, 29)),
    ],
)  # fmt: skip
def test_a_deadline_ends_on_this_day(since, number, unit, country, last):
    assert end(since, number, unit, country) == last


def test_of_a_deadline_without_a_length_nobody_knows_the_end():
    assert end(date(2026, 1, 1), None, None) is None


def test_working_days_without_a_calendar_are_not_counted():
    assert end(date(2026, 1, 1), 5, "working_days", None) is None
    assert end(date(2026, 1, 1), 5, "working_days", "ZZ") is None
    with pytest.raises(UnknownCalendarError):
        is_working_day(date(2026, 1, 1), country="ZZ")


def test_the_calendar_of_the_rule_goes_before_that_of_the_party():
    assert end(date(2026, 9, 15), 1, "working_days", "FR", calendar="MX") == date(2026, 9, 17)


def test_a_day_far_beyond_all_calendars_has_no_deadline():
    assert end(date(9999, 12, 31), 3, "months") is None


@settings(max_examples=200, deadline=None)
@given(days, st.integers(1, 60), st.sampled_from(COUNTRIES))
def test_so_many_working_days_lie_in_the_time_and_its_last_day_is_one(since, number, country):
    last = working_days_after(since, number, country=country)
    between = [since + timedelta(days=n) for n in range(1, (last - since).days + 1)]
    assert sum(is_working_day(day, country=country) for day in between) == number
    assert is_working_day(last, country=country)


@settings(max_examples=200, deadline=None)
@given(days, st.integers(1, 120))
def test_months_end_on_the_same_number_or_on_the_last_day_of_the_month(since, number):
    last = end(since, number, "months")
    assert (last.year * 12 + last.month) - (since.year * 12 + since.month) == number
    assert last.day == since.day or (last + timedelta(days=1)).day == 1
    assert last.day <= since.day


@settings(max_examples=100, deadline=None)
@given(days, st.integers(1, 400), st.sampled_from(["days", "working_days", "months"]))
def test_a_longer_deadline_never_ends_earlier(since, number, unit):
    assert since < end(since, number, unit) <= end(since, number + 1, unit)


@settings(max_examples=100, deadline=None)
@given(days, st.integers(1, 60), st.sampled_from(COUNTRIES))
def test_a_day_that_moves_goes_to_the_next_working_day(since, number, country):
    stays = end(since, number, "days", country)
    moved = end(since, number, "days", country, free_day="moves")
    assert moved >= stays
    assert is_working_day(moved, country=country)
    passed = [stays + timedelta(days=n) for n in range((moved - stays).days)]
    assert not any(is_working_day(day, country=country) for day in passed)


@pytest.mark.parametrize("zone", ZONES)
def test_an_instant_is_the_day_that_it_is_where_the_authority_sits(zone):
    instant = datetime(2026, 3, 1, 4, 30, tzinfo=UTC)
    expected = instant.astimezone(ZoneInfo(zone)).date()
    assert local_day(instant, zone) == expected
    assert local_day(date(2026, 3, 1), zone) == date(2026, 3, 1)


def test_an_instant_without_a_zone_is_no_day():
    with pytest.raises(ZoneMissingError):
        local_day(datetime(2026, 3, 1, 4, 30), "Asia/Tokyo")  # noqa: DTZ001


def silent(zone, number=1, unit="days"):
    """A directive whose one deadline approves by silence, of an authority in this zone."""
    return read_directive(f"""
country: ZZ
version: "1"
zone: {zone}
title: &none {{es: Prueba, en: Test, pt: Teste}}
text: {{es: Prueba, en: Test, pt: Teste}}
rules:
- {{id: ZZ-1, kind: step, order: 1, actor: office, silence: nothing, blocking: true, before: sign,
   title: {{es: P, en: T, pt: T}}, text: {{es: P, en: T, pt: T}}, source: {{title: Act}},
   confidence: practice}}
- {{id: ZZ-2, kind: step, order: 2, after: [ZZ-1], actor: national_authority, silence: approval,
   deadline: {{counted_from: ZZ-1, number: {number}, unit: {unit}, calendar: MX}}, blocking: true,
   before: sign, title: {{es: P, en: T, pt: T}}, text: {{es: P, en: T, pt: T}},
   source: {{title: Act}}, confidence: practice}}
""".replace("&none ", ""))  # fmt: skip


def standing(directive, sent, on):
    case = Case((Side("ZZ", "state"), Side("BR", "state")))
    known = {**directives(), "ZZ": directive}
    evidence = [Evidence("ZZ-1", sent)]
    assessment = assess(case, on=on, evidence=evidence, directives=known)
    return {one.rule.id: one for one in assessment.sides[0].standings}["ZZ-2"]


instants = st.datetimes(
    datetime(2000, 1, 1), datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-11)), timezone(timedelta(hours=14)),
                               ZoneInfo("Europe/Paris"), ZoneInfo("America/Bogota")]),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(instants, st.sampled_from(ZONES), st.integers(1, 90),
       st.sampled_from(["days", "working_days", "months"]))  # fmt: skip
def test_silence_counts_from_the_first_instant_after_the_authoritys_last_day(
    sent, zone, number, unit
):
    directive = silent(zone, number, unit)
    due = standing(directive, sent, sent).due
    assert due.day == end(sent.astimezone(ZoneInfo(zone)).date(), number, unit, "MX")
    assert due.ends_at.astimezone(ZoneInfo(zone)).date() == due.day + timedelta(days=1)
    ends_at = due.ends_at.astimezone(UTC)
    before, after = ends_at - timedelta(seconds=1), ends_at + timedelta(seconds=1)
    # Where clocks go back at midnight the last second is the same day.
    assume(before.astimezone(ZoneInfo(zone)).date() == due.day)
    assert standing(directive, sent, before).standing == "open"
    assert standing(directive, sent, before).silence_counted is False
    later = standing(directive, sent, after)
    assert later.standing == "done_by_silence"
    assert later.silence_counted is True
    assert later.on == due.day + timedelta(days=1)


def test_the_same_instant_is_still_in_time_in_mexico_and_too_late_in_tokyo():
    sent, on = date(2026, 3, 1), datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    assert standing(silent("America/Mexico_City"), sent, on).standing == "open"
    assert standing(silent("Asia/Tokyo"), sent, on).standing == "done_by_silence"


@settings(max_examples=50, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 400))
def test_days_left_count_down_to_the_last_day(sent, later):
    found = standing(silent("America/Mexico_City", 30), sent, sent + timedelta(days=later))
    assert found.due.days_left == 30 - later
    assert (found.standing == "open") == (later <= 30)
