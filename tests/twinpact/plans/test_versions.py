"""One programme a year, drafted by one side and agreed by both."""

from dataclasses import replace
from datetime import date

import pytest

from tests.twinpact.plans.programmes import programme
from twinpact.plans import (
    Activity,
    Line,
    PlanRefusedError,
    RepeatedCodeError,
    SecondProgrammeError,
    SideAgreed,
    agree,
    agreed_version,
    check_one_a_year,
    draft,
)
from twinpact.plans.programme import WrongActivityError

DAY = date(2026, 1, 10)


def test_a_programme_holds_once_both_sides_agreed_to_the_same_version():
    versions = draft((), programme(), side=1, on=DAY)
    versions = agree(versions, 1, SideAgreed(1, DAY, "Oficina"))
    assert agreed_version(versions) is None
    assert versions[0].missing_sides == (2,)
    versions = agree(versions, 1, SideAgreed(2, date(2026, 2, 1), "Carta 12"))
    assert agreed_version(versions).agreed_on == date(2026, 2, 1)


def test_a_change_begins_the_round_anew_and_the_agreed_version_still_holds():
    versions = draft((), programme(), side=1, on=DAY)
    for side in (1, 2):
        versions = agree(versions, 1, SideAgreed(side, DAY))
    versions = draft(versions, replace(programme(), title="Cambiado"), side=2, on=DAY)
    assert versions[-1].missing_sides == (1, 2)
    assert agreed_version(versions).number == 1


def refused(versions, number, said):
    with pytest.raises(PlanRefusedError) as problem:
        agree(versions, number, said)
    assert problem.value.say("pt")
    return problem.value.code


def test_what_cannot_be_agreed_to_is_refused_with_its_reason():
    versions = draft((), programme(), side=1, on=DAY)
    assert refused(versions, 1, SideAgreed(3, DAY)) == "side_unknown"
    assert refused(versions, 2, SideAgreed(1, DAY)) == "version_not_open"
    assert refused(versions, 1, SideAgreed(1, date(2025, 1, 1))) == "step_too_early"
    versions = agree(versions, 1, SideAgreed(1, DAY))
    assert refused(versions, 1, SideAgreed(1, DAY)) == "side_agreed_before"
    newer = draft(versions, programme(), side=2, on=DAY)
    assert refused(newer, 1, SideAgreed(2, DAY)) == "version_not_open"


def test_an_agreement_has_one_programme_a_year():
    check_one_a_year([programme(), programme(code="x", year=2027), programme(agreement="AG-2")])
    with pytest.raises(SecondProgrammeError) as problem:
        check_one_a_year([programme(), programme(code="x")])
    assert problem.value.say("es") == "El acuerdo ya tiene un programa para 2026."


def test_codes_stand_once_and_months_are_those_of_a_year():
    twice = (Line("L1", "x", activities=(Activity("A", "x"), Activity("A", "y"))),)
    with pytest.raises(RepeatedCodeError):
        programme(lines=twice)
    with pytest.raises(WrongActivityError):
        Activity("A", "x", months=frozenset({13}))


def test_an_activity_runs_from_its_first_to_its_last_month():
    first, fair = programme().activities
    assert (first.period(2026).starts, first.period(2026).ends) == (
        date(2026, 2, 1),
        date(2026, 4, 30),
    )
    assert fair.period(2026).ends == date(2026, 11, 30)
    assert Activity("A", "x", months=frozenset({12})).period(2026).ends == date(2026, 12, 31)
    assert Activity("A", "x").period(2026) is None
