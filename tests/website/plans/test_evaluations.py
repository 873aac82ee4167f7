"""Evaluations: answered as far as people can, decided once, and what follows from it."""

from datetime import date

import pytest
from django.urls import reverse

from twinpact.vocabularies import terms
from website.accounts.models import Office, Role
from website.agreements.models import Agreement
from website.plans.evaluated import ahead_of, ended_by, principles_of, score_of
from website.procedures.actions import begin_procedure

ON = "2026-02-01"
KNOWN = {"q-effect_reached": "4", "q-lessons": "Empezar antes.", "p-peer_learning": "5"}


def text(answer):
    return answer.content.decode()


@pytest.fixture
def officers(signed_in, antioquia):
    return signed_in(Role.OFFICER, antioquia)


@pytest.fixture
def reviewers(signed_in, antioquia):
    return signed_in(Role.REVIEWER, antioquia)


@pytest.fixture
def evaluate(officers, agreement):
    def make(kind="final", **said):
        address = reverse("plans:new_evaluation", args=[agreement.pk, kind])
        answer = officers.post(address, {"on": ON} | KNOWN | said)
        assert answer.status_code == 302, text(answer)
        return agreement.evaluations.order_by("-pk").first()

    return make


def page(row):
    return reverse("plans:evaluation", args=[row.agreement_id, row.pk])


def decide(client, row, decision="renew", reason="Dio fruto."):
    return client.post(page(row), {"decision": decision, "reason": reason})


def test_what_is_not_answered_is_not_kept(evaluate):
    row = evaluate()
    assert row.answers == {"effect_reached": 4, "lessons": "Empezar antes."}
    assert row.principles == {"peer_learning": 5}


@pytest.mark.parametrize("kind", ["mid_term", "final"])
def test_each_kind_asks_its_own_questions(officers, agreement, kind):
    shown = text(officers.get(reverse("plans:new_evaluation", args=[agreement.pk, kind])))
    for one in terms("evaluation_questions").values():
        assert (f'name="q-{one.code}"' in shown) == (kind in one.extra["in"])
    assert all(f'name="p-{code}"' in shown for code in terms("rome_principles"))
    assert shown.count("no answer") >= 10


def test_the_mean_is_of_what_was_answered(evaluate, officers):
    row = evaluate(**{"p-financing": "2"})
    assert (score_of(row).mean, score_of(row).known) == (3.5, 2)
    shown = text(officers.get(page(row)))
    assert "The ten principles: 3.5 of 5 on the whole" in shown
    assert "2 of 10 were answered" in shown
    assert shown.count("scale-unknown") == 8 * 5
    assert [one.score for one in principles_of(row) if one.score] == [5, 2]


def test_nothing_answered_has_no_mean(evaluate, officers):
    row = evaluate(**{"p-peer_learning": ""})
    assert score_of(row).mean is None
    assert "not assessed yet" in text(officers.get(page(row)))


@pytest.mark.parametrize("score", ["0", "6", "x", "2.5"])
def test_what_is_off_the_scale_is_refused(officers, agreement, score):
    address = reverse("plans:new_evaluation", args=[agreement.pk, "final"])
    answer = officers.post(address, {"on": ON, "p-financing": score})
    assert answer.status_code == 422
    assert not agreement.evaluations.exists()


def test_it_is_changed_until_it_has_decided(evaluate, officers, reviewers):
    row = evaluate()
    address = reverse("plans:change_evaluation", args=[row.agreement_id, row.pk])
    shown = text(officers.get(address))
    assert "Empezar antes." in shown
    changed = {"on": ON, "version": "1", "q-effect_reached": "2"}
    assert officers.post(address, changed).status_code == 302
    row.refresh_from_db()
    assert row.answers == {"effect_reached": 2}
    again = officers.post(address, changed)
    assert again.status_code == 422
    assert "Somebody changed this evaluation meanwhile" in text(again)
    assert decide(reviewers, row).status_code == 302
    assert officers.get(address).status_code == 302


