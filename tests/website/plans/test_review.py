"""Reported figures: submitted, returned, approved by somebody else, and shown by files."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.website.plans.conftest import YEAR
from twinpact.plans import year_period
from website.accounts.models import Office, Role
from website.plans.actions import Entered, Figure, enter_figures

PERIOD = year_period(YEAR)
PDF = b"%PDF-1.4\n%%EOF\n"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def officers(signed_in, antioquia):
    return signed_in(Role.OFFICER, antioquia)


@pytest.fixture
def reviewers(signed_in, antioquia):
    return signed_in(Role.REVIEWER, antioquia)


@pytest.fixture
def far_reviewers(signed_in, jalisco):
    return signed_in(Role.REVIEWER, jalisco)


@pytest.fixture
def say(in_force, officer, at):
    """A figure of the programme, as a draft or submitted."""

    def make(value, indicator="I1", *, by=officer, submit=True, reason="Llovió."):
        figure = Figure(indicator, PERIOD, value, deviation_reason=reason)
        entered = Entered((figure,))
        [row] = enter_figures(
            pk=in_force.pk, entered=entered, submit=submit, on=date(2026, 3, 1), by=by, at=at
        )
        return row

    return make


def step(client, row, name, reason=""):
    address = reverse("plans:take_update_step", args=[row.programme_id])
    keys = [one.pk for one in row] if isinstance(row, list) else [row.pk]
    return client.post(address, {"updates": keys, "step": name, "reason": reason})


def state(row):
    row.refresh_from_db()
    return row.state


def updates(client, programme, **query):
    return text(client.get(reverse("plans:updates", args=[programme.pk]), query))


def test_what_waits_for_review_is_counted_and_stands_first(reviewers, in_force, say):
    assert "Nothing waits for review." in updates(reviewers, in_force)
    say(Decimal(12))
    say(None, "I2", submit=False)
    page = updates(reviewers, in_force)
    assert "1 figure waits for review." in page
    assert "12 of a target of 20 was reached: 60%." in page
    assert "Llovió." in page
    assert 'class="not-known"' not in page
    assert 'class="not-known"' in updates(reviewers, in_force, state="draft")


def test_nought_and_not_known_are_told_apart(reviewers, in_force, say):
    say(Decimal(0))
    say(None, "I2")
    page = updates(reviewers, in_force)
    assert page.count('class="not-known"') == 1
    assert "0 personas" in page


def test_a_figure_goes_back_and_forth_until_it_counts(officers, reviewers, in_force, say):
    row = say(Decimal(12))
    assert step(reviewers, row, "send_back").status_code == 422
    assert step(reviewers, row, "send_back", "Falta la lista.").status_code == 302
    assert state(row) == "returned"
    assert "Falta la lista." in updates(officers, in_force, state="returned")
    assert step(officers, row, "submit").status_code == 302
    assert step(reviewers, row, "approve").status_code == 302
    assert state(row) == "approved"
    assert [one.step for one in row.steps.all()] == ["submit", "send_back", "submit", "approve"]
    assert step(reviewers, row, "reopen", "Otro dato").status_code == 302
    assert state(row) == "returned"


def test_the_other_side_reviews_too(far_reviewers, say):
    row = say(Decimal(20))
    assert step(far_reviewers, row, "approve").status_code == 302
    assert state(row) == "approved"


def test_nobody_approves_their_own(reviewers, in_force, say, reviewer):
    row = say(Decimal(20), by=reviewer)
    assert "yours" in updates(reviewers, in_force)
    answer = step(reviewers, row, "approve")
    assert answer.status_code == 422
    assert "Nobody approves or returns an update that they submitted" in text(answer)
    assert state(row) == "submitted"


def test_an_officer_approves_nothing(officers, say):
    row = say(Decimal(20))
    assert step(officers, row, "approve").status_code == 403
    assert state(row) == "submitted"


def test_several_are_approved_at_once_or_none(reviewers, in_force, say, reviewer):
    address = reverse("plans:take_update_step", args=[in_force.pk])
    first, own = say(Decimal(20)), say(True, "I2", by=reviewer)
    answer = reviewers.post(address, {"updates": [first.pk, own.pk], "step": "approve"})
    assert answer.status_code == 422
    assert state(first) == "submitted"
    second = say(False, "I2")
    answer = reviewers.post(address, {"updates": [first.pk, second.pk], "step": "approve"})
    assert answer.status_code == 302
    assert (state(first), state(second)) == ("approved", "approved")


def test_a_missed_target_is_not_submitted_from_the_list_without_its_reason(officers, say):
    row = say(Decimal(3), submit=False, reason="")
    answer = step(officers, row, "submit")
    assert answer.status_code == 422
    assert "Say why the target was missed before you submit: I1." in text(answer)
    assert state(row) == "draft"


@pytest.mark.parametrize("keys", [[], ["x"], ["999999"]])
def test_figures_that_are_not_there_are_refused(reviewers, in_force, keys):
    address = reverse("plans:take_update_step", args=[in_force.pk])
    assert reviewers.post(address, {"updates": keys, "step": "approve"}).status_code == 422


def evidence(row, name="evidence", *more):
    return reverse(f"plans:{name}", args=[row.programme_id, row.pk, *more])


def test_a_draft_takes_files_that_both_sides_can_have(officers, far_reviewers, say):
    row = say(Decimal(20), submit=False)
    file = SimpleUploadedFile("lista.pdf", PDF)
    assert officers.post(evidence(row), {"file": file}).status_code == 302
    document = row.evidence.get()
    assert "lista.pdf" in text(far_reviewers.get(evidence(row)))
    answer = far_reviewers.get(evidence(row, "evidence_file", document.pk))
    assert b"".join(answer.streaming_content) == PDF
    assert "attachment" in answer["Content-Disposition"]


def test_a_hostile_file_is_refused(officers, say):
    row = say(Decimal(20), submit=False)
    file = SimpleUploadedFile("lista.pdf", b"<html><script>alert(1)</script></html>")
    assert officers.post(evidence(row), {"file": file}).status_code == 422
    assert not row.evidence.exists()


def test_what_was_submitted_takes_no_files(officers, say):
    row = say(Decimal(20))
    answer = officers.post(evidence(row), {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert answer.status_code == 422
    assert not row.evidence.exists()


def test_a_stranger_finds_no_evidence(officers, signed_in, say, db):
    row = say(Decimal(20), submit=False)
    officers.post(evidence(row), {"file": SimpleUploadedFile("lista.pdf", PDF)})
    other = Office.objects.create(name="Minas Gerais", slug="minas", country="BR")
    stranger = signed_in(Role.ADMINISTRATOR, other)
    assert stranger.get(evidence(row)).status_code == 404
    document = row.evidence.get()
    assert stranger.get(evidence(row, "evidence_file", document.pk)).status_code == 404
