"""The pages of a procedure, as people of each role see and use them."""

import pytest
from django.urls import reverse

from website.accounts.models import Role
from website.agreements.actions import publish_agreement
from website.agreements.models import Agreement
from website.procedures.models import Procedure, RuleEvidence

pytestmark = pytest.mark.django_db
DAY = "2026-03-02"


def address(name, procedure, *args):
    return reverse(f"procedures:{name}", args=[procedure.agreement_id, *args])


@pytest.fixture
def client_of(signed_in, jalisco):
    return lambda role=Role.OFFICER, office=None: signed_in(role, office or jalisco)


def text(response):
    return response.content.decode()


def test_an_officer_begins_a_procedure_from_the_page(enter, jalisco, client_of):
    row = enter("Jalisco", "São Paulo", office=jalisco, state=None)
    client = client_of()
    page = client.get(reverse("procedures:procedure", args=[row.pk]))
    assert "Begin the procedure" in text(page)
    sent = {"on": DAY, "state": "drafting"}
    done = client.post(reverse("procedures:begin", args=[row.pk]), sent, follow=True)
    assert done.status_code == 200
    assert Procedure.objects.get(agreement=row).state == "drafting"


def test_the_page_of_a_procedure_asks_one_question_and_takes_the_answer(begin, client_of):
    procedure, client = begin(), client_of()
    page = client.get(address("procedure", procedure))
    assert "The way to an agreement in force" in text(page)
    client.post(address("fact", procedure, 1, "within_own_powers"), {"answer": "yes"})
    procedure.refresh_from_db()
    assert procedure.facts["1"]["within_own_powers"]["answer"] == "yes"
    strange = client.post(
        address("fact", procedure, 1, "own_level"), {"answer": "yes"}, follow=True
    )
    assert "cannot be answered here" in text(strange)


def test_a_step_is_taken_and_a_second_window_is_told_who_took_it(begin, client_of):
    procedure, client = begin(), client_of()
    sent = {"on": DAY, "number": "1"}
    client.post(address("step", procedure, "begin_drafting"), sent)
    again = client.post(address("step", procedure, "begin_drafting"), sent, follow=True)
    assert "took this step first" in text(again)
    assert procedure.taken_steps.count() == 1


def test_a_forbidden_step_is_refused_with_the_rule_and_its_source(begin, client_of, answer, take):
    procedure, client = begin(), client_of()
    answer(procedure, "within_own_powers")
    take(procedure, "begin_drafting")
    take(procedure, "submit_for_approval", artefacts=["agreement_draft"])
    refused = client.post(
        address("step", procedure, "clear_for_signature"), {"on": DAY, "number": "3"}
    )
    assert refused.status_code == 422
    assert "Inform the SRE (MX-5)" in text(refused)
    assert "Ley sobre la Celebración de Tratados, art. 7" in text(refused)
    assert "aside-" not in text(refused)


def test_an_administrator_sets_a_rule_aside_and_the_public_reads_why(
    begin, client_of, answer, take, person, jalisco, at
):
    procedure = begin()
    answer(procedure, "within_own_powers")
    take(procedure, "begin_drafting")
    take(procedure, "submit_for_approval", artefacts=["agreement_draft"])
    sent = {
        "on": DAY, "number": "3", "aside-1:MX-5": "Told by <telephone>.", "reason": "staff only",
    }  # fmt: skip
    client_of(Role.ADMINISTRATOR).post(address("step", procedure, "clear_for_signature"), sent)
    assert procedure.taken_steps.count() == 3
    page = client_of().get(address("procedure", procedure))
    assert "Told by &lt;telephone&gt;." in text(page)
    publish_agreement(pk=procedure.agreement_id, by=person(Role.REVIEWER, jalisco), at=at)
    public = client_of(Role.OFFICER).get(
        reverse("portal:agreement", args=[procedure.agreement_id])
    )
    assert "Told by &lt;telephone&gt;." in text(public)
    assert "staff only" not in text(public)


def test_an_officer_cannot_sneak_an_override_into_the_form(begin, client_of, answer, take):
    procedure = begin()
    answer(procedure, "within_own_powers")
    take(procedure, "begin_drafting")
    take(procedure, "submit_for_approval", artefacts=["agreement_draft"])
    sent = {"on": DAY, "number": "3", "aside-1:MX-5": "Because."}
    refused = client_of().post(address("step", procedure, "clear_for_signature"), sent)
    assert refused.status_code == 422
    assert procedure.taken_steps.count() == 2


def test_the_authority_enters_its_opinion_and_the_officer_may_not(begin, client_of, show):
    procedure = begin()
    show(procedure, "MX-5")
    rule = address("rule", procedure, 1, "MX-7")
    assert client_of().get(rule).status_code == 403
    client = client_of(Role.AUTHORITY)
    assert "Opinion of the SRE" in text(client.get(rule))
    client.post(rule, {"on": DAY, "outcome": "refused", "note": "secret"})
    assert RuleEvidence.objects.get(rule="MX-7").outcome == "refused"
    page = text(client_of().get(address("procedure", procedure)))
    assert "refused" in page


def test_a_rule_that_waits_is_refused_on_its_page(begin, client_of):
    procedure = begin()
    client = client_of()
    answered = client.post(address("rule", procedure, 1, "MX-5"), {"on": "2999-01-01", "note": ""})
    assert answered.status_code == 422
    assert client.get(address("rule", procedure, 1, "MX-99")).status_code == 404


def test_an_entry_is_taken_back_with_a_reason(begin, client_of, show):
    procedure = begin()
    row = show(procedure, "MX-5")
    client = client_of()
    there = address("withdraw", procedure, row.pk)
    assert client.post(there, {"reason": ""}).status_code == 422
    client.post(there, {"reason": "Wrong agreement."})
    row.refresh_from_db()
    assert row.withdrawal_reason == "Wrong agreement."
    assert "Wrong agreement." in text(client.get(address("procedure", procedure)))


@pytest.mark.parametrize("kind", ["procedure", "step", "rule"])
def test_who_does_not_belong_to_the_office_finds_nothing(begin, client_of, antioquia, kind):
    procedure = begin()
    args = {"procedure": [], "step": ["begin_drafting"], "rule": [1, "MX-5"]}[kind]
    found = client_of(Role.ADMINISTRATOR, antioquia).get(address(kind, procedure, *args))
    assert found.status_code == 404


def test_a_reader_reads_and_takes_no_step(begin, client_of):
    procedure = begin()
    client = client_of(Role.READER)
    assert client.get(address("procedure", procedure)).status_code == 200
    sent = {"on": DAY, "number": "1"}
    assert client.post(address("step", procedure, "begin_drafting"), sent).status_code == 403


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("state", [None, "in_force", "suspended", "registration"])
def test_every_state_has_a_page_in_every_language(begin, client_of, state, language):
    procedure = begin(state=state)
    page = client_of().get(f"/{language}/desk/agreements/{procedure.agreement_id}/procedure/")
    assert page.status_code == 200
    step = "renew" if state in {"in_force", "suspended"} else "enter_into_force"
    step = "begin_drafting" if state is None else step
    there = f"/{language}/desk/agreements/{procedure.agreement_id}/procedure/steps/{step}/"
    assert client_of().get(there).status_code == 200


def test_a_record_that_somebody_changed_beside_the_procedure_is_told(begin, client_of):
    procedure = begin()
    Agreement.register.filter(pk=procedure.agreement_id).update(state="dormant")
    page = text(client_of().get(address("procedure", procedure)))
    assert "the procedure stands at “Exploration”" in page
