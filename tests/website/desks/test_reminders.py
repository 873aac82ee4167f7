"""Reminders: one mail a person a day, in their language, and the calendar behind a secret."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.utils import timezone
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains

from twinpact import agreements as library
from website.accounts.models import Role, User
from website.accounts.quiet_logs import without_secrets
from website.desks import actions, tasks
from website.desks.models import CalendarFeed, RenewalNotice, SentReminder, Wishes
from website.desks.reminders import people_to_remind, reminder_for, stop_token
from website.procedures.models import Turn

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 20)
NOON = int(datetime(2026, 4, 20, 12, tzinfo=UTC).timestamp())
SITE = "https://register.example"


@pytest.fixture
def late(informed):
    """A procedure whose opinion was due on the first of April."""
    procedure = informed()
    Turn.objects.filter(procedure=procedure).exclude(rule="MX-7").delete()
    Turn.objects.filter(procedure=procedure).update(due=date(2026, 4, 1))
    return procedure


@pytest.fixture
def remind(now):
    def act(user: User, on: date = TODAY) -> bool:
        return actions.remind(user=user, on=on, at=now, site=SITE)

    return act


def test_a_person_is_told_what_is_late(late, officer, remind):
    assert remind(officer)
    [sent] = mail.outbox
    assert sent.to == [officer.email]
    assert sent.subject == "Twinpact: 1 thing is due in your agreements"
    assert "Jalisco – São Paulo: Opinion of the SRE (MX-7). 19 days late" in sent.body
    assert f"{SITE}/en/desk/agreements/{late.agreement_id}/procedure/" in sent.body


def test_nobody_is_told_twice_on_a_day(late, officer, remind):
    assert remind(officer)
    assert not remind(officer)
    assert remind(officer, on=date(2026, 4, 21))
    assert len(mail.outbox) == 2


def test_who_has_nothing_due_gets_no_mail(begin, officer, remind, person, antioquia):
    assert not remind(officer)
    assert not remind(person(Role.OFFICER, antioquia))
    assert mail.outbox == []
    assert not SentReminder.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_sends_the_mail(late, officer, now):
    start = Barrier(4)

    def act(_n: int) -> bool:
        try:
            start.wait(10)
            return actions.remind(user=officer, on=TODAY, at=now, site=SITE)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(act, range(4))) == [False, False, False, True]
    assert len(mail.outbox) == 1


def test_a_mail_that_does_not_leave_is_tried_again(late, officer, remind, monkeypatch):
    def refuse(*_args: object, **_kwargs: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        with pytest.raises(ConnectionRefusedError):
            remind(officer)
    assert remind(officer)


def test_the_mail_speaks_the_language_of_the_person(late, officer, remind):
    actions.wish(user=officer, reminders=True, language="es")
    remind(officer)
    [sent] = mail.outbox
    assert "Dictamen de la SRE" in sent.body
    assert "/es/desk/due/" in sent.body
    assert "19 días de retraso" in sent.body


def test_the_authority_is_told_what_is_asked_of_it(late, authority, remind):
    assert remind(authority)
    assert "ASKED OF THE AUTHORITY (1)" in mail.outbox[0].body


def test_who_does_not_want_mails_gets_none(late, officer, authority, person, jalisco):
    person(Role.READER, jalisco)
    assert list(people_to_remind()) == [officer.pk, authority.pk]
    actions.wish(user=officer, reminders=False, language="en")
    assert list(people_to_remind()) == [authority.pk]


def test_the_mails_end_from_the_address_in_them_without_signing_in(late, officer, remind, client):
    remind(officer)
    [sent] = mail.outbox
    address = sent.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(SITE)
    assert address in sent.body
    assertContains(client.get(address), "Shall the mails")
    assert Wishes.objects.filter(reminders=False).count() == 0, "to look is not to decide"
    assertContains(client.post(address), "You get no more mails")
    assert officer.pk not in people_to_remind()
    assert client.get(address.replace(f"/{officer.pk}:", "/1:") + "x").status_code == 404
    assert client.post("/en/desk/reminders/stop/1:forged/").status_code == 404


def test_a_near_end_is_brought_up_once(enter, jalisco, officer, remind):
    row = enter("Jalisco", "Lyon", office=jalisco, ends=library.parse_partial_date("2026-06-30"))
    assert actions.notice_ends(on=TODAY) == 1
    assert actions.notice_ends(on=TODAY) == 0
    assert RenewalNotice.objects.get().agreement == row
    assert reminder_for(officer, TODAY).n_ending == 1
    assert remind(officer)
    assert "Jalisco – Lyon: 30 June 2026 (Ends in 71 days)" in mail.outbox[0].body
    assert reminder_for(officer, date(2026, 4, 21)).items == 0


def test_the_job_of_the_day_reminds_everybody_once(late, officer, authority):
    tasks.remind_everybody.func(NOON)
    tasks.remind_everybody.func(NOON)
    assert sorted(one.to[0] for one in mail.outbox) == sorted([officer.email, authority.email])


def test_one_broken_mailbox_does_not_keep_the_others_waiting(
    late, officer, authority, monkeypatch
):
    send = EmailMessage.send

    def refuse_one(self: EmailMessage, *args: object) -> int:
        if self.to == [officer.email]:
            raise ConnectionRefusedError
        return send(self, *args)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse_one)
    with pytest.raises(ConnectionRefusedError):
        tasks.remind_everybody.func(NOON)
    assert [one.to for one in mail.outbox] == [[authority.email]]
    assert list(SentReminder.objects.values_list("user", flat=True)) == [authority.pk]


# The calendar


@pytest.fixture
def feed(officer, now):
    def fetch(client, token: str | None = None):
        token = token or actions.open_feed(user=officer, at=now)
        return client.get(f"/calendar/{token}.ics")

    return fetch


def events(answer) -> dict[str, object]:
    calendar = Calendar.from_ical(answer.content)
    return {str(one["uid"]): one for one in calendar.walk("VEVENT")}


@pytest.fixture
def soon(late):
    today = timezone.localdate()
    Turn.objects.filter(procedure=late).update(due=today)
    return late


def test_a_calendar_holds_what_is_due_as_whole_days(feed, soon, client):
    answer = feed(client)
    assert answer["Content-Type"].startswith("text/calendar")
    [(uid, event)] = events(answer).items()
    turn = Turn.objects.get()
    assert uid == f"turn-{soon.pk}-1-MX-7@testserver"
    assert event["dtstart"].dt == turn.due
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["summary"]) == "Opinion of the SRE: Jalisco – São Paulo"
    assert str(event["url"]).endswith(f"/en/desk/agreements/{soon.agreement_id}/procedure/")


def test_an_event_keeps_its_id_when_its_row_is_written_anew(feed, soon, client):
    before = events(feed(client))
    turn = Turn.objects.get()
    Turn.objects.all().delete()
    turn.pk = None
    turn.save()
    assert events(feed(client)).keys() == before.keys()


def test_only_the_hash_of_the_address_is_kept_and_a_new_one_ends_the_old(
    feed, soon, client, officer, now
):
    old = actions.open_feed(user=officer, at=now)
    assert old not in str(CalendarFeed.objects.values().get())
    assert feed(client, old).status_code == 200
    new = actions.open_feed(user=officer, at=now)
    assert feed(client, old).status_code == 404
    assert feed(client, new).status_code == 200
    actions.close_feed(user=officer)
    assert feed(client, new).status_code == 404


def test_who_left_has_no_calendar(feed, soon, client, officer, now):
    token = actions.open_feed(user=officer, at=now)
    officer.memberships.all().delete()
    assert events(feed(client, token)) == {}
    officer.is_active = False
    officer.save()
    assert feed(client, token).status_code == 404


@pytest.mark.parametrize("token", ["x", "%00", "é", "a" * 5000, "..%2f.."])
def test_a_guessed_address_is_not_found(client, token):
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_the_address_is_shown_once_and_can_be_taken_back(signed_in, jalisco, client, soon):
    page = signed_in(Role.OFFICER, jalisco)
    shown = page.post("/en/desk/reminders/calendar/", {"open": "1"}, follow=True).content.decode()
    [address] = re.findall(r'value="(http://testserver/calendar/[^"]+\.ics)"', shown)
    assert client.get(address).status_code == 200
    assertNotContains(page.get("/en/desk/reminders/"), "testserver/calendar/")
    page.post("/en/desk/reminders/calendar/", {"close": "1"})
    assert client.get(address).status_code == 404


def test_wishes_are_kept(signed_in, jalisco, officer):
    page = signed_in(Role.OFFICER, jalisco)
    page.post("/en/desk/reminders/", {"language": "pt"})
    kept = Wishes.objects.get(user=officer)
    assert (kept.reminders, kept.language) == (False, "pt")
    assert page.post("/en/desk/reminders/", {"language": "xx"}).status_code == 422


def test_the_secret_address_does_not_stand_in_the_log(officer, now):
    token = actions.open_feed(user=officer, at=now)
    told = without_secrets(None, "info", {"request": f"GET /calendar/{token}.ics", "code": 200})
    assert told == {"request": "GET /calendar/…", "code": 200}
    told = without_secrets(
        None, "info", {"event": f"/es/desk/reminders/stop/{stop_token(officer)}/"}
    )
    assert told == {"event": "/es/desk/reminders/stop/…/"}
