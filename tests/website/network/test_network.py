"""Who works with whom on what, and the networks to which somebody belongs."""

import csv
import io
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.website import threads
from tests.website.works import told_project, told_visit
from twinpact.agreements import UNKNOWN_DATE, parse_partial_date
from website.accounts.models import Role
from website.actors.actions import (
    AlreadyAMemberError,
    Belonging,
    MembershipChangedMeanwhileError,
    NotANetworkError,
    change_membership,
    name_organization,
    publish_membership,
    record_membership,
)
from website.actors.models import NetworkMembership, Organization
from website.network.edges import Body, Edge, edges
from website.network.picture import NARROW, WIDE, joined, message, picture
from website.network.scopes import of_office, of_territory
from website.places.actions import enter_places
from website.projects.actions import ToldBody, record_project
from website.visits.actions import ToldCommitment, note_commitment, record_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(person, antioquia):
    return person(Role.OFFICER, antioquia)


@pytest.fixture
def reviewer(person, antioquia):
    return person(Role.REVIEWER, antioquia)


@pytest.fixture
def works(enter, antioquia, source, officer, at):
    """An agreement on education, a project under it, and a visit with a commitment."""
    under = enter()
    kept = {"office": antioquia, "source": source, "by": officer, "at": at}
    record_project(told=told_project(agreement=under.pk), **kept)
    visit = record_visit(told=told_visit(agreements=(under.pk,)), **kept)
    promised = ToldCommitment("Send ten teachers", "near", "Universidad de Antioquia")
    note_commitment(visit=visit.pk, told=promised, by=officer, at=at)
    return under


def said(found: list[Edge]) -> set[tuple[object, ...]]:
    return {(one.side, one.body.name, one.role, one.partner, one.theme) for one in found}


def test_bodies_stand_on_their_side_in_their_role_with_partner_and_theme(
    works, officer, antioquia
):
    assert said(edges(of_office(officer, antioquia))) == {
        ("near", "Antioquia", "signs", "BR-SP", "education"),
        ("far", "São Paulo", "signs", "BR-SP", "education"),
        ("far", "Inter-American Development Bank", "funds", "BR-SP", "water"),
        ("near", "Gobernación de Antioquia", "carries_out", "BR-SP", "water"),
        ("far", "Universidade de São Paulo", "hosts", "BR-SP", "education"),
        ("near", "Universidad de Antioquia", "carries_out", "BR-SP", "education"),
    }


def test_seen_from_the_other_territory_the_sides_change(works, officer):
    found = said(edges(of_territory(officer, "BR-SP")))
    assert ("near", "São Paulo", "signs", "CO-ANT", "education") in found
    assert ("far", "Antioquia", "signs", "CO-ANT", "education") in found


def test_where_nothing_is_told_nothing_is_made_up(antioquia, source, officer, at):
    empty = told_visit(host="", direction=None, kind="event", agenda=(), people=())
    record_visit(office=antioquia, told=empty, source=source, by=officer, at=at)
    assert said(edges(of_office(officer, antioquia))) == {("near", "Antioquia", None, None, None)}


def test_a_project_without_an_agreement_has_the_territories_of_foreign_bodies_as_partners(
    antioquia, source, officer, at
):
    place = enter_places(["BR-SP"])["BR-SP"]
    Organization.objects.create(name="Sabesp", kind="company", place=place)
    told = told_project(bodies=(ToldBody("Sabesp", "leads"),), amounts=())
    record_project(office=antioquia, told=told, source=source, by=officer, at=at)
    found = said(edges(of_office(officer, antioquia)))
    assert found == {("far", "Sabesp", "leads", "BR-SP", "water")}


def test_the_number_of_queries_does_not_grow(works, enter, officer, antioquia, source, at):
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            edges(of_office(officer, antioquia))
        return len(asked)

    count()  # what the person may do is read once
    before = count()
    for n in range(5):
        under = enter("Antioquia", "Córdoba", key=f"k{n}")
        kept = {"office": antioquia, "source": source, "by": officer, "at": at}
        record_project(told=told_project(agreement=under.pk), **kept)
        record_visit(told=told_visit(agreements=(under.pk,)), **kept)
    assert count() == before


