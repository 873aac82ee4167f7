"""Beginning, facts, evidence, steps, overrides, silence: what is written, what is refused."""

from datetime import date

import pytest
from django.db import InternalError, transaction
from django.db.utils import Error

from twinpact import agreements as library
from twinpact.agreements import lifecycle
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements.actions import remove_agreements
from website.agreements.models import Agreement, Registration
from website.procedures.actions import (
    DayAheadError,
    NothingAheadError,
    ProcedureBegunError,
    RecordDisagreesError,
    RegistryEntry,
    RuleNotOpenError,
    Shown,
    StateKnownError,
    StepForbiddenError,
    StepTakenMeanwhileError,
    UnknownFactError,
    begin_procedure,
    give_evidence,
    take_step,
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
    assert row.statements.filter(field="state").count() == 1


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


# What the record keeps


def test_an_agreement_with_a_procedure_is_not_removed(begin, jalisco, officer):
    procedure = begin()
    stayed = remove_agreements(office=jalisco, pks=[procedure.agreement_id], by=officer)
    assert stayed == [procedure.agreement_id]


def test_a_step_without_a_rule_about_registration_can_name_the_registry_number(
    enter, antioquia, person, at
):
    row = enter("Antioquia", "São Paulo", state="registration")
    by = person(Role.OFFICER, antioquia)
    procedure = begin_procedure(agreement=row.pk, on=date(2026, 3, 1), by=by, at=at)
    wanted = lifecycle.TakenStep("enter_into_force", date(2026, 3, 2))
    entry = RegistryEntry("Archivo de Antioquia", "A-5")
    take_step(pk=procedure.pk, number=1, wanted=wanted, registry=entry, by=by, at=at)
    assert Registration.objects.get(agreement=row).number == "A-5"


def test_a_renewal_without_an_end_says_that_none_was_agreed(begin, take):
    procedure = begin(state="in_force", ends=library.parse_partial_date("2030"))
    take(procedure, "renew", artefacts=["renewal_act"])
    row = Agreement.register.get(pk=procedure.agreement_id)
    assert row.ends_precision == "unknown"
    said = row.statements.get(field="ends", preferred=True)
    assert (said.value, said.unavailable) == (None, True)


def test_a_record_that_ends_before_the_signature_is_to_be_corrected_first(begin, way_to, take):
    procedure = begin(ends=library.parse_partial_date("2020"), signed=library.UNKNOWN_DATE)
    with pytest.raises(RecordDisagreesError):
        way_to(procedure, "registration")
    procedure.refresh_from_db()
    assert procedure.state == "signature"
