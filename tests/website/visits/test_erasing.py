"""Somebody who asks is erased: the name stays nowhere, and a trace says that it went."""

import json

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests.website.works import ToldPerson, told_visit
from website.accounts.models import Role
from website.visits.actions import (
    ERASED,
    CommitmentChangedMeanwhileError,
    NoSuchPersonError,
    ToldCommitment,
    VisitChangedMeanwhileError,
    bring_report,
    change_commitment,
    change_visit,
    erase_people,
    note_commitment,
)
from website.visits.models import PersonErasure, Visit, VisitPerson

pytestmark = pytest.mark.django_db


def everything() -> str:
    """All rows of all tables of visits, the history among them, as one text."""
    rows = [
        row for model in apps.get_app_config("visits").get_models() for row in
        model._default_manager.all()
    ]  # fmt: skip
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)


@pytest.fixture
def full(visit, officer, at):
    row = visit()
    told = ToldCommitment("ana ruiz sends the books", "near")
    note_commitment(visit=row.pk, told=told, by=officer, at=at)
    bring_report(visit=row.pk, text="With Ana Ruiz\nand Mariana Ruiz.", chunks=None, by=officer,
                 at=at)  # fmt: skip
    return row


def test_the_name_stays_nowhere_not_even_in_the_history(full, source, officer, at):
    renamed = told_visit(purpose="Without names", title="Delegation of Ana Ruiz")
    change_visit(pk=full.pk, version=1, told=renamed, source=source, by=officer, at=at)
    assert everything().casefold().count("ana ruiz") > 5
    person = VisitPerson.objects.get(visit=full, name="Ana Ruiz")
    erase_people(pks=[person.pk], by=officer, at=at)
    after = everything().casefold()
    assert after.replace("mariana ruiz", "").count("ana") == 0
    assert "mariana ruiz" in after
    row = Visit.register.get(pk=full.pk)
    assert row.title == f"Delegation of {ERASED}"
    assert [one.name for one in row.people.all()] == ["Bruno Lima"]


def test_the_trace_says_when_and_by_whom_and_not_who(full, officer, at):
    erase_people(pks=[full.people.first().pk], by=officer, at=at)
    trace = PersonErasure.objects.get()
    assert (trace.visit, trace.erased_at, trace.erased_by) == (full, at, officer)
    assert {field.name for field in PersonErasure._meta.fields} == {
        "id", "visit", "erased_at", "erased_by",
    }  # fmt: skip


def test_a_form_that_still_shows_the_name_cannot_be_saved(full, source, officer, at):
    erase_people(pks=[full.people.first().pk], by=officer, at=at)
    with pytest.raises(VisitChangedMeanwhileError):
        change_visit(pk=full.pk, version=1, told=told_visit(), source=source, by=officer, at=at)
    stale = ToldCommitment("Ana Ruiz sends the books", "near")
    with pytest.raises(CommitmentChangedMeanwhileError):
        change_commitment(pk=full.commitments.get().pk, version=1, told=stale, by=officer, at=at)


def test_names_with_signs_of_patterns_are_taken_as_they_stand(visit, officer, at):
    row = visit(purpose="Ana and (A.*) were there", people=(ToldPerson("(A.*)"),))
    erase_people(pks=[row.people.get().pk], by=officer, at=at)
    assert Visit.register.get(pk=row.pk).purpose == f"Ana and {ERASED} were there"


def test_who_may_not_write_erases_nobody_and_nobody_is_erased_twice(
    full, officer, person, jalisco, at
):
    pk = full.people.first().pk
    with pytest.raises(PermissionDenied):
        erase_people(pks=[pk], by=person(Role.OFFICER, jalisco), at=at)
    erase_people(pks=[pk], by=officer, at=at)
    with pytest.raises(NoSuchPersonError):
        erase_people(pks=[pk], by=officer, at=at)


def test_the_page_offers_all_visits_on_which_somebody_of_this_name_was(signed_in, full, visit):
    other = visit(title="Another visit")
    pks = list(VisitPerson.objects.filter(name="Ana Ruiz").values_list("pk", flat=True))
    client, page = signed_in(), f"/en/desk/visits/people/{pks[0]}/erase/"
    assert "Another visit" in client.get(page).content.decode()
    assert client.post(page, {"people": []}).status_code == 422
    assert client.post(page, {"people": pks}).status_code == 302
    assert not VisitPerson.objects.filter(name="Ana Ruiz").exists()
    assert "1 person was erased" in client.get(f"/en/desk/visits/{other.pk}/").content.decode()


def test_people_have_no_history():
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    assert [name for name in tables if "visitpersonevent" in name] == []
