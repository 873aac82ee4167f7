"""What a counterpart says of an agreement: kept for ever, decided on, and about a value."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from twinpact import agreements as library
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements import convert
from website.agreements.actions import (
    Answer,
    AnswerSaid,
    ChangedMeanwhileError,
    ClosedInvitationError,
    NoReasonError,
    NoSuchPartyError,
    NothingToDecideError,
    TooManyInvitationsError,
    UnknownFieldError,
    answer_invitation,
    change_agreement,
    invite_counterpart,
    keep_own,
    keep_version,
    merge_places,
    open_invitation,
    remove_agreements,
    revoke_invitation,
    save_draft,
    state_of,
    take_answer,
)
from website.agreements.links import UnknownLinkError, hashed, token
from website.agreements.models import Agreement, FieldAnswer, Invitation, PartyVersion
from website.agreements.queries import with_all
from website.agreements.sides import digest, shown
from website.agreements.taking import DoesNotFitError
from website.agreements.two_sides import two_sides, waiting, with_party_versions
from website.places.actions import enter_places

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(person, antioquia):
    return person(Role.OFFICER, antioquia)


@pytest.fixture
def invite(officer, at):
    def make(row: Agreement, *, position: int = 2, days: int = 30) -> tuple[Invitation, str]:
        return invite_counterpart(
            pk=row.pk,
            position=position,
            email="relacoes@sp.example",
            language="pt",
            by=officer,
            at=at,
            days=days,
        )

    return make


def fields(row: Agreement):
    return shown(convert.to_library(with_all(Agreement.register.all()).get(pk=row.pk)))


@pytest.fixture
def answer(invite, at):
    """Everything right but what is given here."""

    def make(row: Agreement, *said: Answer, others: str = "confirmed") -> PartyVersion:
        invitation, link = invite(row)
        asked = fields(row)
        told = {one.field: one for one in said}
        answers = [
            told.get(one.field)
            or Answer(one.field, others if one.value is not None else "unknown")
            for one in asked
        ]
        return answer_invitation(
            link=link,
            seen=digest(asked),
            said=AnswerSaid(answers, "Ana Lima", "Assessora", invitation=invitation),
            at=at,
        )

    return make


def sides(row: Agreement):
    return two_sides(with_party_versions(with_all(Agreement.register.all())).get(pk=row.pk))


def stands(row: Agreement) -> dict[str, str]:
    return {field.shown.field: field.standing for field in sides(row).fields}


def signed(text: str) -> Answer:
    return Answer("signed", "differing", text, text)


def test_an_agreement_nobody_was_asked_about_is_silent_on_every_field(enter):
    row = enter()
    assert set(stands(row).values()) == {"silent"}
    assert not sides(row).confirmed


def test_what_is_right_in_every_field_is_confirmed_by_both(enter, answer, at):
    row = enter()
    answer(row)
    assert set(stands(row).values()) == {"confirmed", "both_unknown"}
    assert sides(row).confirmed
    assert sides(row).since == at


def test_a_change_of_the_register_reopens_just_that_field(enter, answer, officer, source, at):
    row = enter()
    answer(row)
    before = convert.to_library(with_all(Agreement.register.all()).get(pk=row.pk))
    change_agreement(
        pk=row.pk,
        version=row.version,
        agreement=library_with(before, signed=library.parse_partial_date("2011")),
        source=source,
        by=officer,
        at=at,
    )
    now = stands(row)
    assert now.pop("signed") == "reopened"
    assert set(now.values()) == {"confirmed", "both_unknown"}
    assert not sides(row).confirmed


def library_with(agreement, **values):
    return replace(agreement, **values)


def test_another_value_changes_nothing_in_the_register_by_itself(enter, answer):
    row = enter()
    answer(row, signed("2010-09"))
    kept = Agreement.register.get(pk=row.pk)
    assert convert.partial_date(kept, "signed").isoformat() == "2010-08"
    assert kept.version == row.version
    assert stands(row)["signed"] == "differing"
    assert not kept.statements.filter(source__kind="office").exists()


def test_a_value_that_is_taken_over_says_who_said_it(enter, answer, officer, at):
    row = enter()
    version = answer(row, signed("2010-09"))
    take_answer(pk=version.answers.get(field="signed").pk, version=row.version, by=officer, at=at)
    kept = Agreement.register.get(pk=row.pk)
    assert convert.partial_date(kept, "signed").isoformat() == "2010-09"
    statement = kept.statements.get(field="signed", preferred=True)
    assert statement.source.kind == "office"
    assert statement.source.author == "São Paulo"
    assert "Ana Lima" not in statement.source.title
    assert kept.statements.filter(field="signed", preferred=False, written="August 2010").exists()
    assert stands(row)["signed"] == "confirmed"
    assert sides(row).confirmed


def test_a_value_that_is_kept_needs_a_reason_and_leaves_the_other_beside_it(
    enter, answer, officer, at
):
    row = enter()
    pk = answer(row, signed("2010-09")).answers.get(field="signed").pk
    with pytest.raises(NoReasonError):
        keep_own(pk=pk, reason="  ", by=officer, at=at)
    keep_own(pk=pk, reason="The signed text says August.", by=officer, at=at)
    kept = Agreement.register.get(pk=row.pk)
    assert convert.partial_date(kept, "signed").isoformat() == "2010-08"
    assert kept.statements.get(field="signed", preferred=True).written == "August 2010"
    assert kept.statements.get(field="signed", preferred=False).value == "2010-09"
    [field] = [one for one in sides(row).fields if one.shown.field == "signed"]
    assert (field.standing, field.voices[0].open) == ("differing", False)


def test_somebody_decides_once(enter, answer, officer, at):
    row = enter()
    pk = answer(row, signed("2010-09")).answers.get(field="signed").pk
    keep_own(pk=pk, reason="The text.", by=officer, at=at)
    with pytest.raises(NothingToDecideError):
        take_answer(pk=pk, version=row.version, by=officer, at=at)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (Answer("form", "differing", "friendship", "Amistad"), lambda a: a.form == "friendship"),
        (Answer("ends", "differing", "2015", "2015"), lambda a: a.ends.isoformat() == "2015"),
        (Answer("focus", "differing", "Trade", "Trade"), lambda a: a.focus == "Trade"),
        (
            Answer("themes", "differing", ["tourism"], "turismo"),
            lambda a: [t.theme for t in a.themes] == ["tourism"],
        ),
        (
            Answer("languages", "differing", ["pt", "es"], "pt, es"),
            lambda a: a.languages == ("pt", "es"),
        ),
        (
            Answer("motivations", "differing", ["social"], "social"),
            lambda a: a.motivations == ("social",),
        ),
        (
            Answer("party_2", "differing", "BR-MG", "Minas Gerais"),
            lambda a: a.parties[1].place.id == "BR-MG",
        ),
        (
            Answer("party_2", "differing", "Consórcio Sul", "Consórcio Sul"),
            lambda a: (a.parties[1].place, a.parties[1].written) == (None, "Consórcio Sul"),
        ),
    ],
)
def test_every_kind_of_field_can_be_taken_over(enter, answer, officer, at, said, read):
    row = enter()
    pk = answer(row, said).answers.get(field=said.field).pk
    take_answer(pk=pk, version=row.version, by=officer, at=at)
    assert read(convert.to_library(with_all(Agreement.register.all()).get(pk=row.pk)))
    assert stands(row)[said.field] == "confirmed"


@pytest.mark.parametrize(
    "said",
    [
        Answer("signed", "differing", None, "around the feast"),
        Answer("ends", "differing", "1990", "1990"),
        Answer("party_2", "differing", "CO-ANT", "Antioquia"),
    ],
)
def test_what_does_not_fit_is_not_taken_over(enter, answer, officer, at, said):
    row = enter()
    pk = answer(row, said).answers.get(field=said.field).pk
    with pytest.raises(DoesNotFitError):
        take_answer(pk=pk, version=row.version, by=officer, at=at)
    assert FieldAnswer.objects.get(pk=pk).decision == ""


def test_nobody_takes_over_beside_a_change_that_they_did_not_see(
    enter, answer, officer, source, at
):
    row = enter()
    pk = answer(row, signed("2010-09")).answers.get(field="signed").pk
    before = convert.to_library(with_all(Agreement.register.all()).get(pk=row.pk))
    change_agreement(
        pk=row.pk,
        version=row.version,
        agreement=library_with(before, focus="Another"),
        source=source,
        by=officer,
        at=at,
    )
    with pytest.raises(ChangedMeanwhileError):
        take_answer(pk=pk, version=row.version, by=officer, at=at)


def test_the_same_value_under_not_right_is_a_confirmation(enter, answer):
    row = enter()
    version = answer(row, signed("2010-08"))
    assert version.answers.get(field="signed").verdict == "confirmed"


def test_what_is_left_out_is_silent_and_does_not_undo_what_was_confirmed(enter, answer):
    row = enter()
    answer(row)
    answer(row, signed("2010-09"), others="silent")
    now = stands(row)
    assert now["signed"] == "differing"
    assert now["form"] == "confirmed"


def test_an_answer_on_a_field_that_was_not_shown_is_refused(enter, invite, at):
    row = enter()
    invitation, _link = invite(row)
    said = AnswerSaid([Answer("budget", "confirmed")], invitation=invitation)
    with pytest.raises(UnknownFieldError):
        keep_version(row, 2, fields(row), said, at=at)


def test_a_version_can_be_neither_changed_nor_removed_by_any_way(enter, answer, officer):
    row = enter()
    version = answer(row, signed("2010-09"))
    said = version.answers.get(field="signed")
    for forbidden in (
        lambda: FieldAnswer.objects.filter(pk=said.pk).update(value="2012"),
        lambda: FieldAnswer.objects.filter(pk=said.pk).update(verdict="confirmed", written=""),
        lambda: FieldAnswer.objects.filter(pk=said.pk).delete(),
        lambda: PartyVersion.objects.filter(pk=version.pk).update(party_name="Another"),
        lambda: PartyVersion.objects.filter(pk=version.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            forbidden()
    assert remove_agreements(office=row.office, pks=[row.pk], by=officer) == [row.pk]


def test_only_who_writes_in_the_office_invites_revokes_and_decides(
    enter, invite, answer, person, antioquia, jalisco, at
):
    row = enter()
    version = answer(row, signed("2010-09"))
    invitation, _link = invite(row)
    pk = version.answers.get(field="signed").pk
    for other in (person(Role.READER, antioquia), person(Role.OFFICER, jalisco)):
        options = {"by": other, "at": at}
        for forbidden in (
            lambda o=options: invite_counterpart(
                pk=row.pk, position=2, email="a@b.example", language="pt", **o
            ),
            lambda o=options: revoke_invitation(pk=invitation.pk, **o),
            lambda o=options: take_answer(pk=pk, version=row.version, **o),
            lambda o=options: keep_own(pk=pk, reason="x", **o),
        ):
            with pytest.raises(NotAllowedError):
                forbidden()


def test_a_link_is_signed_and_only_its_hash_is_kept(enter, invite):
    invitation, link = invite(enter())
    secret = link.split(".")[1]
    stored = Invitation.objects.values().get(pk=invitation.pk)
    assert secret not in str(stored)
    assert stored["link_hash"] == hashed(secret)
    for wrong in (
        link[:-1],
        link.replace(secret, secret[::-1]),
        f"{invitation.pk}.{secret}",
        token(invitation.pk, "another secret"),
        token(invitation.pk + 1, secret),
        "é" * 30,
        "x" * 5000,
    ):
        with pytest.raises(UnknownLinkError):
            open_invitation(wrong, at=invitation.created_at)


def test_a_link_answers_once_until_its_day_and_not_when_taken_back(
    enter, invite, answer, officer, at
):
    row = enter()
    invitation, link = invite(row, days=3)
    assert state_of(open_invitation(link, at=at + timedelta(days=2)), at=at) == "open"
    with pytest.raises(ClosedInvitationError):
        open_invitation(link, at=at + timedelta(days=3))
    save_draft(link=link, draft={"signed": ["differing"]}, at=at)
    assert state_of(open_invitation(link, at=at), at=at) == "draft"
    revoke_invitation(pk=invitation.pk, by=officer, at=at)
    with pytest.raises(ClosedInvitationError):
        save_draft(link=link, draft={}, at=at)
    assert Invitation.objects.get(pk=invitation.pk).draft == {}


def test_an_answer_to_what_the_register_no_longer_shows_is_looked_at_once_more(
    enter, invite, officer, source, at
):
    row = enter()
    invitation, link = invite(row)
    seen = digest(fields(row))
    before = convert.to_library(with_all(Agreement.register.all()).get(pk=row.pk))
    change_agreement(
        pk=row.pk,
        version=row.version,
        agreement=library_with(before, focus="Another"),
        source=source,
        by=officer,
        at=at,
    )
    said = AnswerSaid([Answer("focus", "confirmed")], invitation=invitation)
    with pytest.raises(ChangedMeanwhileError):
        answer_invitation(link=link, seen=seen, said=said, at=at)


def test_the_near_side_and_a_party_that_is_none_are_not_invited(enter, invite):
    row = enter()
    for position in (0, 1, 3):
        with pytest.raises(NoSuchPartyError):
            invite(row, position=position)


def test_invitations_to_an_agreement_have_a_limit_for_a_day(enter, invite):
    row = enter()
    for _ in range(10):
        invite(row)
    with pytest.raises(TooManyInvitationsError):
        invite(row)


def test_what_waits_for_a_decision_is_listed_until_somebody_decides(enter, answer, officer, at):
    row = enter()
    pk = answer(row, signed("2010-09")).answers.get(field="signed").pk
    assert [one.agreement.pk for one in waiting(officer)] == [row.pk]
    keep_own(pk=pk, reason="The text.", by=officer, at=at)
    assert waiting(officer) == []


def test_a_party_whose_territory_is_merged_into_another_stays_confirmed(
    enter, answer, person, antioquia, at
):
    row = enter()
    answer(row, Answer("party_1", "differing", "CO-CUN", "Cundinamarca"))
    answer(row)
    enter_places(["CO-CUN"])
    reviewer = person(Role.REVIEWER, antioquia)
    merge_places(pk="CO-ANT", into="CO-CUN", reason="One", by=reviewer, at=at)
    assert stands(row)["party_1"] == "confirmed"
