"""Every kind of public page, in three languages, light and dark: no violation that axe knows."""

import pytest

from tests.browser.accessibility import violations

PAGES = {
    "home": "/{}/",
    "list": "/{}/agreements/",
    "list with filters": "/{}/agreements/?form=twinning&country=BR&q=min",
    "empty list": "/{}/agreements/?q=nothingislikethis",
    "places": "/{}/places/",
    "place": "/{}/places/BR-MG/",
    "map": "/{}/map/",
    "numeralia": "/{}/numeralia/?rows=theme&columns=decade",
    "counts": "/{}/counts/",
    "about": "/{}/about/",
    "sign in": "/{}/accounts/login/",
    "new password": "/{}/accounts/password/reset/",
    "no such page": "/{}/nothing/here/",
}


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_no_violation(open_page, kind, language):
    page = open_page(PAGES[kind].format(language))
    assert violations(page) == []


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_no_violation_in_the_dark(open_page, kind):
    assert violations(open_page(PAGES[kind].format("pt"), color_scheme="dark")) == []


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_axe_finds_no_violation_on_a_sheet_and_its_source(open_page, language):
    page = open_page(f"/{language}/agreements/?q=brandenburg")
    page.locator(".row-link").first.click()
    page.wait_for_selector("#sources")
    assert violations(page) == []
    page.locator(".statement a").first.click()
    page.wait_for_selector("dl.facts")
    assert violations(page) == []


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_wider_than_a_phone(open_page, kind):
    page = open_page(PAGES[kind].format("es"), viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []
