"""The journeys of papers in a browser: bring, redact, publish, write, compare; and axe."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.website.agreements.papers import PDF, word
from website.agreements.models import Agreement

ES = ("Acuerdo.", "PRIMERA. Objeto. Cooperar durante tres (3) años.",
      "SEGUNDA. Inicio. El 5 de mayo de 2027.")  # fmt: skip
EN = ("Agreement.", "CLAUSE 1. Object. To cooperate for four (4) years.",
      "CLAUSE 2. Beginning. On 5 May 2027.")  # fmt: skip
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def row(site) -> int:
    """A published agreement of Antioquia's demo office."""

    def find() -> int:
        try:
            return Agreement.published.filter(office__slug="antioquia").values_list(
                "pk", flat=True
            )[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(find).result()


@pytest.fixture
def reviewer(open_page, signed_in) -> Callable[..., object]:
    cookies = signed_in("reviewer")
    return lambda path, **context: open_page(path, cookies=cookies, **context)


def bring(page, row, *, title, language, content, name="a.docx", media=DOCX):
    page.goto(f"/en/desk/agreements/{row}/documents/new/")
    page.get_by_label("File").set_input_files({"name": name, "mimeType": media, "buffer": content})
    page.get_by_label("Title").fill(title)
    page.locator("#id_language").select_option(language)
    page.get_by_role("button", name="Keep the file").click()
    expect(page.get_by_text("The file is kept.")).to_be_visible()


def test_a_reviewer_brings_redacts_and_publishes_and_the_public_downloads_the_redacted_one(
    reviewer, open_page, row
):
    page = reviewer(f"/en/desk/agreements/{row}/")
    bring(page, row, title="Minutes of May", language="es", content=PDF, name="m.pdf")
    paper = page.locator(".paper", has_text="Minutes of May")
    paper.get_by_role("link", name="Attach a redacted version").click()
    assert violations(page) == []
    redacted = PDF.replace(b"1 0 obj", b"3 0 obj")
    page.get_by_label("Redacted file").set_input_files(
        {"name": "r.pdf", "mimeType": "application/pdf", "buffer": redacted}
    )
    page.get_by_label("What was taken out").fill("private addresses")
    page.get_by_role("button", name="Keep the file").click()
    paper.get_by_role("button", name="Publish this version").click()
    expect(paper.get_by_text("the public gets the redacted version")).to_be_visible()
    assert violations(page) == []
    public = open_page(f"/en/agreements/{row}/")
    shown = public.locator(".paper", has_text="Minutes of May")
    expect(shown.get_by_text("private addresses")).to_be_visible()
    assert violations(public) == []
    with public.expect_download() as download:
        shown.get_by_role("link", name="Download").click()
    with open(download.value.path(), "rb") as file:
        assert file.read() == redacted


def test_an_officer_compares_two_languages_and_sees_what_differs(reviewer, row):
    page = reviewer(f"/en/desk/agreements/{row}/")
    bring(page, row, title="Text", language="es", content=word(*ES))
    bring(page, row, title="Text", language="en", content=word(*EN))
    page.get_by_role("link", name="Compare two languages").click()
    expect(page.locator("mark").first).to_be_visible()
    assert sorted(page.locator("mark").all_inner_texts()) == ["four (4)", "tres (3)"]
    for language in ("es", "en", "pt"):
        page.goto(f"/{language}/desk/agreements/{row}/bench/")
        assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)


def test_an_officer_writes_an_agreement_in_two_languages_and_keeps_the_draft(reviewer, row):
    page = reviewer(f"/en/desk/agreements/{row}/write/")
    assert violations(page) == []
    page.locator("a[href$='agreement_broad%3Aes-en']").click()
    assert violations(page) == []
    expect(page.get_by_role("heading", name="fields stay blank")).to_be_visible()
    page.get_by_label("Object, in Spanish").fill("el intercambio cultural")
    page.get_by_label("Object, in English").fill("cultural exchange")
    page.get_by_label("Duration").fill("4")
    page.get_by_role("button", name="Keep it as a draft").click()
    expect(page.get_by_text("These stay blank in it")).to_be_visible()
    expect(page.locator(".paper", has_text="Spanish | English")).to_be_visible()


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_axe_finds_no_violation_on_the_pages_of_papers(reviewer, row, language):
    page = reviewer(f"/{language}/desk/templates/?office=antioquia")
    for path in (
        "templates/?office=antioquia",
        f"agreements/{row}/documents/new/",
        f"agreements/{row}/write/?paper=letter_of_intent:pt",
        f"agreements/{row}/bench/",
        f"agreements/{row}/",
    ):
        page.goto(f"/{language}/desk/{path}")
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (path, scheme)
