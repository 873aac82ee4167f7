"""The history: who changed what and when, in sentences, from what the triggers keep."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from website.accounts.models import Role
from website.agreements.history import history
from website.agreements.models import Agreement, Party

pytestmark = pytest.mark.django_db(transaction=True)


def lines(row: Agreement) -> list[tuple[str, ...]]:
    return [act.lines for act in history(row.pk).acts]


def test_the_first_act_is_the_entry_with_its_source(enter):
    [act] = history(enter().pk).acts
    assert act.lines == ("Entered in the register.",)
    assert act.who == "Officer"
    assert act.sources == ("Mora Aguirre (2013), Table 1, row 2",)


def test_each_change_is_a_sentence_with_both_values_and_who_made_it(
    signed_in, enter, edited, edit_url
):
    row = enter()
    change = {"signed": "1998", "form": "", "state": "expired", "languages": "French"}
    signed_in(Role.REVIEWER).post(edit_url(row), edited(row, **change))
    newest, _ = history(row.pk).acts
    assert newest.who == "Reviewer"
    assert newest.sources == ("A letter",)
    assert set(newest.lines) == {
        "Signed: “August 2010” became “1998”.",
        "Form: not known any more; it was “Twinning”.",
        "State: “In force” became “Expired”.",
        "Languages of the text: “French”; it was not known before.",
    }


def test_parties_and_themes_that_were_stored_anew_unchanged_are_not_told(
    signed_in, enter, edited, edit_url
):
    row = enter()
    signed_in().post(edit_url(row), edited(row, focus="Other words"))
    assert lines(row)[0] == (
        "What it is about: “Exchange of experience in education” became “Other words”.",
    )


def test_a_party_and_a_theme_that_changed_are_told(signed_in, enter, edited, edit_url):
    row = enter()
    change = {"party-1-written": "Córdoba", "party-1-place": "AR-X"}
    change |= {"party-1-territory": "Córdoba, Argentina", "themes": "education\ntourism"}
    signed_in().post(edit_url(row), edited(row, **change))
    assert set(lines(row)[0]) == {
        "Party 2: “São Paulo, Brazil” became “Córdoba, Argentina”.",
        "Themes: “education” became “education; tourism”.",
    }


def test_publishing_and_taking_back_are_told(signed_in, enter):
    row, client = enter(), signed_in(Role.REVIEWER)
    for act in ("publish", "unpublish"):
        client.post(reverse(f"agreements:{act}", args=[row.pk]))
    assert lines(row)[:2] == [("Taken out of the public's sight.",), ("Published.",)]
    assert history(row.pk).acts[0].who == "Reviewer"


def test_a_change_made_behind_the_websites_back_is_told_too(enter):
    row = enter()
    Party.objects.filter(agreement=row, position=2).update(written="Changed by hand")
    assert len(history(row.pk).acts) == 2


def test_a_long_history_comes_in_pages_and_asks_the_database_equally_often(signed_in, enter, at):
    row, client = enter(), signed_in(Role.REVIEWER)
    address = reverse("agreements:history", args=[row.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as short:
        assert client.get(address).status_code == 200
    for n in range(25):
        Agreement.register.filter(pk=row.pk).update(
            focus=f"Words {n}", version=n + 2, changed_at=at + timedelta(minutes=n)
        )
    with CaptureQueriesContext(connection) as long:
        answer = client.get(address)
    assert len(long) <= len(short)
    assert answer.context["history"].pages == 2
    older = client.get(address, {"page": "2"}).content.decode()
    assert "Entered in the register." in older
    assert client.get(address, {"page": "999"}).status_code == 200


def test_a_history_speaks_the_readers_language(signed_in, enter, edited, edit_url):
    row = enter()
    signed_in().post(edit_url(row), edited(row, signed="1998"))
    page = signed_in().get(f"/es/desk/agreements/{row.pk}/history/").content.decode()
    assert "agosto de 2010" in page
