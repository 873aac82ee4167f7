"""The staff's pages in a browser: axe in three languages, phone, keyboard, two windows."""

import re
import uuid

import pytest

from tests.browser.accessibility import violations

PAGES = {
    "desk": "/{}/desk/",
    "findings": "/{}/desk/findings/",
    "which office": "/{}/desk/agreements/new/",
    "new agreement": "/{}/desk/agreements/new/?office=antioquia",
    "imports": "/{}/desk/imports/",
    "bring a file": "/{}/desk/imports/new/?office=antioquia",
    "no longer in their source": "/{}/desk/imports/absent/",
    "offices": "/{}/desk/offices/",
    "people": "/{}/desk/offices/antioquia/people/",
    "same place": "/{}/desk/places/same/",
    "names without a place": "/{}/desk/places/names/",
    "new place": "/{}/desk/places/new/",
    "place": "/{}/desk/places/CO-ANT/",
    "correct a place": "/{}/desk/places/CO-ANT/edit/",
    "merge a place": "/{}/desk/places/CO-ANT/merge/",
}
SHEET = re.compile(r"/desk/agreements/\d+/$")


@pytest.fixture
def administrator(open_page, signed_in):
    cookies = signed_in("administrator")
    return lambda path, **context: open_page(path, cookies=cookies, **context)


@pytest.fixture
def sheet(administrator):
    """The sheet of an agreement of the founding tables, opened from the desk."""

    def open_sheet(language: str = "en", q: str = "bilbao", **context: object):
        page = administrator(f"/{language}/desk/?q={q}", **context)
        page.locator(".row-link").first.click()
        page.wait_for_url(SHEET)
        return page

    return open_sheet


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_no_violation(administrator, kind, language):
    page = administrator(PAGES[kind].format(language))
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_axe_finds_no_violation_on_sheet_form_history_and_import(sheet, language):
    page = sheet(language)
    address = page.url
    for path in (address, f"{address}edit/", f"{address}history/"):
        page.goto(path)
        assert violations(page) == []
    page.goto(f"/{language}/desk/imports/")
    page.get_by_role("link", name="table_1.csv").first.click()
    page.wait_for_selector("#rows")
    assert violations(page) == []


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_wider_than_a_phone(administrator, kind):
    page = administrator(PAGES[kind].format("es"), viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []


def test_a_territory_is_chosen_by_keyboard_alone(sheet):
    page = sheet()
    page.goto(f"{page.url}edit/")
    field = page.get_by_role("combobox", name="Territory").nth(1)
    field.fill("")
    field.press_sequentially("cusc", delay=30)
    page.locator(".picker-list:not([hidden]) [role=option]").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    assert page.locator(f"#{field.get_attribute('aria-activedescendant')}").is_visible()
    assert violations(page) == []
    field.press("Enter")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value().startswith("Cusco, ")
    assert page.input_value("#id_party-1-place") != ""
    field.press("x")
    assert page.input_value("#id_party-1-place") == "", "what is typed anew is not the old place"


def test_the_list_of_territories_opens_closes_and_is_left_as_the_pattern_says(administrator):
    page = administrator("/es/desk/places/CO-ANT/merge/")
    field = page.locator("#id_territory")
    field.press_sequentially("córdoba", delay=20)
    options = page.locator(".picker-list:not([hidden]) [role=option]")
    options.first.wait_for()
    assert (
        page.locator("[data-place-picker] [role=status]")
        .inner_text()
        .endswith("territorios. Elija con las teclas de flecha.")
    )
    where = options.locator(".picker-where").all_inner_texts()
    assert len(set(where)) > 1, "namesakes are told apart by level and what holds them"
    field.press("ArrowUp")
    assert options.last.get_attribute("aria-selected") == "true"
    field.press("Home")
    assert field.get_attribute("aria-activedescendant") is None
    assert page.evaluate("document.activeElement.selectionStart") == 0
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "córdoba"
    field.press("Alt+ArrowDown")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Tab")
    assert field.get_attribute("aria-expanded") == "false"
    assert page.input_value("#id_place") == "", "Tab chooses nothing"
    field.focus()
    field.press("ArrowDown")
    page.locator("#id_reason").fill("Una prueba")
    assert violations(page) == []


def test_a_list_is_filtered_by_a_place_by_keyboard(administrator):
    page = administrator("/en/desk/")
    field = page.get_by_role("combobox", name="Place")
    field.press_sequentially("medell", delay=20)
    page.locator(".picker-list:not([hidden]) [role=option]").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_selector(".chosen")
    assert "Medellín" in page.inner_text(".chosen")
    assert page.get_by_role("combobox", name="Place").input_value() == "Medellín"
    assert violations(page) == []


def test_a_wrong_form_says_so_at_its_head_and_keeps_what_was_typed(administrator):
    page = administrator(PAGES["new agreement"].format("pt"))
    page.fill("#id_signed", "03/04/2010")
    page.fill("#id_focus", "Palavras que custaram uma hora")
    page.click(".agreement-form button[type=submit]")
    page.wait_for_selector(".error-summary:focus")
    assert violations(page) == []
    assert page.input_value("#id_focus") == "Palavras que custaram uma hora"
    page.click(".error-summary a[href='#id_signed']")
    assert page.evaluate("document.activeElement.id") == "id_signed"


def test_of_two_windows_the_second_is_told_what_the_first_saved(sheet):
    words = f"Renewed every five years ({uuid.uuid4()})"
    second = sheet()
    address = second.url
    second.goto(f"{address}edit/")
    first = second.context.new_page()
    first.goto(f"{address}edit/")
    for page, renewal in ((first, words), (second, "Never renewed")):
        page.fill("#id_renewal", renewal)
        page.select_option("#id_source", index=1)
        page.click(".agreement-form button[type=submit]")
    second.wait_for_selector(".error-summary:focus")
    assert words in second.inner_text(".error-summary")
    assert second.input_value("#id_renewal") == "Never renewed"
    assert violations(second) == []
    first.wait_for_url(SHEET)
    assert violations(first) == []
    assert words in first.inner_text("#main")
