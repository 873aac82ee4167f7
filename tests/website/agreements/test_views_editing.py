"""Entering and changing agreements through the form."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from website.accounts.actions import give_role
from website.accounts.models import Role
from website.agreements.forms.agreement import LONGEST_FOCUS
from website.agreements.models import Agreement, AgreementStatement, Party
from website.sources.models import Source

ADD = "/en/desk/agreements/new/"


@pytest.mark.django_db
def test_a_filled_form_becomes_an_agreement_with_a_statement_for_each_field(signed_in, filled):
    answer = signed_in().post(ADD, filled())
    row = Agreement.register.get()
    assert answer["Location"] == reverse("agreements:sheet", args=[row.pk])
    assert (row.form, row.signed_precision, row.signed_earliest.isoformat()) == (
        "twinning",
        "month",
        "2010-08-01",
    )
    assert [party.place_id for party in row.parties.all()] == ["gn3674962", "BR-SP"]
    assert [theme.theme for theme in row.themes.all()] == ["education", "tourism"]
    assert row.languages == ["es", "pt"]
    said = {one.field: (one.written, one.locator) for one in row.statements.all()}
    assert said["signed"] == ("August 2010", "p. 2")
    assert said["party_1"] == ("Medellín", "p. 2")
    assert {one.source.title for one in row.statements.all()} == {"The signed text"}


@pytest.mark.django_db
def test_what_is_left_empty_stays_unknown(signed_in, filled):
    empty = dict.fromkeys(("form", "signed", "focus", "themes", "motivations", "languages"), "")
    signed_in().post(ADD, {name: text for name, text in filled(**empty).items() if text})
    row = Agreement.register.get()
    assert (row.form, row.focus, row.signed_earliest, row.languages) == (None, None, None, [])
    assert row.themes.count() == row.motivations.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("signed", "the day after", "is not understood as a date"),
        ("signed", "03/04/2010", "can be more than one date"),
        ("ends", "31 February 2020", "is not understood as a date"),
        ("ends", "2009", "This is before the agreement starts."),
        ("form", "marriage", "Choose one of the words of the list."),
        ("languages", "Klingon", "is not a language of the list"),
        ("party-1-written", "", "name this one"),
        ("party-1-country", "MX", "is not in Mexico"),
        ("party-0-territory", "Nowhereville", "is in no list of territories"),
        ("source_title", "", "Say where this comes from"),
        ("focus", "a" * (LONGEST_FOCUS + 1), "at most 20000 can be stored"),
        ("focus", "a\x00b", "a sign that cannot be stored"),
        ("party-0-written", "\x00", "a sign that cannot be stored"),
        ("source", "999999", "Choose one of your office"),
        ("source", "\x00", "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence_that_leads_to_its_field(
    signed_in, field, typed, said, filled
):
    changes = {field: typed}
    if field == "party-1-written":
        changes |= {"party-1-territory": "", "party-1-place": ""}
    answer = signed_in().post(ADD, filled(**changes))
    assertContains(answer, said, status_code=422)
    anchor = {"source_title": "source"}.get(field, field)
    assertContains(answer, f'<a href="#id_{anchor}">', status_code=422)
    assert Agreement.register.count() == Source.objects.count() == 0


@pytest.mark.django_db
def test_what_was_typed_is_kept_when_something_is_wrong(signed_in, filled):
    answer = signed_in().post(ADD, filled(signed="some day", focus="Words that took an hour"))
    assertContains(answer, "Words that took an hour", status_code=422)


@pytest.mark.django_db
def test_a_name_that_means_several_territories_offers_them_to_choose(signed_in, filled):
    changes = {"party-1-territory": "Cuenca", "party-1-place": "", "party-1-written": "Cuenca"}
    answer = signed_in().post(ADD, filled(**changes))
    assertContains(answer, "can be more than one territory", status_code=422)
    assertContains(answer, "Ecuador", status_code=422)
    form = answer.context["parties"][1]
    chosen = next(id_ for id_, name in form.fields["choice"].choices if "Ecuador" in str(name))
    signed_in().post(ADD, filled(**changes, **{"party-1-choice": chosen}))
    assert Party.objects.get(position=2).place.country == "EC"


@pytest.mark.django_db
def test_a_party_whose_territory_is_not_known_is_kept_as_written(signed_in, filled):
    changes = {"party-1-written": "Villa Nueva de Nada", "party-1-territory": ""}
    signed_in().post(ADD, filled(**changes, **{"party-1-place": ""}))
    party = Party.objects.get(position=2)
    assert (party.written, party.place) == ("Villa Nueva de Nada", None)


@pytest.mark.django_db
def test_the_same_territory_twice_is_refused(signed_in, filled):
    changes = {
        "party-1-written": "Medellín",
        "party-1-territory": "Medellín, Colombia",
        "party-1-place": "",
    }
    answer = signed_in().post(ADD, filled(**changes))
    assertContains(answer, "This territory is already a party.", status_code=422)


@pytest.mark.django_db
def test_a_form_without_its_hidden_parts_is_an_error_and_not_a_crash(signed_in):
    assert signed_in().post(ADD, {"form": "twinning"}).status_code == 422
    assert signed_in().post(ADD, {"party-TOTAL_FORMS": "99999"}).status_code == 422


@pytest.mark.django_db
def test_a_change_gets_the_new_source_and_leaves_the_others_beside_it(
    signed_in, enter, edited, edit_url
):
    row = enter()
    answer = signed_in().post(edit_url(row), edited(row, signed="12 August 2010"))
    assert answer.status_code == 302
    said = row.statements.filter(field="signed").order_by("id")
    assert [(one.source.title, one.preferred) for one in said] == [
        ("Mora Aguirre (2013), Table 1", False),
        ("A letter", True),
    ]


@pytest.mark.django_db
def test_saving_without_a_change_changes_no_value_and_adds_no_statement(
    signed_in, enter, edited, edit_url
):
    row = enter()
    before = AgreementStatement.objects.count()
    signed_in().post(edit_url(row), edited(row))
    kept = Agreement.register.get(pk=row.pk)
    assert (kept.form, kept.focus, kept.signed_earliest) == (
        row.form,
        row.focus,
        row.signed_earliest,
    )
    assert AgreementStatement.objects.count() == before


@pytest.mark.django_db
def test_a_third_party_can_be_added_and_taken_away(signed_in, enter, edited, edit_url):
    row = enter()
    signed_in().post(edit_url(row), edited(row, **{"party-2-written": "Córdoba, Argentina"}))
    assert row.parties.count() == 3
    row.refresh_from_db()
    three = edited(row, **{"party-TOTAL_FORMS": "4"})
    three |= {f"party-2-{name}": "" for name in ("written", "territory", "place")}
    signed_in().post(edit_url(row), three)
    assert [party.written for party in row.parties.all()] == ["Antioquia", "São Paulo"]


@pytest.mark.django_db
def test_the_body_that_signs_is_kept_through_a_change_of_something_else(
    signed_in, enter, edited, edit_url
):
    row = enter()
    signed_in().post(
        edit_url(row), edited(row, **{"party-1-organization": "Universidade de São Paulo"})
    )
    row.refresh_from_db()
    body = row.parties.get(position=2).organization
    assert (body.name, body.kind) == ("Universidade de São Paulo", "university")
    signed_in().post(
        edit_url(row),
        edited(row, focus="Other", **{"party-1-organization": "Universidade de São Paulo"}),
    )
    assert row.parties.get(position=2).organization == body


@pytest.mark.django_db(transaction=True)
def test_who_saves_second_is_told_what_the_first_changed_and_keeps_what_was_typed(
    signed_in, enter, edited, edit_url
):
    row = enter()
    client = signed_in()
    client.post(edit_url(row), edited(row, focus="What the first one wrote"))
    answer = client.post(edit_url(row), edited(row, focus="What the second one wrote"))
    assert answer.status_code == 409
    assertContains(answer, "Somebody else saved this agreement", status_code=409)
    assertContains(answer, "became “What the first one wrote”", status_code=409)
    assertContains(answer, "What the second one wrote</textarea>", status_code=409)
    assert Agreement.register.get(pk=row.pk).focus == "What the first one wrote"
    assert not Source.objects.filter(title="A letter").count() > 1
    again = edited(row, focus="What the second one wrote", version="2")
    assert client.post(edit_url(row), again).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["", "0", "-1", "x", "\x00", "9" * 30])
def test_a_forged_version_never_overwrites(signed_in, enter, version, edited, edit_url):
    row = enter()
    answer = signed_in().post(edit_url(row), edited(row, focus="Forged", version=version))
    assert answer.status_code in (409, 422)
    assert Agreement.register.get(pk=row.pk).focus == row.focus


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_exactly_one_wins_and_the_other_is_told(
    signed_in, enter, edited, edit_url
):
    row = enter()
    clients = [signed_in(Role.OFFICER), signed_in(Role.REVIEWER)]
    answers: list[int] = []
    gate = threading.Barrier(2)

    def save(client: Client, focus: str) -> None:
        form = edited(row, focus=focus)
        gate.wait()
        answers.append(client.post(edit_url(row), form).status_code)
        connection.close()

    threads = [
        threading.Thread(target=save, args=(client, f"Words of {n}"))
        for n, client in enumerate(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 409]
    assert Agreement.register.get(pk=row.pk).version == 2


@pytest.mark.django_db
def test_who_writes_in_several_offices_is_asked_for_which_one(
    signed_in, person, antioquia, jalisco, filled
):
    client = signed_in()
    give_role(user=person(Role.OFFICER, antioquia), office=jalisco, role=Role.OFFICER, by=None)
    assertContains(client.get(ADD), 'href="?office=jalisco"')
    assertContains(client.get(ADD, {"office": "jalisco"}), "Where this comes from")
    client.post(ADD + "?office=jalisco", filled())
    assert Agreement.register.get().office == jalisco