def test_the_picture_names_every_body_whole_and_joins_both_sides(works, officer, antioquia):
    told = joined(edges(of_office(officer, antioquia)), ours="Antioquia", places={})
    assert (message(told).bodies, message(told).partners) == (3, 3)
    assert message(told).theme == "Education"
    for sizes in (WIDE, NARROW):
        drawn = picture(told, sizes)
        shown = [" ".join(text for _y, text in one.lines) for one in (*drawn.near, *drawn.far)]
        bodies = {name for key, name in told.names.items() if " " in key}
        assert sorted(shown) == sorted(bodies)
        assert {one.side for one in drawn.links} == {"near", "far"}
        assert all(y < drawn.height for one in drawn.far for y, _text in one.lines)


def test_a_side_without_a_body_is_ours_or_the_place_of_the_partner():
    edge = Edge("far", Body("body 1", "A bank"), "funds", "BR-SP", None, "Work", "/1/")
    told = joined([edge, replace(edge, side="near", link="/2/")], ours="Ours",
                  places={"BR-SP": "São Paulo"})  # fmt: skip
    assert {told.names[key] for key, _theme in told.near} == {"Ours", "A bank"}
    assert {told.names[key] for key, _theme in told.far} == {"A bank", "São Paulo"}


def test_more_bodies_than_fit_stand_together():
    found = [
        Edge("far", Body(f"body {n}", f"Body {n}"), "funds", None, None, "Work", f"/{n}/")
        for n in range(60)
    ]
    drawn = picture(joined(found, ours="Ours", places={}), WIDE)
    assert len(drawn.far) == 16
    assert "all others" in {one.lines[0][1] for one in drawn.far}


def test_the_page_filters_by_partner_theme_and_role_and_gives_the_same_as_a_file(
    works, signed_in, enter
):
    enter("Antioquia", "Córdoba", themes=())
    client = signed_in()
    page = client.get("/en/desk/network/")
    assert "Universidade de São Paulo" in page.content.decode()
    assert page.content.decode().count("<svg") >= 2

    def rows(query: str) -> list[dict[str, str]]:
        body = client.get(f"/en/desk/network/bodies.csv?{query}").content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(body)))

    assert len(rows("")) == 8
    assert {one["Body"] for one in rows("role=funds")} == {"Inter-American Development Bank"}
    assert {one["Partner place (id)"] for one in rows("partner=AR-X")} == {"AR-X"}
    assert {one["Theme"] for one in rows("theme=unknown")} == {""}
    assert len(rows("theme=unknown")) == 2
    shown = client.get("/en/desk/network/?role=hosts").content.decode()
    table = shown.split("<tbody>")[1]
    assert "Universidade de São Paulo" in table
    assert "Inter-American" not in table


def test_somebody_sees_only_what_the_own_offices_keep(works, signed_in, jalisco):
    other = signed_in(Role.REVIEWER, jalisco)
    for query in ("", "?office=antioquia", "?place=CO-ANT"):
        shown = other.get(f"/en/desk/network/{query}").content.decode()
        assert "Inter-American" not in shown
    bank = Organization.objects.get(name__startswith="Inter-American")
    shown = other.get(f"/en/desk/network/bodies/{bank.pk}/").content.decode()
    assert "Clean water" not in shown


def test_the_page_of_a_body_shows_all_that_it_takes_part_in(works, signed_in):
    client = signed_in()
    for name, shown in (
        ("Inter-American Development Bank", "Clean water"),
        ("Universidade de São Paulo", "Delegation to São Paulo"),
        ("Universidad de Antioquia", "Send ten teachers"),
    ):
        body = Organization.objects.get(name=name)
        assert shown in client.get(f"/en/desk/network/bodies/{body.pk}/").content.decode()


def belonging(**values: object) -> Belonging:
    plain = {"network": "Mercociudades", "starts": parse_partial_date("1998"),
             "ends": UNKNOWN_DATE, "place": "CO-ANT", "role": "member"}  # fmt: skip
    return Belonging(**(plain | values))


@pytest.fixture
def belong(antioquia, source, officer, at):
    def make(**values: object) -> NetworkMembership:
        told = belonging(**values)
        return record_membership(office=antioquia, told=told, source=source, by=officer, at=at)

    return make


