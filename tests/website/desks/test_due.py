"""The officer's desk: late, soon, ending; the handover list; settings of an office."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains
from python_calamine import CalamineWorkbook

from twinpact import agreements as library
from website.accounts.models import Role
from website.agreements.models import Agreement
from website.desks.due import LISTS, due_list, ending, overview
from website.desks.models import DeskSettings
from website.desks.time_words import time_left, time_to_end
from website.procedures.models import Turn

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 20)


@pytest.fixture
def due_on(informed):
    """A procedure of Jalisco whose opinion is due on a day."""

    def make(day: date | None, *written: str):
        procedure = informed(*written)
        Turn.objects.filter(procedure=procedure, rule="MX-6").delete()
        Turn.objects.filter(procedure=procedure, side=2).delete()
        Turn.objects.filter(procedure=procedure, rule="MX-7").update(due=day)
        return procedure

    return make


def titles(told):
    return [one.title for one in told.lines]


def test_what_is_open_stands_in_the_list_of_its_day(due_on, jalisco):
    days = {"A": date(2026, 4, 19), "B": TODAY, "C": date(2026, 4, 27), "D": date(2026, 4, 28),
            "E": None}  # fmt: skip
    for name, day in days.items():
        due_on(day, "Jalisco", name)
    lists = {name: due_list(name, [jalisco], TODAY) for name in LISTS}
    assert titles(lists["late"]) == ["Jalisco – A"]
    assert titles(lists["soon"]) == ["Jalisco – B", "Jalisco – C"]
    assert titles(lists["later"]) == ["Jalisco – D"]
    assert titles(lists["undated"]) == ["Jalisco – E"]
    assert [one.days for one in lists["late"].lines] == ["1 day late"]
    assert lists["late"].lines[0].rule.title == "Opinion of the SRE"
    assert lists["late"].lines[0].rule.who == "Ministry of Foreign Affairs (SRE)"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 4, 17), "3 days late"),
        (TODAY, "Due today"),
        (date(2026, 4, 21), "Due tomorrow"),
        (date(2026, 5, 20), "Due in 30 days"),
        (None, "No day is known"),
    ],
)
def test_how_long_there_is_left_is_said_in_words(due, said):
    assert time_left(due, TODAY) == said


def test_how_long_until_an_end_is_said_in_words():
    assert time_to_end(date(2026, 4, 19), TODAY) == "Ended 1 day ago"
    assert time_to_end(TODAY, TODAY) == "Ends today"
    assert time_to_end(date(2026, 4, 30), TODAY) == "Ends in 10 days"


def ends(text: str):
    return {"ends": library.parse_partial_date(text)}


def test_an_agreement_is_brought_up_as_long_ahead_as_its_office_wishes(enter, jalisco, antioquia):
    near = enter("Jalisco", "A", office=jalisco, **ends("2026-07-10"))
    far = enter("Jalisco", "B", office=jalisco, **ends("2026-08-10"))
    other = enter(**ends("2026-08-10"))
    assert list(ending([jalisco, antioquia], TODAY)) == [near]
    DeskSettings.objects.create(office=jalisco, days_ahead=200)
    assert list(ending([jalisco, antioquia], TODAY)) == [near, far]
    assert list(ending([antioquia], TODAY)) == []
    assert list(ending([antioquia], date(2026, 7, 1))) == [other]


def test_an_end_known_by_its_year_is_near_when_the_year_is(enter, jalisco):
    row = enter("Jalisco", "A", office=jalisco, **ends("2027"))
    assert list(ending([jalisco], TODAY)) == []
    assert list(ending([jalisco], date(2026, 11, 1))) == [row]
    told = due_list("ending", [jalisco], date(2026, 11, 1)).lines[0]
    assert (told.ends, told.passed) == ("2027", False)


def test_an_unknown_end_is_never_near_and_what_has_ended_is_not_brought_up(enter, jalisco):
    enter("Jalisco", "A", office=jalisco)
    enter("Jalisco", "B", office=jalisco, state="expired", **ends("2026-05-01"))
    enter("Jalisco", "C", office=jalisco, state="terminated", **ends("2026-05-01"))
    assert not ending([jalisco], TODAY).exists()
    passed = enter("Jalisco", "D", office=jalisco, **ends("2026-03-01"))
    assert list(ending([jalisco], TODAY)) == [passed]


# The pages


@pytest.fixture
def desk(signed_in, jalisco):
    return signed_in(Role.OFFICER, jalisco)


def test_the_desk_shows_its_office_and_no_other(desk, due_on, enter, antioquia):
    due_on(date(2020, 1, 1), "Jalisco", "Lyon")
    Agreement.register.filter(pk=enter("Antioquia", "Bilbao").pk).update(
        ends_earliest="2020-01-01", ends_latest="2020-01-01", ends_precision="day",
        signed_earliest=None, signed_latest=None, signed_precision="unknown",
    )  # fmt: skip
    answer = desk.get("/en/desk/due/")
    assertContains(answer, "Jalisco – Lyon")
    assertContains(answer, "days late")
    assertNotContains(answer, "Bilbao")
    assertContains(desk.get("/en/desk/due/?list=late&office=antioquia"), "Jalisco – Lyon")


def test_a_long_list_has_pages(desk, due_on):
    procedure = due_on(date(2020, 1, 1))
    turn = Turn.objects.get(procedure=procedure, rule="MX-7")
    for n in range(30):
        turn.pk, turn.rule = None, f"MX-{100 + n}"
        turn.save()
    first = desk.get("/en/desk/due/?list=late")
    assertContains(first, "Page 1 of 2")
    assertContains(desk.get("/en/desk/due/?list=late&page=2"), "MX-129")
    assertNotContains(first, "MX-129")


def test_the_desk_asks_as_much_for_many_as_for_few(desk, due_on):
    due_on(date(2020, 1, 1), "Jalisco", "A")
    with CaptureQueriesContext(connection) as few:
        desk.get("/en/desk/due/")
    for name in "BCDE":
        due_on(date(2020, 1, 1), "Jalisco", name)
    with CaptureQueriesContext(connection) as many:
        desk.get("/en/desk/due/")
    assert len(many) == len(few)


def test_the_handover_list_says_state_next_step_day_and_who(desk, informed, enter, jalisco):
    informed()
    enter("Jalisco", "=cmd()", office=jalisco)
    answer = desk.get("/en/desk/handover/jalisco/")
    assertContains(answer, "Jalisco – São Paulo")
    assertContains(answer, "Exploration")
    assertContains(answer, "1 agreement is on its way")
    assertContains(answer, "1 more has no procedure yet")


def test_the_handover_list_is_taken_away_as_a_spreadsheet(desk, informed):
    procedure = informed("Jalisco", "=cmd()")
    answer = desk.get("/en/desk/handover/jalisco.xlsx")
    [head, row] = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert head[:4] == ["Number", "Agreement", "Form", "State"]
    assert row[0] == procedure.agreement_id
    assert row[1] == "Jalisco – =cmd()"
    assert row[3] == "Exploration"
    assert row[7] == "Cooperation office"


def test_other_offices_have_no_handover_list_for_me(desk, antioquia):
    assert desk.get("/en/desk/handover/antioquia/").status_code == 404
    assert desk.get("/en/desk/handover/antioquia.xlsx").status_code == 404


def test_an_administrator_settles_the_desk(signed_in, sre, person):
    page = "/en/desk/offices/sre/desk/"
    assert signed_in(Role.AUTHORITY, sre).get(page).status_code == 404
    administrator = signed_in(Role.ADMINISTRATOR, sre)
    given = {"days_ahead": "120", "number_format": "SRE-{year}-{number:04}"}
    assertContains(
        administrator.post(page, given | {"number_format": "{number}"}),
        "Write {year} and {number} once each",
        status_code=422,
    )
    assert administrator.post(page, given | {"days_ahead": "9999"}).status_code == 422
    assert administrator.post(page, given).status_code == 302
    kept = DeskSettings.objects.get(office=sre)
    assert (kept.days_ahead, kept.number_format) == (120, "SRE-{year}-{number:04}")


def test_the_desk_shows_the_beginning_of_each_list_and_leads_to_the_rest(desk, due_on):
    procedure = due_on(date(2020, 1, 1))
    turn = Turn.objects.get(procedure=procedure, rule="MX-7")
    for n in range(11):
        turn.pk, turn.rule, turn.due = None, f"MX-{100 + n}", date(2020, 1, 2 + n)
        turn.save()
    answer = desk.get("/en/desk/due/")
    assertContains(answer, 'class="count">12<')
    assertContains(answer, "MX-108")
    assertNotContains(answer, "MX-109")
    assertContains(answer, "?list=late")
    told = overview([procedure.office], date(2026, 4, 20))
    assert [one.turn.due for one in told[0].lines] == sorted(one.turn.due for one in told[0].lines)
