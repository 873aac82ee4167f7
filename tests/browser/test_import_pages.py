"""The pages of an import in a browser: axe, phone, the keyboard, and the choice that counts."""

import pytest
from django.utils import timezone

from tests.browser.accessibility import violations
from tests.browser.outside import outside
from website.accounts.models import Office, User
from website.exchange import actions
from website.sources.actions import name_source

FIRST = """id;Municipio;Contraparte;Fecha;Tema
1;Guarne, Colombia;Kielce;2001;Turismo
2;Bello, Colombia;Belo Horizonte;2005;Turismo
3;Medellín, Colombia;Bilbao, España;1998;Urbanismo
"""
SECOND = FIRST.replace("2001", "2002").replace(
    "2;Bello, Colombia;Belo Horizonte;2005;Turismo\n", ""
)
KINDS = ("", "undo/", "questions/", "columns/")


def bring(title: str, text: str, *, write: bool) -> int:
    now = timezone.now()  # noqa: TID251 a test that drives a browser is an entry point
    by = User.objects.get(email="administrator@demo.example")
    office = Office.objects.get(slug="antioquia")
    source = name_source(office=office, kind="file", title=title, by=by)
    batch = actions.bring_file(
        office=office, source=source, filename="list.csv", content=text.encode(), by=by, at=now
    )
    batch = actions.read_import(pk=batch.pk)
    if write:
        actions.accept_import(pk=batch.pk, by=by, at=now)
        actions.commit_import(pk=batch.pk, by=by, at=now)
    return batch.pk


@pytest.fixture(scope="module")
def imports(site, django_db_blocker) -> tuple[int, int]:
    """An import in the register, and the next file of its source with changes and a question."""
    with django_db_blocker.unblock():
        return (
            outside(lambda: bring("A list for the browser", FIRST, write=True)),
            outside(lambda: bring("A list for the browser", SECOND, write=False)),
        )


@pytest.fixture
def administrator(open_page, signed_in):
    cookies = signed_in("administrator")
    return lambda path, **context: open_page(path, cookies=cookies, **context)


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_axe_finds_no_violation_on_any_page_of_an_import(administrator, imports, language):
    page = administrator(f"/{language}/desk/imports/")
    for pk in imports:
        for kind in KINDS:
            page.goto(f"/{language}/desk/imports/{pk}/{kind}")
            assert violations(page) == [], kind
            page.emulate_media(color_scheme="dark")
            assert violations(page) == [], kind
            page.emulate_media(color_scheme="light")


def test_nothing_of_an_import_is_wider_than_a_phone(administrator, imports):
    page = administrator("/es/desk/imports/", viewport={"width": 360, "height": 740})
    for pk in imports:
        for kind in KINDS:
            page.goto(f"/es/desk/imports/{pk}/{kind}")
            assert page.evaluate("document.documentElement.scrollWidth") == 360, kind
            assert violations(page) == [], kind


def test_what_is_unticked_is_counted_at_once(administrator, imports):
    page = administrator(f"/en/desk/imports/{imports[1]}/?outcome=changed")
    before = page.locator(".accept button").inner_text()
    page.locator("input[name=row]").first.uncheck()
    page.wait_for_function(
        "before => document.querySelector('.accept button').innerText !== before", arg=before
    )
    page.reload()
    assert not page.locator("input[name=row]").first.is_checked()
    page.locator("input[name=row]").first.check()
    page.wait_for_function(
        "before => document.querySelector('.accept button').innerText === before", arg=before
    )


def test_pairs_are_decided_by_keyboard(administrator, imports):
    page = administrator(f"/en/desk/imports/{imports[1]}/questions/")
    if page.locator(".pair").count() == 0:
        page.goto(f"/en/desk/imports/{imports[0]}/questions/")
    pairs = page.locator(".pair").count()
    assert pairs > 0
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.classList.contains('pair')")
    page.keyboard.press("d")
    page.wait_for_selector(".message-success")
    assert page.locator(".pair").count() == pairs - 1


def test_a_file_is_sent_with_a_bar_that_fills_and_its_faults_are_told_in_place(
    administrator, tmp_path
):
    page = administrator("/en/desk/imports/new/?office=antioquia")
    empty, table = tmp_path / "empty.csv", tmp_path / "sent.csv"
    empty.write_bytes(b"")
    table.write_text(FIRST + "4;Itagüí, Colombia;Tarragona;1999;Turismo\n" * 20_000)
    page.set_input_files("input[type=file]", empty)
    page.fill("#id_source_title", "Sent by the browser")
    page.click("[type=submit].button-main")
    page.wait_for_selector("[data-error-summary]")
    assert page.url.endswith("/desk/imports/new/?office=antioquia")
    told = page.evaluate(
        """() => new Promise(done => {
          const seen = [];
          const bar = document.querySelector("[data-upload-progress] progress");
          new MutationObserver(() => seen.push(bar.value / bar.max)).observe(
            bar, {attributes: true});
          addEventListener("pagehide", () => sessionStorage.setItem("seen", seen.join()));
          done(true);
        })"""
    )
    assert told
    page.set_input_files("input[type=file]", table)
    page.click("[type=submit].button-main")
    page.wait_for_url("**/desk/imports/*/")
    seen = page.evaluate("sessionStorage.getItem('seen')").split(",")
    assert float(seen[-1]) == 1
