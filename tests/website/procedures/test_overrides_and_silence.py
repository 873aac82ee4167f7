"""Rules set aside, silences that count, replays, and what desks read."""

from datetime import date

import pytest

from twinpact.agreements.lifecycle import Override, replay
from website.accounts.permissions import NotAllowedError
from website.procedures import convert
from website.procedures.actions import StepForbiddenError, refresh_procedures
from website.procedures.course import course_of, with_parts
from website.procedures.models import Procedure

pytestmark = pytest.mark.django_db
MARCH = [date(2026, 3, day) for day in range(1, 32)]


def course(procedure):
    return course_of(with_parts(Procedure.objects.all()).get(pk=procedure.pk))


# Overrides


def test_an_administrator_sets_a_rule_aside_with_a_reason_that_stays(
    begin, answer, take, administrator
):
    procedure = begin()
    answer(procedure, "within_own_powers")
    take(procedure, "begin_drafting")
    take(procedure, "submit_for_approval", artefacts=["agreement_draft"])
    aside = [Override("1:MX-5", "The SRE was told by telephone.")]
    with pytest.raises(NotAllowedError):
        take(procedure, "clear_for_signature", overrides=aside)
    row = take(procedure, "clear_for_signature", overrides=aside, by=administrator)
    assert row.overrides == [{"rule": "1:MX-5", "reason": "The SRE was told by telephone."}]
    told = {one.key: one for one in course(procedure).assess(MARCH[1]).standings}
    assert told["1:MX-5"].standing == "overridden"


def test_an_override_without_a_reason_or_of_a_strange_rule_is_refused(begin, take, administrator):
    procedure = begin()
    for aside in (Override("1:MX-5", "Why not"), Override("1:MX-1", "  ")):
        with pytest.raises(StepForbiddenError):
            take(procedure, "begin_drafting", overrides=[aside], by=administrator)


# Silence


def test_silence_that_counts_becomes_a_fact_when_its_day_has_passed(
    silence_counts, begin, way_to, take, show, later
):
    silence_counts()
    procedure = begin()
    way_to(procedure, "opinion")
    show(procedure, "MX-5")
    take(procedure, "clear_for_signature")
    procedure.refresh_from_db()
    last = procedure.turns.get(rule="MX-7").due
    assert procedure.due == last == date(2026, 3, 31)
    with pytest.raises(StepForbiddenError, match="MX-7"):
        take(procedure, "sign", on=last, at=later(last), artefacts=["signed_agreement"])
    day = date(2026, 4, 1)
    row = take(procedure, "sign", on=day, at=later(day), artefacts=["signed_agreement"])
    assert row.silences == [{"rule": "1:MX-7", "on": "2026-04-01"}]
    assert "1:MX-7" in row.met


def test_a_passing_day_brings_the_desks_up_to_date(silence_counts, begin, way_to, show, later):
    silence_counts("refusal")
    procedure = begin()
    way_to(procedure, "opinion")
    show(procedure, "MX-5")
    procedure.refresh_from_db()
    assert procedure.asked == "MX"
    day = date(2026, 4, 2)
    assert refresh_procedures(at=later(day)) == 1
    procedure.refresh_from_db()
    assert not procedure.turns.filter(rule="MX-7").exists()
    assert refresh_procedures(at=later(day)) == 0


# Replay


def test_stored_steps_replayed_by_the_library_give_the_stored_state(begin, way_to, show, take):
    procedure = begin()
    way_to(procedure, "registration")
    show(procedure, "MX-9")
    take(procedure, "enter_into_force")
    take(procedure, "suspend", reason="Elections")
    take(procedure, "resume")
    procedure.refresh_from_db()
    rows = list(procedure.taken_steps.all())
    life = convert.life_of(procedure, rows)
    assert (life.state, len(life.taken)) == (procedure.state, len(rows))
    same = [convert.requirements_then(row) for row in rows]
    assert all(one == same[0] for one in same)
    assert replay(map(convert.taken_of, rows), same[0]) == life


def test_the_desks_know_whose_turn_it_is(begin, answer, take, show):
    procedure = begin()
    answer(procedure, "within_own_powers")
    take(procedure, "begin_drafting")
    take(procedure, "submit_for_approval", artefacts=["agreement_draft"])
    procedure.refresh_from_db()
    assert (procedure.next_step, procedure.next_rule) == ("request_opinion", "")
    take(procedure, "request_opinion")
    procedure.refresh_from_db()
    assert (procedure.next_step, procedure.next_rule) == ("clear_for_signature", "1:MX-5")
    assert (procedure.turn_side, procedure.turn_actor, procedure.asked) == (1, "office", "")
    show(procedure, "MX-5")
    procedure.refresh_from_db()
    assert procedure.asked == "MX"
    turn = procedure.turns.get(rule="MX-7")
    assert (turn.country, turn.asks_authority, turn.since) == ("MX", True, date(2026, 3, 2))