def test_a_decision_says_why_and_is_made_once(evaluate, officers, reviewers):
    row = evaluate()
    assert decide(officers, row).status_code == 403
    assert decide(reviewers, row, reason=" ").status_code == 422
    assert decide(reviewers, row).status_code == 302
    answer = decide(reviewers, row, "end")
    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.decision == "renew"
    assert "Dio fruto." in text(reviewers.get(page(row)))


def ahead(row, on=date(2026, 3, 2)):
    row.refresh_from_db()
    return ahead_of(row, on=on)


def test_the_procedure_is_begun_before_its_step_is_taken(evaluate, reviewers, officer, at):
    row = evaluate()
    assert ahead(row) is None
    decide(reviewers, row, "renew")
    assert (ahead(row).kind, ahead(row).step, ahead(row).programme) == ("begin", "renew", True)
    shown = text(reviewers.get(page(row)))
    assert reverse("procedures:procedure", args=[row.agreement_id]) in shown
    assert reverse("plans:begin", args=[row.agreement_id]) in shown
    begin_procedure(agreement=row.agreement_id, on=date(2026, 3, 2), by=officer, at=at)
    assert ahead(row).kind == "step"
    step = reverse("procedures:step", args=[row.agreement_id, "renew"])
    assert step in text(reviewers.get(page(row)))
    assert reviewers.get(step).status_code == 200


def test_refocusing_leaves_the_agreement_as_it_is(evaluate, reviewers):
    row = evaluate()
    decide(reviewers, row, "refocus")
    assert (ahead(row).kind, ahead(row).programme) == ("stays", True)
    assert "stays in the state" in text(reviewers.get(page(row)))


@pytest.mark.parametrize(
    ("state", "decision", "kind", "step"),
    [
        ("in_force", "pause", "begin", "suspend"),
        ("in_force", "end", "begin", "terminate"),
        ("terminated", "renew", "closed", "renew"),
        (None, "end", "unknown", "terminate"),
    ],
)
def test_what_follows_is_by_the_table_of_the_life(
    evaluate, reviewers, state, decision, kind, step
):
    row = evaluate()
    Agreement.register.filter(pk=row.agreement_id).update(state=state)
    decide(reviewers, row, decision)
    row = type(row).objects.get(pk=row.pk)
    assert (ahead(row).kind, ahead(row).step) == (kind, step)
    assert reviewers.get(page(row)).status_code == 200


def test_an_end_that_nobody_knows_has_not_passed(agreement):
    assert ended_by(agreement, date(2026, 3, 2)) is None
    agreement.ends_earliest, agreement.ends_latest = date(2026, 1, 1), date(2026, 12, 31)
    assert ended_by(agreement, date(2026, 3, 2)) is None
    assert ended_by(agreement, date(2027, 1, 1)) is True
    assert ended_by(agreement, date(2025, 12, 31)) is False


def test_the_decision_stands_among_what_happened(evaluate, reviewers, officer, at):
    row = evaluate()
    begin_procedure(agreement=row.agreement_id, on=date(2026, 3, 2), by=officer, at=at)
    decide(reviewers, row, "refocus", "Menos temas, más hondo.")
    shown = text(reviewers.get(reverse("procedures:procedure", args=[row.agreement_id])))
    assert "Evaluation (Final (at the end)): Refocus" in shown
    assert "Menos temas, más hondo." in shown


def test_a_stranger_finds_no_evaluation(evaluate, signed_in, db):
    row = evaluate()
    other = Office.objects.create(name="Minas Gerais", slug="minas", country="BR")
    stranger = signed_in(Role.ADMINISTRATOR, other)
    assert stranger.get(page(row)).status_code == 404
    listing = reverse("plans:evaluations", args=[row.agreement_id])
    assert stranger.get(listing).status_code == 404


def test_an_evaluation_is_found_only_under_its_own_agreement(evaluate, enter, officers):
    row = evaluate()
    other = enter("Antioquia", "São Paulo")
    address = reverse("plans:evaluation", args=[other.pk, row.pk])
    assert officers.get(address).status_code == 404
