"""The pages of both sides: the link of the letter, the answer, the officer's and the public's."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from website.accounts.models import AttemptCount, Role
from website.accounts.quiet_logs import without_secrets
from website.agreements.actions import change_agreement
from website.agreements.models import Agreement, FieldAnswer, Invitation, PartyVersion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def invited(enter, signed_in):
    """An agreement, and the path of the link in the letter that went out."""

    def make(**values: object) -> tuple[Agreement, str]:
        row = enter(published=True, **values)
        page = signed_in().post(
            reverse("agreements:counterpart", args=[row.pk]),
            {"position": "2", "email": "relacoes@sp.example", "language": "pt", "days": "30"},
        )
        assert page.status_code == 302, page.content
        [letter] = mail.outbox
        mail.outbox.clear()
        return row, re.search(r"https?://testserver(\S+)", letter.body)[1]

    return make


@pytest.fixture
def counterpart(invited):
    """A browser in which the link of the letter was opened, and the page it led to."""

    def make(**values: object) -> tuple[Agreement, Client, str]:
        row, path = invited(**values)
        client = Client()
        led = client.get(path)
        assert led.status_code == 302
        return row, client, led["Location"]

    return make


def filled(page: str, **changes: str) -> dict[str, str]:
    """The form with everything right."""
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    names = set(re.findall(r'type="radio" name="([^"]+)" value="confirmed"', page))
    return {
        "seen": seen,
        "given_by": "Ana Lima",
        "post": "Assessora, Relações Internacionais",
        **dict.fromkeys(names, "confirmed"),
        **changes,
    }


def test_the_letter_is_written_in_the_language_of_the_counterpart(enter, signed_in):
    row = enter()
    signed_in().post(
        reverse("agreements:counterpart", args=[row.pk]),
        {"position": "2", "email": "relacoes@sp.example", "language": "pt", "days": "30"},
    )
    [letter] = mail.outbox
    assert letter.to == ["relacoes@sp.example"]
    assert letter.subject == "Sua versão do acordo Antioquia – São Paulo"
    assert "/pt/answer/" in letter.body
    assert "Bom dia," in letter.body
    assert Invitation.objects.get().mailed_at is not None


def test_without_a_mail_server_the_page_shows_the_link_this_once(enter, signed_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    row, client = enter(), signed_in()
    address = reverse("agreements:counterpart", args=[row.pk])
    page = client.post(
        address, {"position": "2", "email": "a@sp.example", "language": "es", "days": "30"}
    )
    link = re.search(r'value="(http://testserver/es/answer/[^"]+)"', page.content.decode())[1]
    assert "no-store" in page["Cache-Control"]
    assert Client().get(link).status_code == 302
    assertNotContains(client.get(address), link)


def test_the_secret_of_the_link_stands_in_no_page_and_nothing_is_indexed(invited):
    _row, path = invited()
    client = Client()
    led = client.get(path)
    secret = path.split(".")[1]
    assert led["Referrer-Policy"] == "no-referrer"
    assert secret not in led["Location"]
    cookie = next(iter(client.cookies.values()))
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    page = client.get(led["Location"])
    assert secret not in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"


def test_without_the_link_the_page_opens_nothing(invited):
    _row, _path = invited()
    pk = Invitation.objects.get().pk
    assert Client().get(reverse("answer:page", args=[pk])).status_code == 404
    assert Client().get(reverse("answer:enter", args=["1.x.y"])).status_code == 404


def test_what_only_staff_see_is_not_on_the_page_of_the_counterpart(counterpart):
    row, client, address = counterpart()
    page = client.get(address).content.decode()
    for staff_only in ("Mora Aguirre", "row 2", "officer@", "/desk/"):
        assert staff_only not in page
    assert "Exchange of experience in education" in page
    assert row.office.name in page


def test_an_answer_in_another_language_is_kept_and_shown_as_a_copy(counterpart):
    row, client, address = counterpart()
    page = client.get(address).content.decode()
    assert 'lang="pt"' in page
    sent = client.post(
        address,
        filled(page, signed="differing", **{"signed-value": "setembro de 2010"}, ends="unknown"),
    )
    assert sent.status_code == 302
    said = FieldAnswer.objects.get(field="signed")
    assert (said.verdict, said.value, said.written) == ("differing", "2010-09", "setembro de 2010")
    copy = client.get(address)
    assertContains(copy, "setembro de 2010")
    assertContains(copy, "Ana Lima")
    assert Agreement.register.get(pk=row.pk).version == row.version


def test_the_link_is_used_up_by_the_answer(counterpart):
    _row, client, address = counterpart()
    form = filled(client.get(address).content.decode())
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 409
    assert PartyVersion.objects.count() == 1


def test_a_draft_is_saved_without_being_judged_and_gone_on_with(counterpart):
    _row, client, address = counterpart()
    form = filled(
        client.get(address).content.decode(), signed="differing", **{"signed-value": "no date"}
    )
    assert client.post(address, form | {"save": "1"}).status_code == 302
    page = client.get(address)
    assertContains(page, 'value="no date"')
    assert not PartyVersion.objects.exists()
    page = client.post(address, form)
    assert page.status_code == 422
    assertContains(page, 'value="no date"', status_code=422)


@pytest.mark.parametrize(
    "wrong",
    [
        {"signed": "differing", "signed-value": ""},
        {"signed": "differing", "signed-value": "31 February 2010"},
        {"languages": "differing", "languages-value": "Klingonesque"},
        {"form": "differing", "form-value": "marriage"},
        {"form": "perhaps"},
        {"given_by": ""},
        {"post": "x" * 201},
        {"note": "a\x00b"},
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(counterpart, wrong):
    _row, client, address = counterpart()
    page = client.post(address, filled(client.get(address).content.decode()) | wrong)
    assert page.status_code == 422
    assert not PartyVersion.objects.exists()


def test_what_stands_in_a_field_that_is_right_is_not_judged(counterpart):
    _row, client, address = counterpart()
    form = filled(client.get(address).content.decode(), **{"signed-value": "no date at all"})
    assert client.post(address, form).status_code == 302


def test_a_change_of_the_register_meanwhile_is_shown_before_the_answer_counts(
    counterpart, person, antioquia, source, at, draft
):
    row, client, address = counterpart()
    form = filled(client.get(address).content.decode())
    change_agreement(
        pk=row.pk,
        version=row.version,
        agreement=draft(focus="Another focus"),
        source=source,
        by=person(Role.OFFICER, antioquia),
        at=at,
    )
    page = client.post(address, form)
    assertContains(page, "Another focus", status_code=409)
    form["seen"] = re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]
    assert client.post(address, form).status_code == 302


def test_who_tries_many_links_has_to_wait(invited):
    _row, path = invited()
    client = Client(REMOTE_ADDR="203.0.113.7")
    for _ in range(20):
        assert client.get(reverse("answer:enter", args=["1.guess.guess"])).status_code == 404
    assert client.get(reverse("answer:enter", args=["1.guess.guess"])).status_code == 429
    assert client.get(path).status_code == 429
    assert Client(REMOTE_ADDR="203.0.113.8").get(path).status_code == 302
    assert "203.0.113.7" not in str(list(AttemptCount.objects.values()))


def answered(counterpart, **changes: str) -> Agreement:
    row, client, address = counterpart()
    page = client.get(address).content.decode()
    assert client.post(address, filled(page, **changes)).status_code == 302
    translation.activate("en")  # the page of the counterpart was in its own language
    return row


DATE_DIFFERS = {"signed": "differing", "signed-value": "setembro de 2010"}


def test_the_public_sees_the_other_value_once_the_office_has_looked_at_it(
    counterpart, signed_in, client
):
    row = answered(counterpart, **DATE_DIFFERS)
    sides = reverse("portal:sides", args=[row.pk])
    assertContains(client.get(reverse("portal:agreement", args=[row.pk])), "Both sides agree on")
    assertContains(client.get(sides), "Says otherwise; the office is looking at it.")
    assertNotContains(client.get(sides), "September 2010")
    assertNotContains(client.get(sides), "Ana Lima")
    pk = FieldAnswer.objects.get(field="signed").pk
    officer = signed_in()
    assertContains(officer.get(reverse("agreements:counterpart", args=[row.pk])), "September 2010")
    decide = reverse("agreements:decide", args=[pk])
    refused = officer.post(decide, {"keep": "1", "reason": " "}, follow=True)
    assertContains(refused, "Say why the register keeps its own value.")
    officer.post(decide, {"keep": "1", "reason": "The signed text says August."})
    page = client.get(sides)
    assertContains(page, "September 2010")
    assertContains(page, "The signed text says August.")


@pytest.mark.django_db(transaction=True)  # the history tells acts apart by their transactions
def test_what_is_taken_over_is_confirmed_by_both(counterpart, signed_in, client):
    row = answered(
        counterpart,
        **DATE_DIFFERS,
        **dict.fromkeys(
            ("scope", "in_force", "ends", "renewal", "motivations", "languages"), "unknown"
        ),
    )
    pk = FieldAnswer.objects.get(field="signed").pk
    officer = signed_in()
    officer.post(
        reverse("agreements:decide", args=[pk]), {"take": "1", "version": str(row.version)}
    )
    public = client.get(reverse("portal:agreement", args=[row.pk]))
    assertContains(public, "Confirmed by both sides")
    assertContains(public, "Answer of São Paulo")
    assertContains(public, "setembro de 2010")  # in the words of who said it
    sides = client.get(reverse("portal:sides", args=[row.pk]))
    assertNotContains(sides, "Not right")
    history = officer.get(reverse("agreements:history", args=[row.pk]))
    assertContains(history, "“August 2010” became “September 2010”")


def test_staff_of_another_office_find_nothing(counterpart, signed_in, jalisco):
    row = answered(counterpart, **DATE_DIFFERS)
    other = signed_in(Role.OFFICER, jalisco)
    pk = FieldAnswer.objects.get(field="signed").pk
    assert other.get(reverse("agreements:counterpart", args=[row.pk])).status_code == 404
    assert other.post(reverse("agreements:decide", args=[pk]), {"take": "1"}).status_code == 404
    invitation = Invitation.objects.get().pk
    assert other.post(reverse("agreements:revoke", args=[invitation])).status_code == 404
    reader = signed_in(Role.READER)
    assert reader.post(reverse("agreements:decide", args=[pk]), {"take": "1"}).status_code == 403


def test_a_draft_of_the_register_has_no_public_page_of_its_sides(enter, client):
    assert client.get(reverse("portal:sides", args=[enter().pk])).status_code == 404


def test_an_invitation_is_taken_back(invited, signed_in):
    row, path = invited()
    officer = signed_in()
    pk = Invitation.objects.get().pk
    officer.post(reverse("agreements:revoke", args=[pk]))
    assertContains(officer.get(reverse("agreements:counterpart", args=[row.pk])), "Taken back")
    client = Client()
    page = client.get(client.get(path)["Location"])
    assertContains(page, "Este convite foi retirado.", status_code=410)


def test_the_log_keeps_no_link(invited):
    _row, path = invited()
    line = without_secrets(None, "info", {"request": f"GET {path}", "code": 302})
    assert path.split(".")[1] not in str(line)
    assert line["request"] == "GET /pt/answer/…/"
