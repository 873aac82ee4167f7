"""Beginning, facts, evidence, steps, overrides, silence: what is written, what is refused."""

from datetime import date

import pytest
from django.db import InternalError, transaction
from django.db.utils import Error

from twinpact import agreements as library
from twinpact.agreements.lifecycle import Override, replay
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements.models import Agreement, Registration
from website.procedures import convert
from website.procedures.actions import (
    DayAheadError,
    NothingAheadError,
    ProcedureBegunError,
    RegistryEntry,
    RuleNotOpenError,
    Shown,
    StateKnownError,
    StepForbiddenError,
    StepTakenMeanwhileError,
    UnknownFactError,
    begin_procedure,
    give_evidence,
    refresh_procedures,
    withdraw_evidence,
)
from website.procedures.course import course_of, with_parts
from website.procedures.models import DirectiveVersion, Procedure, RuleEvidence, TakenStep

pytestmark = pytest.mark.django_db
MARCH = [date(2026, 3, day) for day in range(1, 32)]


def course(procedure):
    return course_of(with_parts(Procedure.objects.all()).get(pk=procedure.pk))


# Beginning


def test_a_new_agreement_begins_in_exploration_under_both_sides_directives(begin):
    procedure = begin()
    assert procedure.state == procedure.beginning == "exploration"
    assert Agreement.register.get(pk=procedure.agreement_id).state == "exploration"
    assert [(s.side, s.country, s.directive.version) for s in procedure.sides.all()] == [
        (1, "MX", "1"),
        (2, "BR", "1"),
    ]


def test_a_country_without_a_directive_is_said_to_have_none(begin):
    procedure = begin("Jalisco", "Córdoba")
    assert procedure.sides.get(side=2).directive is None


def test_a_state_of_the_record_is_taken_over_and_nothing_is_invented(begin):
    procedure = begin(state="in_force")
    assert (procedure.state, procedure.beginning) == ("in_force", "in_force")
    assert not procedure.taken_steps.exists()
    assert not procedure.turns.exists()
    assert procedure.next_rule == ""


def test_an_agreement_has_one_procedure(begin, officer, at):
    procedure = begin()
    with pytest.raises(ProcedureBegunError):
        begin_procedure(agreement=procedure.agreement_id, on=date(2026, 3, 1), by=officer, at=at)


def test_what_has_ended_begins_no_procedure(begin):
    with pytest.raises(NothingAheadError):
        begin(state="terminated")


def test_a_procedure_does_not_begin_in_another_state_than_the_record_tells(
    enter, jalisco, officer, at
):
    row = enter("Jalisco", "São Paulo", office=jalisco)
    with pytest.raises(StateKnownError):
        begin_procedure(
            agreement=row.pk, on=date(2026, 3, 1), by=officer, at=at, state="exploration"
        )


def test_a_procedure_keeps_the_directive_it_began_under(begin, silence_counts, show):
    procedure = begin()
    silence_counts()
    show(procedure, "MX-5")
    assert procedure.sides.get(side=1).directive.version == "1"
    assert begin("Jalisco", "Córdoba").sides.get(side=1).directive.version == "1-approval"


# Facts


def test_an_answer_settles_the_condition_that_asks_for_it(begin, answer):
    procedure = begin()
    assert "within_own_powers" in course(procedure).assess(MARCH[1]).facts_wanted
    answer(procedure, "within_own_powers")
    procedure = Procedure.objects.get(pk=procedure.pk)
    assert procedure.facts["1"]["within_own_powers"]["answer"] == "yes"
    assert "within_own_powers" not in course(procedure).assess(MARCH[1]).facts_wanted


def test_an_answer_not_known_leaves_the_question_open(begin, answer):
    procedure = begin()
    answer(procedure, "within_own_powers", "unknown")
    assert "within_own_powers" in course(procedure).assess(MARCH[1]).facts_wanted


@pytest.mark.parametrize(
    ("fact", "said", "side"),
    [("own_level", "yes", 1), ("nothing", "yes", 1), ("within_own_powers", "maybe", 1),
     ("within_own_powers", "yes", 3), ("within_own_powers", "yes", 0)],
)  # fmt: skip
def test_what_nobody_can_answer_is_refused(begin, answer, fact, said, side):
    with pytest.raises(UnknownFactError):
        answer(begin(), fact, said, side)


# Evidence


def test_what_the_own_authority_does_only_the_authority_says(begin, show, officer):
    procedure = begin()
    show(procedure, "MX-5")
    with pytest.raises(NotAllowedError):
        show(procedure, "MX-7", by=officer)
    show(procedure, "MX-7")


def test_where_no_authority_works_here_the_office_enters_its_paper(begin, officer, at):
    procedure = begin()
    for rule in ("MX-5", "MX-7"):
        give_evidence(pk=procedure.pk, shown=Shown(1, rule, MARCH[1]), by=officer, at=at)
    assert procedure.evidence.count() == 2


def test_an_authority_cannot_say_what_the_office_did(begin, show, authority):
    with pytest.raises(NotAllowedError):
        show(begin(), "MX-5", by=authority)


def test_a_rule_that_waits_for_another_is_refused_with_the_rule(begin, show):
    with pytest.raises(RuleNotOpenError, match=r"MX-7.*Inform the SRE"):
        show(begin(), "MX-7")


