"""The pages of the reports in a browser: axe in three languages, phone, asking and taking away."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.test_procedures import outside
from website.reports import tasks
from website.reports.models import Report

PAGES = {
    "reports": "/{}/desk/reports/?office=jalisco",
    "letterhead": "/{}/desk/offices/jalisco/letterhead/",
}


@pytest.fixture
def administrator(open_page, signed_in, site):
    cookies = signed_in("administrator")
    return lambda path, **context: open_page(path, cookies=cookies, **context)


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_the_reports_have_no_barriers(administrator, language, name):
    page = administrator(PAGES[name].format(language))
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_the_reports_fit_a_phone(administrator, name):
    page = administrator(PAGES[name].format("es"), viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []


def made() -> None:
    report = Report.objects.latest("pk")
    tasks.make_report.func(SimpleNamespace(job=SimpleNamespace(attempts=0)), report.pk)


def test_a_report_is_asked_for_and_the_row_says_by_itself_when_it_is_ready(administrator):
    page = administrator("/en/desk/reports/?office=jalisco")
    page.get_by_label("Report", exact=True).select_option("handover_file")
    page.get_by_role("button", name="Make the report").click()
    expect(page.locator("progress").first).to_be_visible()
    outside(made)
    link = page.get_by_role("link", name="PDF Handover file").first
    expect(link).to_be_visible(timeout=15_000)
    with page.expect_download() as taken:
        link.click()
    assert taken.value.suggested_filename.endswith(".pdf")
