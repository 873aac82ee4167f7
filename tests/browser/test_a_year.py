"""A full year of an agreement in a browser, from the priority to the report on the shelf.

A plan with priorities, a programme that two offices agree on, figures with evidence that are
returned once and approved, an evaluation, a renewal, and the annual report read back.
"""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.outside import outside
from tests.browser.test_procedures import enter, person_of
from tests.website.reports.contents import READ
from twinpact.formats.tables import write_xlsx
from website.accounts.models import Office, Role
from website.agreements.models import Agreement
from website.reports.actions import make_report
from website.reports.models import Report

NOW = datetime.now(UTC)  # noqa: TID251 the site that the browser looks at reads the clock too
THIS_YEAR = NOW.date().year
YEAR = THIS_YEAR - 1
HEADER = ["Línea estratégica", "Indicador", "Unidad", "Línea base", "Meta", "Fuente"]
ROWS = [
    ["Educación para el mundo", "Docentes con intercambio", "docentes", 5, 40, "Plan, p. 12"],
    ["Agua", "Acueductos rurales", "obras", None, 10, "Plan, p. 30"],
]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def agreement(site) -> int:
    """An agreement in force of Jalisco with São Paulo, where both have an office here."""

    def make() -> int:
        Office.objects.get_or_create(
            slug="sao-paulo", defaults={"name": "São Paulo", "country": "BR"}
        )
        pk = enter("jalisco", "cooperation_agreement", "MX-JAL", "BR-SP")
        Agreement.register.filter(pk=pk).update(state="in_force")
        return pk

    return outside(make)


@pytest.fixture
def as_(open_page, site):
    """The window of a person with a role in an office."""
    windows: dict[tuple[str, str], Page] = {}

    def window(role: str, office: str, path: str) -> Page:
        if (role, office) not in windows:
            cookie = outside(lambda: person_of(role, office)) | {"url": site}
            windows[role, office] = open_page(path, cookies=[cookie])
        else:
            windows[role, office].goto(path)
        return windows[role, office]

    return window


def plan_the_term(page: Page, book) -> None:
    """A development plan of the term, its priorities out of a spreadsheet."""
    book.write_bytes(write_xlsx(HEADER, ROWS, sheet="Plan"))
    page.get_by_label("Code").fill("YEAR")
    page.get_by_label("Title").fill("Plan of the year")
    page.get_by_label("Begins").fill(str(YEAR))
    page.get_by_label("Ends").fill(str(YEAR))
    page.get_by_role("button", name="Save").click()
    page.get_by_role("main").get_by_role("link", name="Bring a spreadsheet").first.click()
    page.get_by_label("Spreadsheet").set_input_files(str(book))
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Take it over").click()
    expect(page.get_by_role("main")).to_contain_text("Educación para el mundo")


def choose(page: Page, field: str, text: str) -> None:
    """The choice of a field that shows a text."""
    found = page.locator(f"{field} option", has_text=text).first
    page.locator(field).select_option(value=str(found.get_attribute("value")))


def write_the_programme(page: Page) -> None:
    """A line under a priority, and an activity whose indicator feeds the plan."""
    page.get_by_label("Year").fill(str(YEAR))
    page.get_by_role("button", name="Begin the programme").click()
    expect(page.get_by_text("Nothing is planned yet")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Choose its office").click()
    choose(page, "#id_office", "São Paulo")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add line of work").click()
    page.get_by_label("Line of work").fill("Intercambio escolar")
    page.get_by_label("Educación para el mundo").check()
    page.get_by_role("button", name="Save the line").click()
    page.get_by_role("link", name=re.compile("Add activity")).click()
    assert violations(page) == []
    page.get_by_label("Activity", exact=True).fill("Docentes que viajan")
    page.get_by_label("March").check()
    page.get_by_label("April").check()
    page.get_by_label("Women expected").fill("12")
    page.locator("#id_bodies-0-body").fill("Secretaría de Educación")
    page.locator("#id_indicators-0-result").fill("Docentes con experiencia")
    page.locator("#id_indicators-0-title").fill("Docentes que viajaron")
    page.locator("#id_indicators-0-targets").fill("40")
    choose(page, "#id_indicators-0-feeds", "Docentes con intercambio")
    page.locator("#id_budget-0-what").fill("Pasajes")
    page.locator("#id_budget-0-amount").fill("1500")
    page.locator("#id_budget-0-currency").fill("USD")
    page.get_by_role("button", name="Save the activity").click()
    expect(page.locator(".gantt")).to_contain_text("Docentes que viajan")
    assert violations(page) == []


def agree(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Agree for")).click()
    assert violations(page) == []
    page.get_by_role("button", name="Keep that it agreed").click()


def report_with_evidence(page: Page, paper) -> None:
    """A figure that misses the target says why, and has a file that shows it."""
    page.get_by_role("link", name="Enter figures").click()
    page.locator("#v-0").fill("30")
    page.locator("#d-0").fill("Diez no obtuvieron visa.")
    page.get_by_role("button", name="Save as drafts").click()
    page.get_by_role("link", name="Review").click()
    page.get_by_role("link", name="Docentes que viajaron").click()
    paper.write_bytes(PDF)
    page.locator("#id_file").set_input_files(str(paper))
    page.get_by_role("button", name="Keep the file").click()
    expect(page.locator(".evidence-list")).to_contain_text("lista.pdf")


def take(page: Page, step: str, said: str, reason: str = "") -> None:
    """A step with all figures that are shown."""
    for box in page.get_by_role("checkbox").all():
        box.check()
    if reason:
        page.locator("#id_reason").fill(reason)
    page.get_by_role("button", name=step).click()
    expect(page.locator(".message-success")).to_contain_text(said)


def evaluate(page: Page) -> None:
    """Some answers, and one of the ten principles; the rest stays without an answer."""
    page.locator("#id_q-effect_reached_4").check()
    page.locator("#id_q-lessons").fill("Pedir las visas en enero.")
    page.locator("#id_p-peer_learning_5").check()
    page.get_by_role("button", name="Save").first.click()


def decide(page: Page) -> None:
    page.get_by_label("Renew", exact=True).check()
    page.get_by_label("Why?").fill("Las escuelas quieren seguir.")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".decision-word")).to_have_text("Renew")


