"""The authority's desk: the queue by day, opinions, numbers without gaps, the numeralia."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains
from python_calamine import CalamineWorkbook

from twinpact.directives import directive_texts
from website.accounts.models import Office, Role
from website.accounts.permissions import NotAllowedError
from website.agreements.models import Agreement, Registration
from website.desks import actions
from website.desks.authority import asking, by_day, counted
from website.desks.counting import by_level_and_form, by_year, totals
from website.desks.models import DeskSettings, NumberSeries, Opinion, RegistryNumber
from website.desks.number_format import check_number_format, written
from website.procedures.actions import RuleNotOpenError, withdraw_evidence
from website.procedures.models import Procedure, RuleEvidence

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 20)


def rules(procedure: Procedure) -> set[str]:
    return set(asking(["MX"]).filter(procedure=procedure).values_list("rule", flat=True))


def test_an_agreement_comes_into_the_queue_when_the_authority_is_asked(begin, informed):
    assert rules(begin("Jalisco", "Córdoba")) == set()
    assert rules(informed()) == {"MX-6", "MX-7"}


def test_a_favourable_opinion_is_evidence_and_leaves_the_queue(informed, opine, sre, authority):
    procedure = informed()
    opinion = opine(procedure)
    assert opinion.evidence.outcome == "done"
    assert opinion.evidence.artefact == "opinion"
    assert (opinion.office, opinion.country, opinion.decided_by) == (sre, "MX", authority)
    assert (opinion.level, opinion.form) == ("state", "twinning")
    assert opinion.asked_on == date(2026, 3, 10)
    assert rules(procedure) == {"MX-6"}


def test_an_unfavourable_opinion_refuses_the_rule_and_says_why(informed, opine):
    procedure = informed()
    with pytest.raises(actions.NoteMissingError):
        opine(procedure, "unfavourable", note=" ")
    assert not RuleEvidence.objects.filter(rule="MX-7").exists()
    opinion = opine(procedure, "unfavourable", note="Outside the powers of the state")
    assert opinion.evidence.outcome == "refused"
    assert opinion.evidence.note == "Outside the powers of the state"


def test_conditions_stand_in_the_evidence(informed, opine):
    opinion = opine(informed(), "conditions", note="Clause 4 is to name the budget")
    assert opinion.evidence.outcome == "done"
    assert opinion.evidence.note == "Clause 4 is to name the budget"


def test_what_is_answered_is_not_answered_again(informed, opine):
    procedure = informed()
    opine(procedure)
    with pytest.raises(actions.AnsweredError):
        opine(procedure)
    assert Opinion.objects.count() == 1


def test_only_the_authority_of_the_country_answers(informed, opine, person, antioquia, officer):
    procedure = informed()
    for by in (officer, person(Role.AUTHORITY, antioquia), person(Role.ADMINISTRATOR, antioquia)):
        with pytest.raises(NotAllowedError):
            opine(procedure, by=by)
    with pytest.raises(NotAllowedError):
        opine(procedure, office=antioquia)
    assert not Opinion.objects.exists()


def test_the_authority_of_another_country_does_not_see_records_of_foreign_offices(informed):
    informed()
    assert not asking(["BR"]).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_is_told(informed, opine):
    procedure, start = informed(), Barrier(2)

    def act(outcome: str) -> str:
        try:
            start.wait(10)
            opine(procedure, outcome, note="said")
        except actions.AnsweredError:
            return "told"
        finally:
            connection.close()
        return "given"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(act, ["favourable", "unfavourable"])) == ["given", "told"]
    assert Opinion.objects.count() == 1


def test_a_registration_takes_the_next_number_of_the_year(signed, register, sre):
    DeskSettings.objects.create(office=sre, number_format="SRE-{year}-{number:04}")
    first, second = register(signed()), register(signed("Jalisco", "Córdoba"))
    assert [first.written, second.written] == ["SRE-2026-0001", "SRE-2026-0002"]
    kept = Registration.objects.get(agreement=first.agreement)
    assert (kept.number, kept.authority.name) == ("SRE-2026-0001", sre.name)
    assert (kept.registered_earliest, kept.registered_precision) == (date(2026, 4, 15), "day")


def test_a_refused_registration_leaves_no_gap(signed, informed, register):
    with pytest.raises(actions.AnsweredError):
        register(informed("Jalisco", "Córdoba"))
    with pytest.raises(RuleNotOpenError):
        register(signed(), on=date(2026, 3, 1))
    assert register(Procedure.objects.latest("pk")).number == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_when_many_register_at_once(signed, register, sre):
    far = ["São Paulo", "Córdoba", *(f"Town {n}" for n in range(6))]
    procedures = [signed("Jalisco", name) for name in far]
    doubled = [one for one in procedures for _ in range(2)]  # two people on each agreement
    start = Barrier(len(doubled))

    def act(procedure: Procedure) -> str:
        try:
            start.wait(20)
            return register(procedure).written
        except actions.AnsweredError:
            return "told"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doubled)) as pool:
        told = list(pool.map(act, doubled))
    assert told.count("told") == len(procedures)
    numbers = RegistryNumber.objects.values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, len(procedures) + 1))
    assert NumberSeries.objects.get(office=sre, year=2026).last == len(procedures)


def test_each_year_and_each_authority_counts_from_one(signed, register, sre, now, settings):
    register(signed())
    assert register(signed("Jalisco", "Córdoba"), on=date(2026, 4, 20)).number == 2
    assert NumberSeries.objects.filter(office=sre).count() == 1


def test_a_number_is_never_deleted_or_changed(signed, register):
    entry = register(signed())
    with pytest.raises(DatabaseError), transaction.atomic():
        RegistryNumber.objects.filter(pk=entry.pk).update(number=7)
    with pytest.raises(DatabaseError), transaction.atomic():
        RegistryNumber.objects.filter(pk=entry.pk).delete()


@pytest.mark.parametrize(
    ("form", "number"),
    [
        ("JAL-{year}-{number:04}", "JAL-2026-0007"),
        ("{number}/{year}", "7/2026"),
        ("Reg. {year}.{number:02} %s", "Reg. 2026.07 %s"),
    ],
)
def test_a_number_is_written_in_the_form_of_the_authority(form, number):
    check_number_format(form)
    assert written(form, year=2026, number=7) == number


@pytest.mark.parametrize(
    "form",
    ["{number}", "{year}", "{year}{number}", "{year.__class__}-{number}", "{year}-{number}{0}",
     "{year}-{number:999999999}", "{year}-{number}-{number}", "{year}-{number" + "x" * 60 + "}"],
)  # fmt: skip
def test_a_form_in_which_numbers_could_clash_or_leak_is_refused(form):
    with pytest.raises(ValidationError):
        check_number_format(form)


def test_the_numeralia_count_what_was_asked_decided_and_registered(
    informed, signed, opine, register, authority, now
):
    opine(informed("Jalisco", "A"), "unfavourable", note="no")
    opine(informed("Jalisco", "B", form="friendship"), "conditions", note="if")
    informed("Jalisco", "C")
    register(signed("Jalisco", "D"))
    mistaken = opine(informed("Jalisco", "E"))
    withdraw_evidence(pk=mistaken.evidence_id, reason="wrong file", by=authority, at=now)
    [year] = by_year(["MX"])
    assert (year.year, year.decided, year.registered) == (2026, 3, 1)
    assert dict(year.outcomes) == {"favourable": 1, "conditions": 1, "unfavourable": 1}
    lines = {(one.level, one.form): one for one in by_level_and_form(["MX"], 2026)}
    assert lines["state", "friendship"].outcomes["conditions"] == 1
    twinning = lines["state", "twinning"]
    assert (twinning.pending, twinning.decided, twinning.registered) == (2, 2, 1)
    assert totals(lines.values()).decided == year.decided
    assert by_year(["CO"]) == []
    assert totals(by_level_and_form(["MX"], 2025)).decided == 0


def test_an_opinion_of_a_year_is_counted_as_what_it_was_then(informed, opine):
    procedure = informed()
    opine(procedure)
    Agreement.register.filter(pk=procedure.agreement_id).update(form="friendship")
    [line] = [one for one in by_level_and_form(["MX"], 2026) if one.decided]
    assert line.form == "twinning"


def test_the_queue_stands_by_day_and_says_who_is_late(informed, authority, now):
    silent = directive_texts()["MX"].replace('version: "1"', 'version: "2"').replace(
        "deadline: {counted_from: MX-5, unit: null, number: null}",
        "deadline: {counted_from: MX-5, unit: days, number: 30}",
    )  # fmt: skip
    informed("Jalisco", "Z")
    actions.write_directive(
        country="MX", text=silent, reason="30 days", after="1", by=authority, at=now
    )
    late, soon = informed("Jalisco", "A"), informed("Jalisco", "B", on=date(2026, 4, 1))
    turns = by_day(asking(["MX"]).filter(rule="MX-7"))
    assert [one.procedure_id for one in turns[:2]] == [late.pk, soon.pk]
    assert turns[0].due == date(2026, 4, 9)
    assert turns[2].due is None
    assert counted(asking(["MX"]), TODAY)["overdue"] == 1


# The pages


@pytest.fixture
def desk(signed_in, sre):
    return signed_in(Role.AUTHORITY, sre)


def address(procedure: Procedure, rule: str) -> str:
    return f"/en/desk/opinions/{procedure.pk}/1/{rule}/"


def test_the_queue_leads_to_each_agreement(desk, informed):
    procedure = informed()
    answer = desk.get("/en/desk/opinions/")
    assertContains(answer, address(procedure, "MX-7"))
    assertContains(answer, "Opinion of the SRE")
    assertContains(answer, "March 10, 2026")
    assertNotContains(desk.get("/en/desk/opinions/?kind=registration"), "Opinion of the SRE")


def test_an_opinion_is_given_on_its_page(desk, informed):
    procedure = informed()
    page = address(procedure, "MX-7")
    assertContains(desk.get(page), "Give the opinion")
    office = Office.objects.get(slug="sre").pk
    given = {"outcome": "unfavourable", "on": "2026-04-01", "office": office}
    assertContains(desk.post(page, given), "Write the reasons", status_code=422)
    answer = desk.post(page, given | {"note": "Outside its powers"}, follow=True)
    assertContains(answer, "The opinion is given: Not favourable.")
    assert desk.get(page).status_code == 404


def test_a_day_that_has_not_come_is_refused_on_the_page(desk, informed):
    office = Office.objects.get(slug="sre").pk
    given = {"outcome": "favourable", "on": "2999-01-01", "office": office}
    answer = desk.post(address(informed(), "MX-7"), given)
    assertContains(answer, "This day has not come yet", status_code=422)


def test_an_agreement_is_registered_on_its_page_and_stands_in_the_book(desk, signed):
    procedure, office = signed(), Office.objects.get(slug="sre").pk
    page = address(procedure, "MX-9")
    assertContains(desk.get(page), "Register the agreement")
    answer = desk.post(page, {"on": "2026-04-15", "office": office}, follow=True)
    assertContains(answer, "under number 2026-0001")
    assertContains(desk.get("/en/desk/opinions/registry/"), "2026-0001")
    assertContains(desk.get("/en/desk/opinions/numeralia/?year=2026"), "Favourable")


def test_the_numeralia_are_taken_away_as_files(desk, informed, opine):
    opine(informed())
    table = desk.get("/en/desk/opinions/numeralia.csv?year=2026").content.decode("utf-8-sig")
    assert table.splitlines()[0].startswith("Year,Level,Form,Asked now,Decided,Favourable")
    assert "2026,State,Twinning,0,1,1,0,0,0" in table.replace("State or province", "State")
    book = desk.get("/en/desk/opinions/numeralia.xlsx?year=2026").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert rows[1][4] == 1
    assert desk.get("/en/desk/opinions/numeralia.pdf").status_code == 404


def test_the_desk_is_for_the_authority_alone(signed_in, jalisco, informed):
    procedure = informed()
    officer = signed_in(Role.OFFICER, jalisco)
    for path in ("/en/desk/opinions/", "/en/desk/opinions/registry/",
                 "/en/desk/opinions/numeralia/", address(procedure, "MX-7")):  # fmt: skip
        assert officer.get(path).status_code == 403
    other = signed_in(Role.AUTHORITY)
    assert other.get(address(procedure, "MX-7")).status_code == 404


def test_the_queue_asks_as_much_for_many_as_for_few(desk, informed):
    informed("Jalisco", "A")
    with CaptureQueriesContext(connection) as few:
        desk.get("/en/desk/opinions/")
    for name in "BCDE":
        informed("Jalisco", name)
    with CaptureQueriesContext(connection) as many:
        desk.get("/en/desk/opinions/")
    assert len(many) <= len(few) + 1


def test_the_day_that_is_proposed_is_that_of_the_authority(desk, informed, monkeypatch):
    procedure = informed()
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: datetime(2026, 5, 1, 3, tzinfo=UTC)
    )  # in Mexico it is the evening of the day before
    assertContains(desk.get(address(procedure, "MX-7")), 'value="2026-04-30"')