def test_a_place_or_a_body_belongs_to_a_network_since_a_day_as_far_as_it_is_known(belong):
    row = belong()
    assert (row.network.kind, row.place_id, row.organization, row.starts_precision) == (
        "network", "CO-ANT", None, "year",
    )  # fmt: skip
    assert belong(place=None, body="ACI Medellín").organization.name == "ACI Medellín"
    with pytest.raises(AlreadyAMemberError):
        belong()


def test_only_a_network_has_members_and_it_is_none_of_its_own(belong):
    name_organization("World Bank", kind="multilateral")
    with pytest.raises(NotANetworkError):
        belong(network="World Bank")
    with pytest.raises(NotANetworkError):
        belong(place=None, body="Mercociudades", network="Mercociudades")


def refused(change: object) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_the_database_refuses_a_membership_that_cannot_be(belong):
    row = belong()
    bank = name_organization("World Bank", kind="multilateral")
    for values in (
        {"network": bank},
        {"organization": bank},
        {"place": None},
        {"place": None, "organization": row.network},
        {"role": "owner"},
        {"starts_precision": "day"},
        {"ends_earliest": date(1990, 1, 1), "ends_latest": date(1990, 1, 1),
         "ends_precision": "day"},
    ):  # fmt: skip
        change = partial(NetworkMembership.register.filter(pk=row.pk).update, **values)
        assert refused(change), values


def test_a_membership_is_changed_by_who_may_and_seen_by_all_once_published(
    belong, enter, person, antioquia, source, officer, reviewer, at
):
    enter(published=True)
    row = belong()
    page = "/en/places/CO-ANT/"
    assert "Mercociudades" not in Client().get(page).content.decode()
    told = belonging(ends=parse_partial_date("2019"))
    change = partial(change_membership, pk=row.pk, told=told, source=source, at=at)
    with pytest.raises(PermissionDenied):
        change(version=1, by=person(Role.READER, antioquia))
    change(version=1, by=officer)
    with pytest.raises(MembershipChangedMeanwhileError):
        change(version=1, by=officer)
    with pytest.raises(PermissionDenied):
        publish_membership(pk=row.pk, public=True, by=officer, at=at)
    publish_membership(pk=row.pk, public=True, by=reviewer, at=at)
    shown = Client().get(page).content.decode()
    assert "Mercociudades" in shown
    assert "until 2019" in shown
    assert Client().get(f"/en/sources/{source.pk}/").status_code == 200


def test_the_form_records_and_changes_a_membership(signed_in, belong):
    network = belong().network
    client, add = signed_in(), "/en/desk/network/memberships/new/"
    told = {"network": "UCLG", "starts": "2004", "role": "founder", "source_title": "Its page"}
    assert client.get(add).status_code == 404
    assert client.post(f"{add}?place=CO-ANT", told | {"ends": "2001"}).status_code == 422
    page = client.post(f"{add}?place=CO-ANT", told)["Location"]
    assert client.post(f"{add}?place=CO-ANT", told).status_code == 422
    shown = client.get(page).content.decode()
    assert "UCLG" in shown
    row = NetworkMembership.register.get(network__name="UCLG")
    told = told | {"role": "board", "version": "1", "source": str(row.source_id)}
    assert client.post(page, told).status_code == 302
    assert client.post(page, told).status_code == 422
    row.refresh_from_db()
    assert (row.role, row.network.name) == ("board", "UCLG")
    shown = client.get(f"/en/desk/network/bodies/{network.pk}/").content.decode()
    assert "Antioquia, Colombia" in shown
    assert "Mercociudades" in client.get("/en/desk/places/CO-ANT/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_record_the_same_membership_at_once_one_is_told(antioquia, source, officer, at):
    record = partial(record_membership, office=antioquia, source=source, by=officer, at=at)
    told = threads.at_once(
        *[lambda: record(told=belonging())] * 2, refusals=(AlreadyAMemberError,)
    )
    assert sum(isinstance(one, AlreadyAMemberError) for one in told) == 1
    assert NetworkMembership.register.count() == 1
