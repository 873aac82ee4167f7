"""The desk, the sheet and the findings: what staff of an office see, and nobody else."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from twinpact import agreements as library
from website.accounts.models import Office, Role
from website.agreements import convert
from website.agreements.actions import change_agreement
from website.agreements.findings import check_register
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.sources.models import Source

UNKNOWN_DATE = {
    "signed": library.UNKNOWN_DATE,
    "statements": (library.Statement("signed", "Not available", unavailable=True),),
}


def page(client, name: str, *arguments: object, **query: object):
    return client.get(reverse(f"agreements:{name}", args=arguments), query)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["list", "findings", "add"])
def test_who_has_not_signed_in_is_asked_to(client, name):
    answer = page(client, name)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/accounts/login/?next=/en/desk/")


@pytest.mark.django_db
def test_the_desk_shows_the_agreements_of_the_persons_own_offices_only(signed_in, enter, jalisco):
    enter()
    enter("Jalisco", "Córdoba", office=jalisco)
    answer = page(signed_in(Role.READER), "list")
    assertContains(answer, "Antioquia")
    assertNotContains(answer, "Jalisco")


@pytest.mark.django_db
def test_an_authority_sees_the_offices_of_its_country(signed_in, enter, jalisco):
    nation = Office.objects.create(name="Mexico", slug="mexico", country="MX")
    enter()
    enter("Jalisco", "Córdoba", office=jalisco)
    answer = page(signed_in(Role.AUTHORITY, nation), "list")
    assertContains(answer, "Jalisco")
    assertNotContains(answer, "Antioquia")


@pytest.mark.django_db
def test_the_desk_says_what_is_due_and_leads_to_it(signed_in, enter):
    enter(**UNKNOWN_DATE)
    known = enter("Antioquia", "Córdoba")
    client = signed_in()
    assertContains(page(client, "list"), "?finding=date_unknown")
    filtered = page(client, "list", finding="date_unknown")
    assertContains(filtered, "São Paulo")
    assertNotContains(filtered, reverse("agreements:sheet", args=[known.pk]))


@pytest.mark.django_db
def test_a_draft_can_be_told_from_what_is_published(signed_in, enter):
    enter(published=True)
    draft = enter("Antioquia", "Córdoba")
    answer = page(signed_in(), "list", publication="draft")
    assertContains(answer, reverse("agreements:sheet", args=[draft.pk]))
    assertNotContains(answer, "São Paulo")


@pytest.mark.django_db
def test_an_address_that_means_nothing_shows_the_list_all_the_same(signed_in, enter):
    enter()
    answer = page(
        signed_in(), "list", page="-1", sort="drop table", signed_from="\x00", form="no such form"
    )
    assert answer.status_code == 200


@pytest.mark.django_db
def test_the_sheet_shows_two_sources_that_disagree_side_by_side(
    signed_in, enter, person, source, at
):
    row = enter()
    other = Source.objects.create(
        office=row.office, kind="official_website", title="The city's own page"
    )
    kept = convert.to_library(with_all(Agreement.register.filter(pk=row.pk)).get())
    change_agreement(
        pk=row.pk,
        version=1,
        agreement=replace(kept, signed=library.parse_partial_date("1998")),
        source=other,
        by=person(Role.OFFICER, row.office),
        at=at,
    )
    answer = page(signed_in(), "sheet", row.pk)
    assertContains(answer, "The sources do not agree; all of them stay.")
    assertContains(answer, "“August 2010”")
    assertContains(answer, "The city&#x27;s own page")


@pytest.mark.django_db
def test_each_finding_leads_to_its_field_in_the_form(signed_in, enter):
    row = enter(**UNKNOWN_DATE)
    edit = reverse("agreements:edit", args=[row.pk])
    assertContains(page(signed_in(), "sheet", row.pk), f'href="{edit}#id_signed"')
    assertContains(page(signed_in(), "edit", row.pk), 'id="id_signed"')


@pytest.mark.django_db
def test_a_reader_is_offered_nothing_to_change(signed_in, enter):
    row = enter(**UNKNOWN_DATE)
    answer = page(signed_in(Role.READER), "sheet", row.pk)
    assertNotContains(answer, reverse("agreements:edit", args=[row.pk]))
    assertNotContains(answer, reverse("agreements:publish", args=[row.pk]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "next_step"),
    [
        (Role.REVIEWER, "Nothing holds this agreement back."),
        (Role.OFFICER, "can publish this now"),
    ],
)
def test_the_one_next_step_follows_from_the_role(signed_in, enter, role, next_step):
    row = enter()
    row.findings.all().delete()
    assertContains(page(signed_in(role), "sheet", row.pk), next_step)


@pytest.mark.django_db
def test_a_finding_about_two_agreements_links_them(signed_in, enter, antioquia, at):
    first, second = enter(), enter()
    check_register(antioquia, on=at.date())
    answer = page(signed_in(), "sheet", first.pk)
    assertContains(answer, reverse("agreements:sheet", args=[second.pk]))


@pytest.mark.django_db
def test_all_kinds_of_findings_stand_on_one_page_with_their_counts(signed_in, enter):
    enter(**UNKNOWN_DATE)
    enter("Antioquia", "Córdoba", **UNKNOWN_DATE)
    answer = page(signed_in(Role.READER), "findings")
    assertContains(answer, "Date unknown")
    assertContains(answer, '<td class="number" data-label="Agreements">2</td>', html=True)


@pytest.mark.django_db
def test_the_sheet_of_an_agreement_that_does_not_exist_is_not_found(signed_in):
    for pk in (1, 2**63, 10**30):
        assert page(signed_in(), "sheet", pk).status_code == 404


@pytest.mark.django_db
def test_places_are_found_by_the_beginning_of_their_name(signed_in):
    answer = page(signed_in(), "places", q="medell", country="CO")
    medellin = {
        "id": "gn3674962",
        "name": "Medellín, Antioquia, Colombia",
        "country": "CO",
        "title": "Medellín",
        "within": "Antioquia, Colombia",
        "level": "Municipality",
        "also": "",
    }
    assert medellin in answer.json()["places"]
    assert page(signed_in(), "places", q="\x00").json() == {"places": []}


@pytest.mark.django_db
def test_places_of_other_countries_are_offered_where_the_chosen_one_has_none(signed_in):
    for country in ("PT", "XX"):
        answer = page(signed_in(), "places", q="medellín", country=country)
        assert "gn3674962" in [place["id"] for place in answer.json()["places"]]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["list", "sheet", "history", "findings"])
def test_a_page_asks_the_database_equally_often_however_much_there_is(
    signed_in, enter, django_assert_num_queries, name
):
    row = enter()
    client, arguments = signed_in(Role.REVIEWER), [row.pk] if name in ("sheet", "history") else []
    page(client, name, *arguments)
    enter()  # so that nothing is remembered from the page before
    with CaptureQueriesContext(
        connection,
    ) as first:
        assert page(client, name, *arguments).status_code == 200
    for written in (("Antioquia", "Córdoba"), ("Antioquia", "Jalisco"), ("Antioquia", "Nowhere")):
        enter(*written, published=written[1] == "Córdoba")
    with django_assert_num_queries(len(first)):
        page(client, name, *arguments)
