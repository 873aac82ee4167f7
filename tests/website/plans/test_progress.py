"""States, people by sex and money: nought is told from not known; the report received."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from twinpact.plans import Amount, People
from website.accounts.models import Role
from website.plans import models, queries
from website.plans.forms.progress import key_of, pages_of

PDF = b"%PDF-1.4\n%%EOF\n"
ACTIVITY, MONEY, IN_KIND = (f"a{key_of('A1')}", f"b{key_of('B1')}", f"b{key_of('B2')}")


def text(answer):
    return answer.content.decode()


@pytest.fixture
def officers(signed_in, antioquia):
    return signed_in(Role.OFFICER, antioquia)


def fields(client, programme, **changed):
    page = text(client.get(reverse("plans:progress", args=[programme.pk])))
    found = dict(re.findall(r'<input[^>]*name="([ab]\w+-\w+)"[^>]*?value="([^"]*)"', page))
    found = dict.fromkeys(re.findall(r'name="([ab]\w+-\w+)"', page), "") | found
    choices = re.findall(r'<select name="(a\w+-state)"[^>]*>(.*?)</select>', page, re.DOTALL)
    for name, body in choices:
        found[name] = re.search(r'value="(\w+)" selected', body)[1]
    return found | changed


def post(client, programme, **changed):
    address = reverse("plans:progress", args=[programme.pk])
    return client.post(address, fields(client, programme, **changed))


def told(programme):
    return queries.agreed(models.Programme.objects.get(pk=programme.pk)).programme.activities[0]


def test_nobody_came_is_not_that_nobody_knows(officers, in_force):
    answer = post(
        officers,
        in_force,
        **{f"{ACTIVITY}-state": "done", f"{ACTIVITY}-women": "0", f"{MONEY}-amount": "0"},
    )
    assert answer.status_code == 302, text(answer)
    activity = told(in_force)
    assert activity.state == "done"
    assert activity.reached == People(0, None, None)
    assert [one.spent for one in activity.budget] == [Amount(Decimal(0), "COP"), None]


def test_what_was_told_can_become_unknown_again(officers, in_force):
    post(officers, in_force, **{f"{ACTIVITY}-women": "7", f"{MONEY}-amount": "1.500,50"})
    assert told(in_force).budget[0].spent == Amount(Decimal("1500.5"), "COP")
    post(officers, in_force, **{f"{ACTIVITY}-women": "", f"{MONEY}-amount": ""})
    assert told(in_force).reached == People()
    assert told(in_force).budget[0].spent is None


def test_a_page_that_nobody_touched_changes_nothing(officers, in_force):
    post(officers, in_force, **{f"{ACTIVITY}-men": "3", f"{IN_KIND}-amount": "12,345"})
    before = models.Programme.objects.get(pk=in_force.pk).followed
    assert post(officers, in_force).status_code == 302
    assert models.Programme.objects.get(pk=in_force.pk).followed == before


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (f"{ACTIVITY}-women", "-1", "greater than or equal to 0"),
        (f"{ACTIVITY}-men", "algunos", "whole number"),
        (f"{MONEY}-amount", "-5", "not less than nought"),
        (f"{MONEY}-amount", "1.500", "can be 1500"),
        (f"{ACTIVITY}-state", "perdida", "not one of the available choices"),
    ],
)
def test_what_cannot_be_kept_is_told(officers, in_force, field, value, said):
    answer = post(officers, in_force, **{field: value})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not in_force.progress.exists()
    assert not in_force.spending.exists()


def test_two_who_tell_the_same_are_told(officers, signed_in, in_force, jalisco):
    other = signed_in(Role.OFFICER, jalisco)
    address = reverse("plans:progress", args=[in_force.pk])
    first = fields(officers, in_force, **{f"{ACTIVITY}-women": "5"})
    second = fields(other, in_force, **{f"{ACTIVITY}-women": "6"})
    assert officers.post(address, first).status_code == 302
    answer = other.post(address, second)
    assert answer.status_code == 422
    assert "Somebody else changed A1 meanwhile" in text(answer)
    assert told(in_force).reached.women == 5


def test_a_page_holds_no_more_fields_than_a_form_may_have(in_force):
    [activity] = queries.agreed(in_force).programme.activities
    assert [len(page) for page in pages_of([activity] * 120)] == [50, 50, 20]
    assert pages_of([]) == [[]]


def test_a_reader_tells_nothing(signed_in, in_force, antioquia):
    reader = signed_in(Role.READER, antioquia)
    assert reader.get(reverse("plans:progress", args=[in_force.pk])).status_code == 403


def report(client, programme, **said):
    address = reverse("plans:report_received", args=[programme.pk])
    return client.post(address, {"on": "2026-02-20"} | said)


def test_the_report_is_received_with_its_file(signed_in, in_force, antioquia):
    client = signed_in(Role.REVIEWER, antioquia)
    answer = report(client, in_force, file=SimpleUploadedFile("informe.pdf", PDF))
    assert answer.status_code == 302, text(answer)
    in_force.refresh_from_db()
    assert in_force.report_received.isoformat() == "2026-02-20"
    assert in_force.report.kind == "report"
    again = report(client, in_force, report=in_force.report_id, on="2026-02-21")
    assert again.status_code == 302
    in_force.refresh_from_db()
    assert in_force.report_received.isoformat() == "2026-02-21"


def test_a_report_of_tomorrow_or_a_hostile_one_is_refused(signed_in, in_force, antioquia):
    client = signed_in(Role.REVIEWER, antioquia)
    assert report(client, in_force, on="2199-01-01").status_code == 422
    file = SimpleUploadedFile("informe.pdf", b"MZ this is a program")
    assert report(client, in_force, file=file).status_code == 422
    in_force.refresh_from_db()
    assert in_force.report_received is None


def test_an_officer_receives_no_report(officers, in_force):
    assert report(officers, in_force).status_code == 403
