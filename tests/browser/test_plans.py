"""A development plan in a browser: from a spreadsheet to the public feed, and axe."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.outside import outside
from twinpact import plans as library
from twinpact.agreements import parse_partial_date
from twinpact.formats.tables import write_xlsx
from website.accounts.models import Office, User
from website.agreements.models import Agreement
from website.priorities import actions
from website.priorities.models import (
    AgreementServes,
    DevelopmentPlan,
    KeyFigureReport,
    KeyFigureStep,
    KeyTarget,
    PlanFile,
)

NOW = datetime.now(UTC)  # noqa: TID251 the site that the browser looks at reads the clock too
TERM = library.Period(library.year_period(2008).starts, library.year_period(2011).ends)


def person(role: str) -> User:
    return User.objects.get(email=f"{role}@demo.example")


def a_plan() -> int:
    """A published plan with figures of every light, made for the test."""
    known = DevelopmentPlan.register.filter(code="AXE").first()
    if known is not None:
        return known.pk
    office = Office.objects.get(slug="antioquia")
    targets = (
        library.Target(library.year_period(2008), Decimal(3)),
        library.Target(TERM, Decimal(12)),
    )
    indicators = [
        library.Indicator(f"K{n}", f"Indicator {n}", unit="agreements", targets=targets)
        for n in range(4)
    ]
    plan = library.DevelopmentPlan(
        "AXE",
        "A plan made for the test",
        "CO-ANT",
        parse_partial_date("2008"),
        parse_partial_date("2011"),
        (
            library.Priority("1", "The world"),
            library.Priority("1.1", "Twinning", "1"),
            library.Priority("2", "Water"),
        ),
        (library.PlanProgramme("1.1.a", "Exchange", "1.1"),),
        tuple(library.KeyIndicator(one, "1.1", source="Plan, p. 3") for one in indicators),
    )
    row = actions.begin_plan(office=office, plan=plan, by=person("officer"), at=NOW)
    keys = list(row.indicators.order_by("code"))
    for key, value in zip(keys, (12, 8, 2), strict=False):
        figure = actions.Figure(TERM, Decimal(value), "Report", link="https://example.org/report")
        report = actions.report_figure(
            indicator=key.pk, figure=figure, by=person("officer"), at=NOW
        )
        for step, by in (("submit", "officer"), ("approve", "reviewer")):
            report = actions.take_figure_step(
                pk=report.pk, version=report.version, step=step, by=person(by), at=NOW
            )
    agreement = Agreement.register.filter(office=office).order_by("pk")[0]
    actions.point_agreement(
        agreement=agreement.pk,
        plan=row.pk,
        priorities=["1.1"],
        version=0,
        by=person("officer"),
        at=NOW,
    )
    actions.publish_plan(pk=row.pk, by=person("reviewer"), at=NOW)
    return row.pk


@pytest.fixture
def plan(site) -> int:
    return outside(a_plan)


@pytest.fixture
def paths(plan) -> dict[str, str]:
    def found() -> dict[str, str]:
        row = DevelopmentPlan.register.get(pk=plan)
        key, priority = row.indicators.first(), row.priorities.first()
        served = AgreementServes.objects.filter(plan=row).first()
        desk = f"/{{}}/desk/development-plans/{plan}/"
        return {
            "list": "/{}/desk/development-plans/",
            "plan": desk,
            "coverage": f"{desk}coverage/",
            "bring": f"{desk}files/new/",
            "indicator": f"{desk}figures/{key.pk}/",
            "report": f"{desk}figures/{key.pk}/new/",
            "change the indicator": f"{desk}indicator/{key.pk}/",
            "change the priority": f"{desk}priority/{priority.pk}/",
            "point": f"/{{}}/desk/agreements/{served.agreement_id}/priorities/{plan}/",
            "public list": "/{}/plans/",
            "public plan": f"/{{}}/plans/{plan}/",
            "public indicator": f"/{{}}/plans/{plan}/indicators/{key.pk}/",
        }

    return outside(found)


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_the_pages_of_plans_fit_a_phone_and_axe_finds_nothing(
    open_page, signed_in, paths, language
):
    page = open_page("/en/desk/development-plans/", cookies=signed_in("reviewer"))
    for name, path in paths.items():
        for width, scheme in ((1280, "light"), (360, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            page.goto(path.format(language))
            assert page.evaluate("document.documentElement.scrollWidth") == width, name
            assert violations(page) == [], (name, scheme)


def test_the_light_is_a_shape_and_a_word_with_its_reason(open_page, paths):
    page = open_page(paths["public plan"].format("en"))
    row = page.get_by_role("row").filter(has_text="Indicator 2")
    expect(row).to_contain_text("Red")
    expect(row).to_contain_text("2 of a target of 12 was reached: 16.7%.")
    shape = "getComputedStyle(document.querySelector('.plan-tree .light-{}'), '::before').{}"
    assert page.evaluate(shape.format("green", "borderRadius")) == "50%"
    assert "polygon" in page.evaluate(shape.format("amber", "clipPath"))
    expect(page.get_by_text("Amber", exact=True).first).to_be_visible()


HEADER = ["Línea estratégica", "Indicador", "Unidad", "Línea base", "Meta", "Fuente"]
ROWS = [
    ["Antioquia en el mundo", "Acuerdos vigentes", "acuerdos", 0, 12, "Acta"],
    ["Agua", "Acueductos rurales", "obras", None, 40, "Acta"],
]


@pytest.fixture
def tidy() -> Iterator[None]:
    """What the walk enters goes again, so that other tests find the founding tables alone."""
    yield

    def remove() -> None:
        plans = DevelopmentPlan.register.filter(code="WALK")
        assert not KeyFigureStep.objects.filter(report__indicator__plan__in=plans).exists()
        KeyFigureReport.objects.filter(indicator__plan__in=plans).delete()
        AgreementServes.objects.filter(plan__in=plans).delete()
        PlanFile.objects.filter(plan__in=plans).delete()
        for row in plans:
            KeyTarget.objects.filter(indicator__plan=row).delete()
            row.indicators.all().delete()
            row.priorities.all().delete()
            row.delete()

    outside(remove)


def enter_and_import(page: Page, book: Path) -> None:
    """A plan with its term, and its parts out of a spreadsheet that was looked at."""
    book.write_bytes(write_xlsx(HEADER, ROWS, sheet="Plan"))
    page.get_by_label("Code").fill("WALK")
    page.get_by_label("Title").fill("Plan of the walk")
    page.get_by_label("Begins").fill("2008")
    page.get_by_label("Ends").fill("2011")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("main").get_by_role("link", name="Bring a spreadsheet").first.click()
    page.get_by_label("Spreadsheet").set_input_files(str(book))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the spreadsheet says")
    expect(page.get_by_role("main")).to_contain_text("Acueductos rurales")
    assert violations(page) == []
    page.get_by_role("button", name="Take it over").click()
    expect(page.get_by_role("main")).to_contain_text("Antioquia en el mundo")


def test_from_a_spreadsheet_to_the_public_feed(open_page, signed_in, tmp_path, tidy):
    page = open_page("/en/desk/development-plans/new/?office=antioquia",
                     cookies=signed_in("administrator"))  # fmt: skip
    enter_and_import(page, tmp_path / "plan.xlsx")

    page.get_by_role("link", name="See the coverage").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody works on any priority yet")
    page.locator("#unasked + ul a").first.click()
    page.get_by_label("It serves the priorities that I mark below").check()
    page.get_by_label("Agua").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody works on 1 of 2 priorities")
    expect(page.locator(".is-unworked")).to_contain_text("Antioquia en el mundo")

    page.get_by_role("link", name="Plan of the walk").first.click()
    page.get_by_role("button", name="Publish the plan").click()
    page.get_by_role("link", name="See the public page").click()
    expect(page.get_by_role("main")).to_contain_text("Acuerdos vigentes")
    told = figures(page)
    assert [one["target"] for one in told] == ["12", "40"]
    assert [one["actual"] for one in told] == [None, None]
    assert [one["baseline"] for one in told] == ["0", None]


def figures(page: Page) -> list[dict[str, str | None]]:
    """The key figures that a public page of a plan leads to."""
    link = page.get_by_role("link", name="For programs (JSON)").get_attribute("href")
    answer = page.request.get(str(link))
    return json.loads(answer.text())["indicators"]
