"""Two at once: one answer counts, one decision counts, and the other is told."""

from datetime import timedelta
from functools import partial

import pytest

from tests.website import threads
from website.accounts.limits import Limit, TooManyAttemptsError, count_attempt
from website.accounts.models import Role
from website.agreements import convert
from website.agreements.actions import (
    Answer,
    AnswerSaid,
    ChangedMeanwhileError,
    ClosedInvitationError,
    NothingToDecideError,
    answer_invitation,
    invite_counterpart,
    keep_own,
    revoke_invitation,
    take_answer,
)
from website.agreements.models import Agreement, FieldAnswer, PartyVersion
from website.agreements.queries import with_all
from website.agreements.sides import digest, shown

pytestmark = pytest.mark.django_db(transaction=True)
REFUSALS = (
    ClosedInvitationError,
    NothingToDecideError,
    ChangedMeanwhileError,
    TooManyAttemptsError,
)
at_once = partial(threads.at_once, refusals=REFUSALS)
TIMES = 20


def refusals(told) -> list[str]:
    return [type(one).__name__ for one in told if isinstance(one, Exception)]


@pytest.fixture
def officer(person, antioquia):
    return person(Role.OFFICER, antioquia)


@pytest.fixture
def asked(enter, officer, at):
    def make():
        row = enter()
        invitation, link = invite_counterpart(
            pk=row.pk, position=2, email="a@sp.example", language="pt", by=officer, at=at
        )
        fields = shown(convert.to_library(with_all(Agreement.register.all()).get(pk=row.pk)))
        said = AnswerSaid([Answer("signed", "differing", "2011", "2011")], invitation=invitation)
        options = {"link": link, "seen": digest(fields), "said": said, "at": at}
        return row, invitation, options

    return make


def test_of_two_answers_at_once_one_counts_and_the_other_is_told(asked):
    for _ in range(TIMES):
        _row, invitation, options = asked()
        told = at_once(*(lambda o=options: answer_invitation(**o) for _ in range(2)))
        assert refusals(told) == ["ClosedInvitationError"]
        assert PartyVersion.objects.filter(invitation=invitation).count() == 1


def test_an_answer_and_a_revocation_at_once_never_both_hold(asked, officer, at):
    for _ in range(TIMES):
        _row, invitation, options = asked()
        told = at_once(
            lambda o=options: answer_invitation(**o),
            lambda pk=invitation.pk: revoke_invitation(pk=pk, by=officer, at=at),
        )
        assert refusals(told) == ["ClosedInvitationError"]
        invitation.refresh_from_db()
        answered = PartyVersion.objects.filter(invitation=invitation).exists()
        assert answered == (invitation.answered_at is not None)
        assert answered == (invitation.revoked_at is None)


def test_of_two_officers_who_decide_at_once_one_decides(asked, officer, at):
    for _ in range(TIMES):
        row, _invitation, options = asked()
        pk = answer_invitation(**options).answers.get(field="signed").pk
        told = at_once(
            lambda pk=pk, v=row.version: take_answer(pk=pk, version=v, by=officer, at=at),
            lambda pk=pk: keep_own(pk=pk, reason="The text.", by=officer, at=at),
        )
        assert refusals(told) == ["NothingToDecideError"]
        taken = FieldAnswer.objects.get(pk=pk).decision == "taken"
        shown_now = convert.partial_date(Agreement.register.get(pk=row.pk), "signed").isoformat()
        assert shown_now == ("2011" if taken else "2010-08")


def test_attempts_are_counted_across_all_who_try_at_once(db, at):
    limit = Limit("a test", 5, timedelta(minutes=15))
    told = at_once(*(lambda: count_attempt(limit, "203.0.113.7", at=at) for _ in range(8)))
    assert refusals(told) == ["TooManyAttemptsError"] * 3
