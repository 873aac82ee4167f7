"""Visits: what was planned, held and promised, and what of it the public sees."""

from datetime import date, time
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.website import threads
from tests.website.agreements.papers import PDF
from tests.website.works import told_visit
from twinpact.agreements import UNKNOWN_DATE, parse_partial_date
from website.accounts.models import Role
from website.agreements.actions.documents import FileRefusedError
from website.procedures.life import sign_of
from website.visits.actions import (
    CommitmentChangedMeanwhileError,
    DayAheadError,
    EmptyReportError,
    NoEvidenceError,
    NoSuchAgreementError,
    ToldCommitment,
    VisitChangedMeanwhileError,
    bring_report,
    change_commitment,
    change_visit,
    note_commitment,
    publish_visit,
    record_visit,
    say_kept,
)
from website.visits.models import AgendaEntry, Commitment, TripReport, Visit
from website.visits.queries import commitments_due

pytestmark = pytest.mark.django_db
ADD = "/en/desk/visits/new/"
DAY = date(2026, 3, 2)


@pytest.fixture
def promise(visit, officer, at):
    def make(row: Visit | None = None, **values: object) -> Commitment:
        told = ToldCommitment(**({"what": "Send ten teachers", "side": "near"} | values))
        return note_commitment(visit=(row or visit()).pk, told=told, by=officer, at=at)

    return make


def refused(change: object) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_a_visit_keeps_all_that_its_source_tells(visit, enter):
    under = enter()
    row = visit(agreements=(under.pk,))
    assert (row.kind, row.direction, row.host.kind) == ("delegation", "out", "university")
    assert [one.place_id for one in row.places.all()] == ["BR-SP"]
    assert [one.pk for one in row.agreements.all()] == [under.pk]
    assert [(one.what, one.day, one.at) for one in row.agenda.all()] == [
        ("Opening", date(2025, 5, 12), None)
    ]
    assert [one.name for one in row.people.all()] == ["Ana Ruiz", "Bruno Lima"]


def test_a_visit_serves_agreements_of_its_own_office(visit, enter, jalisco):
    other = enter("Jalisco", "Córdoba", office=jalisco)
    with pytest.raises(NoSuchAgreementError):
        visit(agreements=(other.pk,))


def test_who_only_reads_records_nothing(visit, promise, person, antioquia, source, at):
    reader = person(Role.READER, antioquia)
    row, told = visit(), told_visit()
    kept = {"version": 1, "kept": None, "kept_on": None, "evidence": ""}
    for act in (
        lambda: record_visit(office=antioquia, told=told, source=source, by=reader, at=at),
        lambda: change_visit(pk=row.pk, version=1, told=told, source=source, by=reader, at=at),
        lambda: publish_visit(pk=row.pk, public=True, by=reader, at=at),
        lambda: note_commitment(visit=row.pk, told=ToldCommitment("x", "near"), by=reader, at=at),
        lambda: say_kept(pk=promise(row).pk, by=reader, at=at, **kept),
        lambda: bring_report(visit=row.pk, text="x", chunks=None, by=reader, at=at),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Visit, {"direction": None}),
        (Visit, {"kind": "holiday"}),
        (Visit, {"direction": "up"}),
        (Visit, {"state": "lost"}),
        (Visit, {"purpose": ""}),
        (Visit, {"starts_precision": "year"}),
        (Visit, {"publication": "published"}),
        (AgendaEntry, {"what": ""}),
        (AgendaEntry, {"day": None, "at": time(9)}),
        (Commitment, {"side": "above"}),
        (Commitment, {"kept": True}),
        (Commitment, {"kept_on": DAY}),
        (Commitment, {"kept": True, "kept_on": DAY, "evidence": ""}),
    ],
)
def test_the_database_refuses_what_cannot_be(promise, model, values):
    promise()
    assert refused(lambda: model._default_manager.update(**values))


def test_somebody_who_opened_an_older_version_is_told(visit, source, officer, at):
    row = visit()
    change = partial(change_visit, told=told_visit(), source=source, by=officer, at=at)
    change(pk=row.pk, version=1)
    with pytest.raises(VisitChangedMeanwhileError):
        change(pk=row.pk, version=1)


