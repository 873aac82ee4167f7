"""Projects, visits and actors in a browser: axe, phone, and what a delegation promised."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.outside import outside
from tests.website.works import told_project, told_visit
from website.accounts.models import Office, User
from website.agreements.models import Agreement
from website.projects.actions import publish_project, record_project
from website.projects.models import Project
from website.sources.actions import name_source
from website.visits.actions import ToldCommitment, bring_report, note_commitment, publish_visit
from website.visits.actions import record_visit as record
from website.visits.models import Visit

NOW = datetime.now(UTC)  # noqa: TID251 the site that the browser looks at reads the clock too
TODAY = NOW.date()
PUBLIC = {
    "project": "/{}/projects/{project}/",
    "visit": "/{}/visits/{visit}/",
    "agreement": "/{}/agreements/{agreement}/",
    "place with networks": "/{}/places/gn3674962/",
}
STAFF = {
    "projects": "/{}/desk/projects/",
    "project": "/{}/desk/projects/{project}/",
    "form of a project": "/{}/desk/projects/{project}/edit/",
    "visits": "/{}/desk/visits/",
    "visit": "/{}/desk/visits/{visit}/",
    "form of a visit": "/{}/desk/visits/{visit}/edit/",
    "commitments": "/{}/desk/visits/commitments/",
    "commitment": "/{}/desk/visits/{visit}/commitments/new/",
    "kept": "/{}/desk/visits/commitments/{commitment}/",
    "report": "/{}/desk/visits/{visit}/report/",
    "erasing": "/{}/desk/visits/people/{person}/erase/",
    "network": "/{}/desk/network/",
    "network of a territory": "/{}/desk/network/?place=CO-ANT",
    "body": "/{}/desk/network/bodies/{body}/",
    "membership": "/{}/desk/network/memberships/new/?place=CO-ANT",
}


def recorded() -> dict[str, int]:
    """A project and a visit of Antioquia under an agreement of the founding tables."""
    by = User.objects.get(email="administrator@demo.example")
    office = Office.objects.get(slug="antioquia")
    under = Agreement.published.filter(office=office).order_by("pk").first()
    visit = Visit.register.filter(title="Delegation to São Paulo").first()
    if visit is None:
        source = name_source(office=office, kind="file", title="A report", by=by)
        kept = {"office": office, "source": source, "by": by, "at": NOW}
        project = record_project(told=told_project(agreement=under.pk), **kept)
        publish_project(pk=project.pk, public=True, by=by, at=NOW)
        visit = record(told=told_visit(agreements=(under.pk,)), **kept)
        publish_visit(pk=visit.pk, public=True, by=by, at=NOW)
        late = ToldCommitment("Send the plan", "far", "USP", TODAY - timedelta(days=3))
        note_commitment(visit=visit.pk, told=late, by=by, at=NOW)
        bring_report(visit=visit.pk, text="All went well.", chunks=None, by=by, at=NOW)
    project = Project.register.get(title="Clean water for Urabá")
    return {
        "project": project.pk,
        "visit": visit.pk,
        "agreement": under.pk,
        "commitment": visit.commitments.first().pk,
        "person": visit.people.first().pk,
        "body": project.bodies.first().organization_id,
    }


@pytest.fixture
def numbers(site) -> dict[str, int]:
    return outside(recorded)


@pytest.fixture
def reviewer(open_page, signed_in, numbers):
    cookies = signed_in("reviewer")
    return lambda path, **context: open_page(path, cookies=cookies, **context)


@pytest.mark.parametrize("kind", PUBLIC)
def test_axe_finds_no_violation_on_a_public_page(open_page, numbers, kind):
    page = open_page(PUBLIC[kind].format("pt", **numbers))
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []


@pytest.mark.parametrize("kind", STAFF)
def test_axe_finds_no_violation_on_a_page_of_staff(reviewer, numbers, kind):
    page = reviewer(STAFF[kind].format("es", **numbers))
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []


def add_delegation(page) -> None:
    page.get_by_role("link", name="Add visit").click()
    page.get_by_label("Title", exact=True).fill("Delegation of Monterrey")
    page.get_by_label("Kind", exact=True).select_option("delegation")
    page.get_by_role("button", name="Add visit").click()
    expect(page.get_by_role("alert")).to_contain_text("goes out or comes in")
    page.get_by_label("Direction").select_option("in")
    page.get_by_label("Did it take place?").select_option("held")
    page.get_by_label("First day").fill("May 2026")
    page.get_by_label("Territory").first.fill("Medell")
    page.locator(".picker-list:not([hidden]) [role=option]").first.click()
    page.get_by_label("Name", exact=True).first.fill("Ana Ruiz")
    page.get_by_label("Title of the new source").fill("The invitation")
    page.get_by_role("button", name="Add visit").click()


def test_a_delegation_is_recorded_and_its_promise_is_seen_to_be_due(reviewer):
    page = reviewer("/en/desk/visits/")
    add_delegation(page)
    expect(page.get_by_role("status")).to_contain_text("as a draft")
    expect(page.locator("main")).to_contain_text("Medellín, Antioquia, Colombia")

    page.get_by_role("link", name="Note a commitment").click()
    page.get_by_label("What was promised").fill("Receive four engineers")
    page.get_by_label("By which side").select_option("near")
    page.get_by_label("Due on").fill((TODAY - timedelta(days=2)).isoformat())
    page.get_by_role("button", name="Note it").click()
    expect(page.locator("#commitments + ul")).to_contain_text("Late")

    page.goto("/en/desk/due/")
    page.get_by_role("link", name="Commitments of visits").click()
    row = page.get_by_role("row").filter(has_text="Receive four engineers")
    expect(row).to_contain_text("2 days late")

    page.get_by_role("link", name="Receive four engineers").click()
    page.get_by_role("link", name="Say whether it was kept").click()
    page.get_by_label("Yes").check()
    page.get_by_label("What shows it").fill("Minutes of 3 June")
    page.get_by_role("button", name="Enter it").click()
    expect(page.locator("#commitments + ul")).to_contain_text("Minutes of 3 June")
    page.goto("/en/desk/visits/commitments/")
    expect(page.locator("main")).not_to_contain_text("Receive four engineers")