def test_a_condition_is_no_step_and_a_strange_rule_is_no_rule(begin, show):
    procedure = begin()
    with pytest.raises(RuleNotOpenError, match="MX-3"):
        show(procedure, "MX-3")
    with pytest.raises(RuleNotOpenError, match="CN-5"):
        show(procedure, "CN-5")


def test_nothing_is_dated_in_the_future(begin, show, take):
    procedure = begin()
    with pytest.raises(DayAheadError):
        show(procedure, "MX-5", on=MARCH[9])
    with pytest.raises(DayAheadError):
        take(procedure, "begin_drafting", on=MARCH[9])


def test_evidence_that_is_withdrawn_counts_no_more_but_stays(begin, show, officer, at):
    procedure = begin()
    row = show(procedure, "MX-5")
    withdraw_evidence(pk=row.pk, reason="Another agreement was meant.", by=officer, at=at)
    assert RuleEvidence.objects.get(pk=row.pk).withdrawal_reason
    assert "1:MX-5" not in {one.key for one in course(procedure).assess(MARCH[1]).standings
                            if one.standing == "done"}  # fmt: skip


def test_a_registration_certificate_with_a_number_makes_the_registration(begin, way_to, show):
    procedure = begin()
    way_to(procedure, "registration")
    show(procedure, "MX-9", registry=RegistryEntry("Secretaría de Relaciones Exteriores", "77/26"))
    found = Registration.objects.get(agreement=procedure.agreement_id)
    assert (found.number, found.authority.name) == ("77/26", "Secretaría de Relaciones Exteriores")
    assert found.registered_earliest == date(2026, 3, 2)


# Steps


@pytest.fixture
def way_to(take, show, answer):
    """Go the way of a Mexican agreement with Brazil up to a state."""

    def go(procedure, state):
        steps = [
            lambda: answer(procedure, "within_own_powers"),
            lambda: take(procedure, "begin_drafting"),
            lambda: take(procedure, "submit_for_approval", artefacts=["agreement_draft"]),
            lambda: take(procedure, "request_opinion"),
            lambda: show(procedure, "MX-5"),
            lambda: take(procedure, "clear_for_signature"),
            lambda: show(procedure, "MX-7"),
            lambda: take(procedure, "sign", artefacts=["signed_agreement"]),
        ]
        for act in steps:
            if Procedure.objects.get(pk=procedure.pk).state == state:
                break
            act()

    return go


def test_the_record_follows_the_steps_and_names_the_office_as_its_source(
    begin, way_to, show, take
):
    procedure = begin(signed=library.UNKNOWN_DATE)
    way_to(procedure, "registration")
    show(procedure, "MX-9")
    take(procedure, "enter_into_force")
    row = Agreement.register.get(pk=procedure.agreement_id)
    assert (row.state, row.signed_earliest, row.in_force_earliest) == (
        "in_force", date(2026, 3, 2), date(2026, 3, 2),
    )  # fmt: skip
    said = row.statements.get(field="state", preferred=True)
    assert (said.source.kind, said.source.title, said.value) == ("office", "Jalisco", "in_force")


def test_a_forbidden_step_is_refused_with_the_rule_and_its_source(begin, answer, take):
    procedure = begin()
    answer(procedure, "within_own_powers")
    take(procedure, "begin_drafting")
    take(procedure, "submit_for_approval", artefacts=["agreement_draft"])
    with pytest.raises(StepForbiddenError) as refused:
        take(procedure, "clear_for_signature")
    assert "Inform the SRE (MX-5)" in str(refused.value)
    assert "Ley sobre la Celebración de Tratados, art. 7" in str(refused.value)
    assert procedure.taken_steps.count() == 2


def test_a_step_that_does_not_lead_on_is_refused_in_words(begin, take):
    with pytest.raises(StepForbiddenError, match=r"Exploration.*does not allow.*Renew"):
        take(begin(), "renew")


def test_a_step_without_its_paper_is_refused(begin, take):
    procedure = begin()
    take(procedure, "begin_drafting")
    with pytest.raises(StepForbiddenError, match="Draft agreement"):
        take(procedure, "submit_for_approval")


def test_a_step_of_a_number_that_is_taken_says_who_took_it(begin, take):
    procedure = begin()
    take(procedure, "begin_drafting")
    with pytest.raises(StepTakenMeanwhileError, match=r"Officer.*Begin drafting"):
        take(procedure, "begin_drafting", number=1)


def test_only_who_writes_in_the_office_takes_steps(begin, take, person, antioquia, jalisco):
    procedure = begin()
    for by in (
        person(Role.READER, jalisco), person(Role.AUTHORITY, jalisco),
        person(Role.ADMINISTRATOR, antioquia), person(),
    ):  # fmt: skip
        with pytest.raises(NotAllowedError):
            take(procedure, "begin_drafting", by=by)


def test_a_taken_step_is_never_changed_or_deleted(begin, take):
    row = take(begin(), "begin_drafting")
    for act in (row.delete, lambda: TakenStep.objects.filter(pk=row.pk).update(reason="another")):
        with pytest.raises((InternalError, Error)), transaction.atomic():
            act()


def test_the_text_of_a_directive_in_use_is_never_changed(begin):
    begin()
    with pytest.raises((InternalError, Error)), transaction.atomic():
        DirectiveVersion.objects.filter(country="MX").update(text="version: 2")


def test_both_heads_sign_with_the_step_itself(begin, way_to):
    procedure = begin()
    way_to(procedure, "registration")
    assert procedure.evidence.filter(rule="MX-8", side=1).count() == 1


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