def test_commitments_are_due_until_somebody_says_whether_they_were_kept(
    promise, visit, antioquia, officer, at
):
    row = visit()
    late = promise(row, due=date(2026, 2, 20), what="late")
    promise(row, what="without a day")
    soon = promise(row, due=date(2026, 3, 3), what="soon")
    lines = commitments_due(antioquia, on=DAY)
    assert [(one.commitment.what, one.days, one.late) for one in lines] == [
        ("late", "10 days late", True),
        ("soon", "Due tomorrow", False),
        ("without a day", "No day is known", False),
    ]
    answer = {"kept_on": DAY, "evidence": "A letter", "by": officer, "at": at}
    say_kept(pk=late.pk, version=1, kept=True, **answer)
    say_kept(pk=soon.pk, version=1, kept=False, **answer)
    assert [one.commitment.what for one in commitments_due(antioquia, on=DAY)] == ["without a day"]
    say_kept(pk=soon.pk, version=2, kept=None, kept_on=None, evidence="", by=officer, at=at)
    assert len(commitments_due(antioquia, on=DAY)) == 2


def test_whether_a_commitment_was_kept_needs_a_past_day_and_evidence(promise, officer, at):
    row = promise()
    say = partial(say_kept, pk=row.pk, version=1, kept=True, by=officer, at=at)
    with pytest.raises(NoEvidenceError):
        say(kept_on=DAY, evidence="")
    with pytest.raises(NoEvidenceError):
        say(kept_on=None, evidence="A letter")
    with pytest.raises(DayAheadError):
        say(kept_on=date(2026, 3, 3), evidence="A letter")


def test_a_commitment_is_corrected_and_two_at_once_are_told(promise, officer, at):
    row = promise()
    told = ToldCommitment("Send twelve teachers", "both", "Universidad de Antioquia", DAY)
    change_commitment(pk=row.pk, version=1, told=told, by=officer, at=at)
    row.refresh_from_db()
    assert (row.what, row.side, row.body.kind, row.due) == (
        "Send twelve teachers", "both", "university", DAY,
    )  # fmt: skip
    with pytest.raises(CommitmentChangedMeanwhileError):
        change_commitment(pk=row.pk, version=1, told=told, by=officer, at=at)


def test_a_report_is_kept_safely_and_a_new_file_takes_its_place(
    visit, officer, at, django_capture_on_commit_callbacks
):
    row = visit()
    bring = partial(bring_report, visit=row.pk, by=officer, at=at)
    with pytest.raises(EmptyReportError):
        bring(text="", chunks=None)
    with pytest.raises(FileRefusedError):
        bring(text="", chunks=[b"MZ a program"], filename="report.pdf")
    assert not TripReport.objects.exists()
    first = bring(text="", chunks=[PDF], filename="../../report.pdf").file.name
    storage = TripReport.objects.get().file.storage
    assert storage.exists(first)
    with django_capture_on_commit_callbacks(execute=True):
        bring(text="All went well.", chunks=[PDF + b"\n"], filename="two.pdf")
    report = TripReport.objects.get()
    assert (report.text, report.filename, report.file.name != first) == (
        "All went well.", "two.pdf", True,
    )  # fmt: skip
    assert not storage.exists(first)


def test_the_public_sees_neither_people_nor_report_nor_evidence(
    visit, promise, enter, reviewer, officer, at
):
    under = enter(published=True)
    row = visit(purpose="Schools", agreements=(under.pk,))
    said = {"kept_on": DAY, "evidence": "A secret letter", "by": officer, "at": at}
    say_kept(pk=promise(row).pk, version=1, kept=True, **said)
    bring_report(visit=row.pk, text="Ana Ruiz spoke.", chunks=None, by=officer, at=at)
    page, agreement = f"/en/visits/{row.pk}/", f"/en/agreements/{under.pk}/"
    assert Client().get(page).status_code == 404
    assert row.title not in Client().get(agreement).content.decode()
    publish_visit(pk=row.pk, public=True, by=reviewer, at=at)
    shown = Client().get(page).content.decode()
    assert "Send ten teachers" in shown
    assert all(text not in shown.casefold() for text in ("ana", "secret", "bruno", "spoke"))
    assert page in Client().get(agreement).content.decode()


