"""Which priorities agreements serve, and the coverage that follows from it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.website.threads import at_once
from twinpact.agreements import parse_partial_date
from twinpact.plans import Pointer
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements.actions import remove_agreements
from website.agreements.models import Agreement
from website.priorities import actions, pointers
from website.priorities.convert import plan_of
from website.priorities.coverage import coverage_page
from website.priorities.models import AgreementPriority, AgreementServes
from website.priorities.pointers import PointerSource, Pointing, register_pointers
from website.priorities.queries import unasked

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(plan, officer, at):
    def say(agreement: Agreement, *codes: str, version: int = 0, known: bool = True):
        return actions.point_agreement(
            agreement=agreement.pk,
            plan=plan.pk,
            priorities=list(codes) if known else None,
            version=version,
            by=officer,
            at=at,
        )

    return say


def page(plan):
    return coverage_page(plan, plan_of(plan.pk))


def test_serving_none_is_told_from_nobody_asked(plan, point, enter):
    asked, silent = enter("Antioquia", "São Paulo"), enter("Antioquia", "Jalisco")
    point(asked)
    assert [one.pk for one in unasked(plan)] == [silent.pk]
    [(word, [pointing])] = page(plan).unneeded
    assert (word, pointing.title) == ("Agreements", "Antioquia – São Paulo")


def test_a_part_counts_for_the_wider_priority_and_what_nobody_works_on_is_told(plan, point, enter):
    point(enter("Antioquia", "São Paulo"), "1.1")
    found = page(plan)
    assert [(line.priority.code, line.n, line.depth) for line in found.lines] == [
        ("1", 1, 0),
        ("1.1", 1, 1),
        ("2", 0, 0),
    ]
    assert [len(line.direct) for line in found.lines] == [0, 1, 0]
    assert [one.code for one in found.unworked] == ["2"]
    assert found.title == "Nobody works on 1 of 3 priorities"


def test_what_was_said_is_changed_and_taken_back(plan, point, enter):
    agreement = enter("Antioquia", "São Paulo")
    point(agreement, "1.1")
    said = point(agreement, "1.1", "2", version=1)
    assert (said.version, said.priorities.count()) == (2, 2)
    assert point(agreement, version=2, known=False) is None
    assert not AgreementServes.objects.exists()
    assert not AgreementPriority.objects.exists()


def test_a_priority_that_the_plan_does_not_have_is_refused(plan, point, enter):
    with pytest.raises(actions.UnknownPriorityError, match=r"9\.9"):
        point(enter("Antioquia", "São Paulo"), "1.1", "9.9")
    assert not AgreementServes.objects.exists()


def test_the_plan_of_another_office_is_refused(plan, enter, jalisco, person, at):
    agreement = enter("Jalisco", "São Paulo", office=jalisco)
    by = person(Role.OFFICER, jalisco)
    with pytest.raises(actions.OtherOfficeError):
        actions.point_agreement(
            agreement=agreement.pk, plan=plan.pk, priorities=["2"], version=0, by=by, at=at
        )


def test_who_may_not_write_points_to_nothing(plan, enter, person, antioquia, at):
    agreement = enter("Antioquia", "São Paulo")
    for role in (Role.READER, Role.AUTHORITY):
        with pytest.raises(NotAllowedError):
            actions.point_agreement(
                agreement=agreement.pk,
                plan=plan.pk,
                priorities=["2"],
                version=0,
                by=person(role, antioquia),
                at=at,
            )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_point_at_once_one_is_told(plan, point, enter):
    agreement = enter("Antioquia", "São Paulo")
    found = at_once(
        lambda: point(agreement, "2"),
        lambda: point(agreement, "1.1"),
        refusals=(actions.PointedMeanwhileError,),
    )
    assert sum(isinstance(one, actions.PointedMeanwhileError) for one in found) == 1
    assert AgreementPriority.objects.count() == 1


def test_the_database_refuses_a_priority_of_another_plan(
    plan, whole, point, enter, antioquia, officer, at
):
    said = point(enter("Antioquia", "São Paulo"), "2")
    other = actions.begin_plan(
        office=antioquia, plan=replace(whole, code="PD-2012"), by=officer, at=at
    )
    with pytest.raises(DatabaseError, match="another plan"), transaction.atomic():
        said.priorities.update(priority=other.priorities.get(code="2"))


def test_a_priority_that_agreements_point_to_stays(plan, whole, point, enter, officer, at):
    point(enter("Antioquia", "São Paulo"), "2")
    without = replace(whole, priorities=whole.priorities[:2], indicators=whole.indicators[:2])
    with pytest.raises(actions.StillInUseError, match="point to the priority 2"):
        actions.change_plan(pk=plan.pk, version=1, plan=without, by=officer, at=at)
    assert plan_of(plan.pk) == whole


def test_an_agreement_that_is_removed_takes_what_was_said_of_it_along(plan, point, enter, officer):
    agreement = enter("Antioquia", "São Paulo")
    point(agreement, "2")
    remove_agreements(office=agreement.office, pks=[agreement.pk], by=officer)
    assert not AgreementPriority.objects.exists()


def test_agreements_outside_of_the_term_are_not_asked_about(plan, enter):
    enter("Antioquia", "São Paulo", signed=parse_partial_date("2019"))
    over = {"signed": parse_partial_date("1990"), "ends": parse_partial_date("1999")}
    enter("Antioquia", "Jalisco", **over)
    alive = enter("Antioquia", "Córdoba")
    assert [one.pk for one in unasked(plan)] == [alive.pk]
    assert alive.signed_earliest > date(2008, 1, 1)


def test_rooms_above_add_what_points_to_priorities(plan, point, enter, monkeypatch):
    monkeypatch.setattr(pointers, "SOURCES", list(pointers.SOURCES))
    monkeypatch.setattr("website.priorities.coverage.SOURCES", pointers.SOURCES)
    told = [Pointing(Pointer("activity", "7", ("2",)), "A course", "/desk/activities/7/")]
    register_pointers(PointerSource("activity", "Activities", lambda _plan: told))
    point(enter("Antioquia", "São Paulo"), "2")
    line = next(one for one in page(plan).lines if one.priority.code == "2")
    assert line.counts == (("Agreements", 1), ("Activities", 1))


def test_coverage_asks_the_database_as_often_for_many_as_for_one(plan, point, enter):
    point(enter("Antioquia", "São Paulo"), "2")

    def queries() -> int:
        with CaptureQueriesContext(connection) as told:
            page(plan)
        return len(told)

    few = queries()
    for partner in ("Jalisco", "Córdoba", "Nowhere", "Elsewhere"):
        point(enter("Antioquia", partner), "1.1", "2")
    assert queries() == few
