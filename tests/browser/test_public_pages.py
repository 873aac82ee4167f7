"""What a reader does with the public pages, with a mouse, a keyboard, and without JavaScript."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_a_filter_changes_the_list_and_the_address(open_page):
    page = open_page("/en/agreements/")
    assert page.locator("tbody tr").count() == 16
    page.get_by_label("Twinning").check()
    expect(page.locator("tbody tr")).to_have_count(8)
    assert query(page.url) == {"form": ["twinning"]}
    expect(page.locator("[data-announce]")).to_contain_text("8 agreements of 16")
    page.get_by_role("link", name="Form: Twinning").click()
    expect(page.locator("tbody tr")).to_have_count(16)
    assert query(page.url) == {}


def test_the_list_filters_without_javascript(open_page):
    page = open_page("/en/agreements/", java_script_enabled=False)
    page.get_by_label("Twinning").check()
    page.get_by_role("button", name="Show").click()
    assert page.locator("tbody tr").count() == 8
    assert query(page.url)["form"] == ["twinning"]


def test_a_search_from_the_bar_finds_a_place_without_its_accent(open_page):
    page = open_page("/en/about/")
    page.get_by_role("searchbox").fill("medellin fort")
    page.keyboard.press("Enter")
    page.wait_for_selector("tbody tr")
    assert page.locator("tbody tr").count() == 1


def test_a_row_opens_the_sheet_wherever_it_is_clicked(open_page):
    page = open_page("/en/agreements/?q=brandenburg")
    box = page.locator("tbody tr td").nth(3).bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    page.wait_for_selector(".parties")
    assert "Brandenburg" in page.title()


def test_a_superscript_leads_to_what_the_source_says(open_page):
    page = open_page("/en/agreements/?q=brandenburg")
    page.locator(".row-link").click()
    page.locator("dt:text-is('Signed') + dd .source-mark a").click()
    assert "Not available" in page.locator(".statement:target").inner_text()


def test_the_first_stop_of_the_keyboard_skips_to_the_page(open_page):
    page = open_page("/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_same_page_stands_in_the_other_languages(open_page):
    page = open_page("/en/agreements/?form=twinning")
    page.get_by_role("link", name="Español").click()
    page.wait_for_selector("html[lang=es]")
    assert urlsplit(page.url).path == "/es/agreements/"
    assert query(page.url) == {"form": ["twinning"]}


def test_the_chosen_colours_are_kept_on_the_next_page(open_page):
    page = open_page("/en/")
    page.get_by_label("Colours").select_option("dark")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light == "rgb(20, 24, 26)"
    page.goto("/en/about/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


def test_the_chart_says_its_message_and_draws_the_unknown_dashed(open_page):
    page = open_page("/en/numeralia/?rows=form&columns=level")
    page.wait_for_selector("[data-chart] svg")
    assert "Twinning" in page.locator("figure.chart h2").inner_text()
    dashed = page.locator("[data-chart] path[stroke-dasharray='3,3']")
    assert dashed.count() == 1
    assert "not known" in page.locator("[data-chart] svg").text_content()


def test_the_map_draws_every_line_and_marks_the_one_that_has_the_focus(open_page):
    page = open_page("/en/map/")
    page.wait_for_selector("#map[data-ready=yes]", timeout=60_000)
    assert page.locator(".lines li").count() == 16
    assert page.locator("#map canvas").count() == 1
    link = page.locator(".lines a", has_text="Queensland")
    link.focus()
    page.wait_for_selector(".lines a.strong")
    assert "Queensland" in page.locator(".lines a.strong").inner_text()


def test_a_cluster_of_the_map_opens_by_keyboard(open_page):
    page = open_page("/en/map/")
    page.wait_for_selector("#map[data-ready=yes]", timeout=60_000)
    page.wait_for_selector(".cluster")
    before = page.locator(".cluster").all_inner_texts()
    page.locator(".cluster").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cluster")).not_to_have_text(before, timeout=20_000)


def test_the_map_is_a_list_where_nothing_can_be_drawn(open_page):
    page = open_page("/en/map/", java_script_enabled=False)
    assert page.locator(".lines li").count() == 16


def test_a_wrong_password_is_said_beside_the_form(open_page):
    page = open_page("/en/accounts/login/")
    page.get_by_label("Email").fill("officer@demo.example")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    summary = page.locator(".error-summary")
    summary.wait_for()
    assert "not correct" in summary.inner_text()


def test_somebody_signed_in_finds_the_desk_and_the_way_out(open_page, signed_in):
    page = open_page("/en/", cookies=signed_in("officer"))
    assert page.get_by_role("link", name="Your records").is_visible()
    page.locator(".account-menu summary").click()
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_selector("a:text-is('Sign in')")
