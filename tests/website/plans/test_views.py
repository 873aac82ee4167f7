"""The pages of programmes: written, put to the sides, agreed, carried over, read from a file."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.website.plans.conftest import YEAR, content
from twinpact.formats.tables import read_tables
from twinpact.plans import Amount, People, Responsible
from website.accounts.models import Office, Role
from website.plans import convert, models, queries
from website.plans.actions import Beginning, begin_programme, replace_content

PAGES = ("programme", "versions", "carry", "sheet_file", "calendar")


def page(client, name, *args, **query):
    return client.get(reverse(f"plans:{name}", args=args), query)


def text(response):
    return response.content.decode()


@pytest.fixture
def officers(signed_in, antioquia):
    return signed_in(Role.OFFICER, antioquia)


@pytest.fixture
def reviewers(signed_in, antioquia):
    return signed_in(Role.REVIEWER, antioquia)


@pytest.fixture
def far_reviewers(signed_in, jalisco):
    return signed_in(Role.REVIEWER, jalisco)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_to_both_sides_and_to_nobody_else(
    in_force, name, officers, far_reviewers, signed_in, db
):
    other = Office.objects.create(name="Minas Gerais", slug="minas", country="BR")
    assert page(officers, name, in_force.pk).status_code == 200
    assert page(far_reviewers, name, in_force.pk).status_code == 200
    assert page(signed_in(Role.OFFICER, other), name, in_force.pk).status_code == 404


def test_the_lists_are_empty_before_a_programme_begins(officers, agreement):
    assert "no programme yet" in text(page(officers, "programmes"))
    assert "no programme yet" in text(page(officers, "of_agreement", agreement.pk))


def test_a_programme_begins_on_its_page(officers, agreement):
    answer = officers.post(reverse("plans:begin", args=[agreement.pk]), {"year": YEAR})
    assert answer.status_code == 302
    again = officers.post(reverse("plans:begin", args=[agreement.pk]), {"year": YEAR})
    assert again.status_code == 422
    assert "already has a programme" in text(again)


def posted(**told):
    """The form of an activity as a browser sends it."""
    parts = {
        f"{part}-{name}": number
        for part in ("bodies", "budget", "indicators")
        for name, number in (("TOTAL_FORMS", 1), ("INITIAL_FORMS", 0))
    }
    return (
        parts
        | {
            "title": "Feria del libro",
            "months": ["9"],
            "bodies-0-side": "1",
            "bodies-0-body": "Biblioteca Pública Piloto",
            "budget-0-what": "Sede",
            "budget-0-kind": "cash",
            "budget-0-amount": "1500,50",
            "budget-0-currency": "cop",
            "indicators-0-title": "Visitantes",
            "indicators-0-kind": "quantitative",
            "indicators-0-counting": "per_period",
            "indicators-0-direction": "up",
            "indicators-0-rhythm": "half",
            "indicators-0-targets": "; 300",
        }
        | told
    )


def test_an_activity_is_written_as_it_was_filled_in(begun, officers):
    officers.post(reverse("plans:line", args=[begun.pk]), {"title": "Cultura"})
    line = begun.lines.get()
    answer = officers.post(reverse("plans:new_activity", args=[begun.pk]), posted(line=line.pk))
    assert answer.status_code == 302, text(answer)
    row = models.Activity.objects.get(programme=begun)
    told = convert.activity_of(row)
    assert told.code == "A1"
    assert told.months == frozenset({9})
    assert told.expected == People(None, None, None)
    assert told.budget[0].amount == Amount(Decimal("1500.5"), "COP")
    assert [one.value for one in told.indicators[0].targets] == [None, Decimal(300)]
    shown = page(officers, "activity", begun.pk, row.pk)
    assert "; 300" in text(shown)


def test_a_wrong_number_is_told_at_its_field_and_nothing_is_saved(begun, officers):
    officers.post(reverse("plans:line", args=[begun.pk]), {"title": "Cultura"})
    told = posted(line=begun.lines.get().pk) | {"indicators-0-targets": "muchos"}
    answer = officers.post(reverse("plans:new_activity", args=[begun.pk]), told)
    assert answer.status_code == 422
    assert "muchos" in text(answer)
    assert not models.Activity.objects.filter(programme=begun).exists()


def test_who_saves_over_another_is_told(drafted, officers):
    row = drafted.activities.get()
    told = posted(line=row.line_id, code="A1", mark="of an older page")
    answer = officers.post(reverse("plans:activity", args=[drafted.pk, row.pk]), told)
    assert answer.status_code == 422
    assert "meanwhile" in text(answer)


def test_both_sides_agree_on_their_pages(drafted, officers, reviewers, far_reviewers):
    officers.post(reverse("plans:put", args=[drafted.pk]))
    assert "Agree for" not in text(page(officers, "programme", drafted.pk))
    for client, side in ((reviewers, 1), (far_reviewers, 2)):
        assert "Agree for" in text(page(client, "programme", drafted.pk))
        address = reverse("plans:agree", args=[drafted.pk, side])
        on = drafted.versions.get().drafted_on
        assert client.post(address, {"on": on.isoformat()}).status_code == 302
    assert models.Programme.objects.get(pk=drafted.pk).stage == "agreed"


def test_a_spreadsheet_is_looked_at_before_it_is_taken_over(drafted, officers):
    body = page(officers, "sheet_file", drafted.pk).content
    drafted.lines.all().delete()
    address = reverse("plans:sheet", args=[drafted.pk])
    file = SimpleUploadedFile("poa.xlsx", body)
    assert officers.post(address, {"file": file}).status_code == 302
    shown = text(page(officers, "sheet", drafted.pk))
    assert "Formación de docentes" in shown
    assert not drafted.activities.exists()
    officers.post(reverse("plans:take_sheet", args=[drafted.pk]))
    rows = queries.with_content(models.Programme.objects.all())
    read = convert.programme_of(rows.get(pk=drafted.pk))
    (activity,) = read.activities
    (planned,) = content().activities
    assert activity.indicators == planned.indicators
    assert activity.themes == planned.themes
    assert [one.amount for one in activity.budget] == [one.amount for one in planned.budget]


@pytest.mark.parametrize(
    "body", [b"", b"\x00\x01garbage", b"PK\x03\x04", b"<html><script>", b"a,b\n1,2\n"]
)
def test_a_bad_file_is_refused_in_one_sentence(drafted, officers, body):
    file = SimpleUploadedFile("poa.xlsx", body)
    answer = officers.post(reverse("plans:sheet", args=[drafted.pk]), {"file": file})
    assert answer.status_code == 422
    assert drafted.activities.count() == 1


def test_the_template_has_the_columns_that_are_read(officers):
    (table,) = read_tables(page(officers, "template").content)
    assert "Activity" in table.header


def test_the_calendar_holds_the_activities(in_force, officers):
    body = text(page(officers, "calendar", in_force.pk))
    assert "DTSTART;VALUE=DATE:20250301" in body
    assert "DTEND;VALUE=DATE:20250501" in body


def test_a_programme_of_many_is_shown_line_by_line(begun, officers, django_assert_max_num_queries):
    lines = [
        models.ProgrammeLine(programme=begun, position=n, code=f"L{n}", title=f"Línea {n}")
        for n in range(3)
    ]
    models.ProgrammeLine.objects.bulk_create(lines)
    models.Activity.objects.bulk_create(
        models.Activity(programme=begun, line=line, position=n, code=f"{line.code}-{n}", title="x")
        for line in lines
        for n in range(70)
    )
    with django_assert_max_num_queries(40):
        shown = text(page(officers, "programme", begun.pk, line="L1", page=2))
    assert shown.count("gantt-row") == 10


def test_open_work_goes_over_on_its_page(in_force, officers):
    assert "has no programme yet" in text(page(officers, "carry", in_force.pk))
    officers.post(reverse("plans:begin", args=[in_force.agreement_id]), {"year": YEAR + 1})
    answer = officers.post(reverse("plans:carry", args=[in_force.pk]), {"activities": ["A1"]})
    assert answer.status_code == 302
    assert "goes on from A1" in text(officers.get(answer.url))


def test_a_repeated_activity_is_told(in_force, enter, officers, officer, at, antioquia):
    other = enter("Medellín", "Jalisco", office=antioquia)
    new = begin_programme(told=Beginning(other.pk, YEAR), by=officer, at=at)
    activity = content().activities[0]
    line = content().lines[0]
    mine = replace(activity, responsible=(Responsible(1, "Universidad EAFIT"),))
    replace_content(
        pk=new.pk,
        content=replace(content(), lines=(replace(line, activities=(mine,)),)),
        version=1,
        by=officer,
    )
    shown = text(page(officers, "activity", new.pk, new.activities.get().pk))
    assert "It may repeat" in shown
    assert "Secretaría de Educación" in shown
    assert date(2025, 3, 1).isoformat() in shown


def test_a_cell_of_the_file_is_never_run(drafted, officers):
    models.Activity.objects.filter(programme=drafted).update(title="=HYPERLINK(1)")
    body = page(officers, "sheet_file", drafted.pk).content
    (table,) = read_tables(io.BytesIO(body).getvalue())
    assert any("=HYPERLINK(1)" in (cell or "") for _, row in table.rows for cell in row.values())


def test_who_answers_for_activities_stands_among_who_works_with_whom(in_force, officers):
    shown = text(officers.get(reverse("network:network")))
    assert "Secretaría de Educación" in shown
    assert "Formación de docentes" in shown
