"""The pages of development plans: what staff enter, and what the public sees."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.website.priorities.test_importing import HEADER, ROWS
from twinpact import plans as library
from twinpact.formats.key_figures import COLUMNS
from twinpact.formats.tables import read_table, write_csv
from website.accounts.models import Role
from website.priorities import actions
from website.priorities.convert import plan_of
from website.priorities.models import (
    AgreementServes,
    DevelopmentPlan,
    KeyFigureReport,
    PlanFile,
)

pytestmark = pytest.mark.django_db
LIST = "/en/desk/development-plans/"


def address(plan: DevelopmentPlan, rest: str = "") -> str:
    return f"{LIST}{plan.pk}/{rest}"


def test_an_office_without_plans_is_told_how_to_begin(signed_in):
    answer = signed_in().get(LIST)
    assertContains(answer, "No development plan is here yet")
    assertContains(answer, f"{LIST}template.xlsx")
    template = signed_in().get(f"{LIST}template.xlsx")
    assert template.headers["X-Content-Type-Options"] == "nosniff"
    assert template.content[:2] == b"PK"


def test_a_plan_is_entered_and_changed(signed_in):
    client = signed_in()
    told = {"code": "PD-2012", "title": "Plan 2012–2015", "territory": "Antioquia, Colombia",
            "place": "CO-ANT", "starts": "2012", "ends": "2015"}  # fmt: skip
    answer = client.post(f"{LIST}new/", told)
    row = DevelopmentPlan.register.get()
    assert answer["Location"] == address(row)
    assert (row.territory_id, row.starts_precision, str(row.ends_latest)) == (
        "CO-ANT",
        "year",
        "2015-12-31",
    )
    assertContains(client.get(address(row)), "The plan has no priorities yet")
    changed = told | {"title": "Another title", "version": "1"}
    assert client.post(address(row, "edit/"), changed).status_code == 302
    stale = client.post(address(row, "edit/"), told | {"title": "Late", "version": "1"})
    assertContains(stale, "Somebody else changed this plan", status_code=422)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("code", "", "Give it a code"),
        ("title", "x" * 501, "at most 500"),
        ("title", "a\x00b", "NUL sign"),
        ("ends", "2001", "This is before the plan begins."),
        ("starts", "soon", "is not understood as a date"),
        ("territory", "Nowhereville", "is in no list of territories"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(signed_in, field, typed, said):
    told = {"code": "P", "title": "T", "starts": "2012", "ends": "2015", field: typed}
    answer = signed_in().post(f"{LIST}new/", told)
    assertContains(answer, said, status_code=422)
    assert not DevelopmentPlan.register.exists()


def test_a_priority_a_programme_and_an_indicator_are_entered_by_form(signed_in, plan):
    client = signed_in()
    client.post(
        address(plan, "priority/new/"),
        {"code": "3", "title": "Roads", "themes": ["education"], "version": "1"},
    )
    client.post(
        address(plan, "programme/new/"),
        {"code": "3.a", "title": "Bridges", "priority": "3", "version": "2"},
    )
    form = client.get(address(plan, "indicator/new/?under=3")).context["form"]
    names = {str(field.label): field.html_name for field in form.targets()}
    assert list(names) == [
        *(f"Target {year}" for year in range(2008, 2012)),
        "Target 2008–2011",
    ]
    answer = client.post(
        address(plan, "indicator/new/"),
        {
            "code": "K9", "title": "Bridges built", "priority": "3", "programme": "3.a",
            "kind": "quantitative", "counting": "cumulative", "direction": "up",
            "baseline": "unknown", "version": "3",
            names["Target 2009"]: "1.5", names["Target 2008–2011"]: "unknown",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    key = plan_of(plan.pk).indicators[-1]
    assert key.programme == "3.a"
    assert key.indicator.baseline == library.Baseline(None)
    assert [(t.period.ends.year, t.value) for t in key.indicator.targets] == [
        (2009, Decimal("1.5")),
        (2011, None),
    ]


def test_a_form_that_is_saved_as_it_is_changes_nothing(signed_in, plan, whole):
    client = signed_in()
    for kind, rows in (
        ("priority", plan.priorities.all()),
        ("programme", plan.programmes.all()),
        ("indicator", plan.indicators.all()),
    ):
        for row in rows:
            page = client.get(address(plan, f"{kind}/{row.pk}/"))
            form = page.context["form"]
            data = {f.html_name: f.value() for f in form if f.value() is not None}
            assert client.post(address(plan, f"{kind}/{row.pk}/"), data).status_code == 302
    assert plan_of(plan.pk) == whole
    assert DevelopmentPlan.register.get().version == 1


def test_a_part_on_which_others_hang_is_not_taken_out(signed_in, plan):
    client = signed_in()
    held = plan.priorities.get(code="2")
    answer = client.post(address(plan, f"priority/{held.pk}/remove/"), follow=True)
    assertContains(answer, "Other parts of the plan hang on 2.")
    free = plan.indicators.get(code="K3")
    client.post(address(plan, f"indicator/{free.pk}/remove/"))
    client.post(address(plan, f"priority/{held.pk}/remove/"))
    assert [one.code for one in plan_of(plan.pk).priorities] == ["1", "1.1"]


def test_a_spreadsheet_is_looked_at_and_accepted(signed_in, plan):
    client = signed_in()
    content = write_csv(HEADER, ROWS).encode()
    answer = client.post(
        address(plan, "files/new/"), {"file": SimpleUploadedFile("plan.csv", content)}, follow=True
    )
    assertContains(answer, "What the spreadsheet says")
    assertContains(answer, "“x” is not understood as a number.")
    assertContains(answer, "Antioquia en el mundo")
    kept = PlanFile.objects.get()
    client.post(address(plan, f"files/{kept.pk}/accept/"), {"version": "1"})
    assert len(plan_of(plan.pk).indicators) == 6
    assertContains(client.get(address(plan, f"files/{kept.pk}/")), "Accepted")


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"PK\x03\x04", b"\xff\xfe\x00\x00"])
def test_a_file_that_cannot_be_read_is_an_error_at_its_field(signed_in, plan, content):
    answer = signed_in().post(
        address(plan, "files/new/"), {"file": SimpleUploadedFile("plan.xlsx", content)}
    )
    assertContains(answer, 'href="#id_file"', status_code=422)
    assert not PlanFile.objects.exists()


def test_an_agreement_says_on_its_sheet_which_priorities_it_serves(signed_in, plan, enter):
    agreement, client = enter("Antioquia", "São Paulo"), signed_in()
    sheet = reverse("agreements:sheet", args=[agreement.pk])
    assertContains(client.get(sheet), "Nobody was asked yet.")
    point = reverse("priorities:point", args=[agreement.pk, plan.pk])
    client.post(point, {"answer": "some", "priorities": ["1.1", "2"], "version": "0"})
    assertContains(client.get(sheet), "1.1 Cooperation")
    late = client.post(point, {"answer": "none", "version": "0"})
    assertContains(late, "Somebody else said something", status_code=422)
    client.post(point, {"answer": "none", "version": "1"})
    assertContains(client.get(sheet), "It serves no priority of this plan.")
    both = client.post(point, {"answer": "none", "priorities": ["2"], "version": "2"})
    assertContains(both, "Priorities are marked below.", status_code=422)
    nothing = client.post(point, {"answer": "some", "version": "2"})
    assertContains(nothing, "Mark at least one", status_code=422)


def test_the_public_page_of_an_agreement_tells_priorities_of_published_plans_only(
    client, plan, enter, officer, reviewer, at
):
    agreement = enter("Antioquia", "São Paulo", published=True)
    actions.point_agreement(
        agreement=agreement.pk, plan=plan.pk, priorities=["2"], version=0, by=officer, at=at
    )
    page = reverse("portal:agreement", args=[agreement.pk])
    assertNotContains(client.get(page), "Priorities that it serves")
    actions.publish_plan(pk=plan.pk, by=reviewer, at=at)
    assertContains(client.get(page), "2 Water")


def test_a_figure_is_reported_submitted_and_approved_on_the_pages(
    signed_in, published, key, client
):
    officer, reviewer = signed_in(Role.OFFICER), signed_in(Role.REVIEWER)
    page = address(published, f"figures/{key('K2').pk}/")
    told = {"period": "0", "part": "3", "whole": "40", "source": "Report of 2011",
            "link": "https://example.org/r"}  # fmt: skip
    assert officer.post(f"{page}new/", told).status_code == 302
    row = KeyFigureReport.objects.get()
    assert (row.number, row.part) == (7.5, 3)
    assertNotContains(officer.get(page), "Approve")
    officer.post(f"{page}{row.pk}/submit/", {"version": "1"})
    assertContains(officer.get(page), "somebody else approves it")
    assertContains(reviewer.get(LIST), "Figures that wait for approval")
    public = f"/en/plans/{published.pk}/"
    assertNotContains(client.get(public), "7.5")
    reviewer.post(f"{page}{row.pk}/approve/", {"version": "2"})
    assertContains(client.get(public), "7.5\u00a0%")
    assertContains(client.get(public), "https://example.org/r")
    assertContains(client.get(f"{public}feed.atom"), "Towns with a partner")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("value", "many", "is not understood as a number"),
        ("value", "50", "are 7.5 %"),
        ("whole", "", "Give the part and the whole"),
        ("whole", "0", "The whole is zero"),
        ("source", "", "Say where the figure comes from."),
        ("link", "javascript:alert(1)", "valid URL"),
        ("link", "ftp://example.org/a", "valid URL"),
        ("period", "9", "valid choice"),
    ],
)
def test_a_figure_that_cannot_be_meant_is_refused(signed_in, plan, key, field, typed, said):
    page = address(plan, f"figures/{key('K2').pk}/new/")
    told = {"period": "0", "part": "3", "whole": "40", "source": "Report", field: typed}
    assertContains(signed_in().post(page, told), said, status_code=422)
    assert not KeyFigureReport.objects.exists()


def test_unknown_is_shown_as_unknown_and_zero_as_zero(client, published, report, approve):
    approve(report("K1", Decimal(0)))
    answer = client.get(f"/en/plans/{published.pk}/")
    assertContains(answer, "0\u00a0visits")
    assertContains(answer, "There is no approved figure for the whole period.")
    assertContains(answer, 'class="light light-red"')
    assertContains(answer, 'class="light light-grey"')


def test_a_draft_plan_does_not_exist_for_the_public(client, plan):
    for path in (
        f"/en/plans/{plan.pk}/",
        f"/en/plans/{plan.pk}/feed.atom",
        f"/en/plans/{plan.pk}/indicators/{plan.indicators.first().pk}/",
        f"/api/v1/plans/{plan.pk}",
        f"/api/v1/plans/{plan.pk}/key-figures.csv",
        f"/api/v1/plans/{plan.pk}/key-figures.json",
    ):
        assert client.get(path).status_code == 404, path
    assert client.get("/api/v1/plans").json() == {"count": 0, "results": []}
    assertContains(client.get("/en/plans/"), "No development plan is published yet")


def test_the_api_gives_plans_and_key_figures_with_the_columns_of_the_library(
    client, published, report, approve
):
    approve(report())
    report("K3", value=False)
    listed = client.get("/api/v1/plans").json()["results"][0]
    assert (listed["priorities"], listed["indicators"], listed["territory"]) == (3, 3, "CO-ANT")
    whole = client.get(f"/api/v1/plans/{published.pk}").json()
    assert [one["within"] for one in whole["priorities"]] == [None, "1", None]
    answer = client.get(f"/api/v1/plans/{published.pk}/key-figures.csv")
    table = read_table(answer.content)
    assert table.header == COLUMNS
    told = {(row["code"], row["period_end"]): row for _n, row in table.rows}
    assert told["K1", "2011-12-31"]["actual"] == "15"
    assert told["K1", "2009-12-31"]["actual"] is None
    assert told["K3", "2011-12-31"]["actual"] is None
    records = json.loads(client.get(f"/api/v1/plans/{published.pk}/key-figures.json").content)
    assert [one["actual"] for one in records["indicators"]] == [None, None, "15", None, None]


def test_nobody_of_another_office_finds_a_plan(signed_in, plan, jalisco):
    stranger = signed_in(Role.ADMINISTRATOR, jalisco)
    part = plan.indicators.first().pk
    for rest in ("", "edit/", "coverage/", "files/new/", f"figures/{part}/", "priority/new/"):
        assert stranger.get(address(plan, rest)).status_code == 404, rest
    assert Client().get(address(plan)).status_code == 302


@pytest.mark.parametrize("rest", ["edit/", "files/new/", "priority/new/"])
def test_a_reader_sees_a_plan_and_changes_nothing(signed_in, plan, rest):
    reader = signed_in(Role.READER)
    assertNotContains(reader.get(address(plan)), "Bring a spreadsheet")
    assert reader.get(address(plan, rest)).status_code == 403
    assert reader.post(address(plan, "publish/")).status_code == 403


def test_a_page_asks_the_database_as_often_for_a_large_plan_as_for_a_small_one(
    signed_in, client, antioquia, officer, reviewer, whole, at
):
    def made(code: str, n: int) -> DevelopmentPlan:
        first = whole.indicators[0]
        keys = tuple(
            replace(first, indicator=replace(first.indicator, code=f"K{one}")) for one in range(n)
        )
        told = replace(whole, code=code, indicators=keys)
        row = actions.begin_plan(office=antioquia, plan=told, by=officer, at=at)
        return actions.publish_plan(pk=row.pk, by=reviewer, at=at)

    staff = signed_in()
    small, large = made("S", 1), made("L", 40)
    for path in ("/en/desk/development-plans/{}/", "/en/plans/{}/",
                 "/en/desk/development-plans/{}/coverage/"):  # fmt: skip
        counts = []
        for row in (small, small, large):
            with CaptureQueriesContext(connection) as told:
                (client if path.startswith("/en/plans") else staff).get(path.format(row.pk))
            counts.append(len(told))
        assert counts[1] == counts[2] <= 25, path


def test_what_was_said_of_an_agreement_is_kept_once(plan, enter, officer, at):
    agreement = enter("Antioquia", "São Paulo")
    for version in (0, 1):
        actions.point_agreement(
            agreement=agreement.pk, plan=plan.pk, priorities=["2"], version=version,
            by=officer, at=at,
        )  # fmt: skip
    assert AgreementServes.objects.get().version == 2