def renew(page: Page, site_step: str) -> None:
    """The decision leads to the procedure, and there to the renewal."""
    page.get_by_role("link", name="Begin the procedure").click()
    page.get_by_role("button", name="Begin the procedure").click()
    page.goto(site_step)
    page.locator("#id_until").fill(f"{THIS_YEAR + 4}-12-31")
    page.get_by_role("main").get_by_role("checkbox").first.check()
    page.locator("form .button-main").last.click()
    expect(page.locator(".message-success")).to_contain_text("Done")


def annual_report(page: Page, year: int) -> dict[str, str]:
    """The annual report of a year in all formats, made by the worker, and what it says."""
    page.get_by_label("Year").fill(str(year))
    for kind in ("PDF", "DOCX", "XLSX"):
        page.get_by_label(kind).check()
    page.get_by_role("button", name="Make the report").click()
    expect(page.locator(".message-success")).to_contain_text("being made")
    pk = outside(lambda: Report.objects.order_by("-pk").values_list("pk", flat=True)[0])
    outside(lambda: make_report(pk=pk, at=NOW))
    page.reload()
    assert violations(page) == []
    told = {}
    for kind in ("pdf", "docx", "xlsx"):
        answer = page.request.get(f"/en/desk/reports/{pk}/file.{kind}")
        assert answer.ok
        told[kind] = READ[kind](answer.body())
    return told


def plan_and_agree(as_, agreement: int, book) -> tuple[str, str]:
    """The addresses of the plan, and of the programme that both offices agreed to."""
    page = as_(Role.ADMINISTRATOR, "jalisco", "/en/desk/development-plans/new/?office=jalisco")
    plan_the_term(page, book)
    plan = page.url
    page.goto(f"/en/desk/agreements/{agreement}/programmes/begin/")
    write_the_programme(page)
    page.get_by_role("button", name="Put it to the sides").click()
    expect(page.locator(".message-success")).to_contain_text("Version 1 lies before the sides")
    programme = page.url.partition("?")[0]
    agree(as_(Role.REVIEWER, "jalisco", programme))
    agree(as_(Role.REVIEWER, "sao-paulo", programme))
    return plan, programme


def follow_up(as_, programme: str, paper) -> None:
    """A figure with evidence: submitted, returned once, submitted again, approved."""
    officer = as_(Role.OFFICER, "jalisco", programme)
    expect(officer.locator(".next-step")).to_contain_text("Agreed by all sides")
    assert violations(officer) == []
    report_with_evidence(officer, paper)
    updates = f"{programme}updates/?state=all"
    officer.goto(updates)
    take(officer, "Submit the chosen", "1 figure was submitted")
    near = as_(Role.REVIEWER, "jalisco", updates)
    take(near, "Return the chosen", "1 figure was returned", "La lista no está firmada.")
    officer.goto(updates)
    take(officer, "Submit the chosen", "1 figure was submitted")
    take(as_(Role.REVIEWER, "sao-paulo", updates), "Approve the chosen", "1 figure was approved")


def test_a_year_from_the_priority_to_the_report(as_, agreement, tmp_path):
    home = f"/en/desk/agreements/{agreement}"
    plan, programme = plan_and_agree(as_, agreement, tmp_path / "plan.xlsx")
    follow_up(as_, programme, tmp_path / "lista.pdf")
    near = as_(Role.REVIEWER, "jalisco", plan)
    expect(near.get_by_role("main")).to_contain_text("30")

    officer = as_(Role.OFFICER, "jalisco", f"{home}/evaluations/new/final/")
    evaluate(officer)
    near = as_(Role.REVIEWER, "jalisco", officer.url)
    decide(near)
    renew(as_(Role.OFFICER, "jalisco", near.url), f"{home}/procedure/steps/renew/")
    assert outside(lambda: Agreement.register.get(pk=agreement).ends_latest.year) == THIS_YEAR + 4

    reports = "/en/desk/reports/?office=jalisco"
    for told in annual_report(as_(Role.OFFICER, "jalisco", reports), YEAR).values():
        assert "Docentes con intercambio" in told
        assert re.search(r"1[,.]?500", told)
    for told in annual_report(as_(Role.OFFICER, "jalisco", reports), THIS_YEAR).values():
        assert "Las escuelas quieren seguir." in told
        assert "São Paulo" in told