def test_a_held_visit_is_a_sign_of_life_and_a_planned_one_is_none(visit, enter, reviewer, at):
    under = enter(published=True)
    visit(agreements=(under.pk,), state="planned")
    assert sign_of(under, on=DAY).sign == "unknown"
    row = visit(agreements=(under.pk,))
    told = sign_of(under, on=DAY)
    assert (told.sign, told.traces[0].kind) == ("active", "event")
    assert told.traces[0].on == parse_partial_date("2025-05-14")
    assert sign_of(under, on=DAY, public=True).sign == "unknown"
    publish_visit(pk=row.pk, public=True, by=reviewer, at=at)
    assert sign_of(under, on=DAY, public=True).sign == "active"


def test_a_held_visit_of_an_unknown_day_shows_no_life(visit, enter):
    under = enter()
    visit(agreements=(under.pk,), starts=UNKNOWN_DATE, ends=UNKNOWN_DATE)
    assert sign_of(under, on=DAY).sign == "unknown"


@pytest.fixture
def filled():
    def make(**changes: str) -> dict[str, str]:
        rows = {
            f"{prefix}-{name}": number
            for prefix in ("place", "agenda", "people")
            for name, number in (("TOTAL_FORMS", "2"), ("INITIAL_FORMS", "0"))
        }
        plain = {
            "title": "Delegation of Medellín",
            "kind": "delegation",
            "direction": "in",
            "state": "held",
            "starts": "May 2025",
            "host": "Alcaldía de Medellín",
            "place-0-territory": "Medellín, Antioquia, Colombia",
            "place-0-place": "gn3674962",
            "agenda-0-what": "Opening",
            "agenda-0-day": "2025-05-12",
            "agenda-0-at": "14:30",
            "people-0-name": "Ana Ruiz",
            "source_title": "The invitation",
        }
        return rows | plain | changes

    return make


def test_a_filled_form_becomes_a_visit(signed_in, filled, enter):
    under = enter()
    answer = signed_in().post(ADD, filled(agreements=f"{under.pk}"))
    row = Visit.register.get()
    assert answer["Location"] == reverse("visits:sheet", args=[row.pk])
    assert (row.starts_precision, row.host.kind) == ("month", "government")
    assert row.agenda.get().at == time(14, 30)
    assert row.agreements.get() == under


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "This field is required."),
        ("direction", "", "goes out or comes in"),
        ("ends", "2019", "before the visit begins"),
        ("agreements", "1, two", "has no agreement with the number"),
        ("agreements", "99999999999999999999", "has no agreement with the number"),
        ("agenda-0-day", "12/05/2025", "year-month-day"),
        ("agenda-0-day", "", "Give the day of this time."),
        ("agenda-0-what", "", "Say what is on the agenda"),
        ("people-0-name", "", "Give the name"),
        ("host", "a\x00b", "a sign that cannot be stored"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(signed_in, filled, field, typed, said):
    answer = signed_in().post(ADD, filled(**{"people-0-post": "Mayor", field: typed}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Visit.register.exists()


def test_an_office_does_not_see_the_visits_of_another(signed_in, visit, promise, jalisco):
    row = visit()
    one = promise(row)
    other = signed_in(Role.REVIEWER, jalisco)
    pages = [f"{row.pk}/{page}" for page in ("", "edit/", "report/", "report/file")]
    pages += [f"{row.pk}/commitments/new/", f"commitments/{one.pk}/"]
    for page in pages:
        assert other.get(f"/en/desk/visits/{page}").status_code == 404, page
    erase = f"/en/desk/visits/people/{row.people.first().pk}/erase/"
    assert other.post(erase, {"people": [row.people.first().pk]}).status_code in (403, 404)
    for page in ("", "commitments/"):
        shown = other.get(f"/en/desk/visits/{page}").content.decode()
        assert row.title not in shown
        assert one.what not in shown


def test_the_pages_ask_a_fixed_number_of_questions(
    signed_in, visit, promise, django_assert_max_num_queries
):
    client = signed_in()
    for n in range(12):
        promise(visit(title=f"Visit {n}"))
    for page in ("", "commitments/", f"{Visit.register.first().pk}/"):
        with django_assert_max_num_queries(22):
            assert client.get(f"/en/desk/visits/{page}").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(visit, source, officer, at):
    row = visit()
    change = partial(change_visit, pk=row.pk, version=1, source=source, by=officer, at=at)
    told = threads.at_once(
        lambda: change(told=told_visit(title="One")),
        lambda: change(told=told_visit(title="Two")),
        refusals=(VisitChangedMeanwhileError,),
    )
    assert sum(isinstance(one, VisitChangedMeanwhileError) for one in told) == 1
