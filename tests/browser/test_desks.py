"""The guides and the desks in a browser: axe in three languages, phone, print, one way through."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.test_procedures import enter, outside, person_of, silence_approves
from website.accounts.models import Office, User
from website.agreements.models import Agreement
from website.desks.models import Opinion
from website.procedures.actions import Shown, begin_procedure, give_evidence
from website.procedures.models import Procedure

NOW = datetime.now(UTC)  # noqa: TID251 the site that the browser looks at reads the clock too
TODAY = NOW.date()
GUIDES = {"guides": "/{}/guides/", "guide": "/{}/guides/MX/", "guide of a union": "/{}/guides/EU/"}
DESKS = {
    "what is due": "/{}/desk/due/",
    "one list": "/{}/desk/due/?list=late",
    "handover": "/{}/desk/handover/jalisco/",
    "reminders": "/{}/desk/reminders/",
    "settings": "/{}/desk/offices/jalisco/desk/",
    "directives": "/{}/desk/directives/",
    "a directive": "/{}/desk/directives/BR/",
}
AUTHORITY = {
    "queue": "/{}/desk/opinions/",
    "book of numbers": "/{}/desk/opinions/registry/",
    "numeralia": "/{}/desk/opinions/numeralia/",
}


def asked_for_an_opinion() -> int:
    """A procedure of Jalisco whose opinion was due long ago, and an agreement that ends soon."""
    known = Procedure.objects.filter(agreement__source_key="desks").first()
    if known is not None:
        return known.pk
    silence_approves()
    by = User.objects.get(email="administrator@demo.example")
    ends = enter("jalisco", "friendship", "MX-JAL", "AR-X")
    soon = TODAY + timedelta(days=40)
    Agreement.register.filter(pk=ends).update(
        ends_earliest=soon, ends_latest=soon, ends_precision="day", state="in_force"
    )
    pk = enter("jalisco", "twinning", "MX-JAL", "BR-SP")
    Agreement.register.filter(pk=pk).update(source_key="desks")
    began = TODAY - timedelta(days=90)
    procedure = begin_procedure(agreement=pk, on=began, by=by, at=NOW)
    shown = Shown(side=1, rule="MX-5", on=TODAY - timedelta(days=3))
    give_evidence(pk=procedure.pk, shown=shown, by=by, at=NOW)
    return procedure.pk


@pytest.fixture
def asked(site) -> int:
    return outside(asked_for_an_opinion)


@pytest.fixture
def administrator(open_page, signed_in, asked):
    cookies = signed_in("administrator")
    return lambda path, **context: open_page(path, cookies=cookies, **context)


@pytest.fixture
def authority(open_page, site, asked):
    """Somebody who works for Mexico's authority."""

    def person() -> dict[str, str]:
        Office.objects.get_or_create(slug="sre", defaults={"name": "SRE", "country": "MX"})
        return person_of("authority", "sre")

    cookie = outside(person) | {"url": site}
    return lambda path, **context: open_page(path, cookies=[cookie], **context)


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("kind", GUIDES)
def test_axe_finds_no_violation_in_a_guide(open_page, kind, language):
    page = open_page(GUIDES[kind].format(language))
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("kind", DESKS)
def test_axe_finds_no_violation_at_the_officers_desk(administrator, kind, language):
    page = administrator(DESKS[kind].format(language))
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("kind", AUTHORITY)
def test_axe_finds_no_violation_at_the_authoritys_desk(authority, kind, language):
    assert violations(authority(AUTHORITY[kind].format(language))) == []


@pytest.mark.parametrize("kind", GUIDES)
def test_a_guide_is_not_wider_than_a_phone(open_page, kind):
    page = open_page(GUIDES[kind].format("es"), viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []


@pytest.mark.parametrize("kind", DESKS)
def test_a_desk_is_not_wider_than_a_phone(administrator, kind):
    page = administrator(DESKS[kind].format("pt"), viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []


@pytest.mark.parametrize("kind", AUTHORITY)
def test_the_authoritys_desk_is_not_wider_than_a_phone(authority, kind):
    page = authority(AUTHORITY[kind].format("es"), viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_guide_prints_its_steps_and_sources_without_the_menus(open_page):
    page = open_page("/en/guides/MX/")
    page.emulate_media(media="print")
    assert page.locator("#MX-7").is_visible()
    assert page.locator(".cited").first.is_visible()
    assert page.locator(".not-advice").is_visible()
    assert page.locator(".nav-strip").is_hidden()
    assert page.pdf()[:4] == b"%PDF"


def test_a_finding_in_a_directive_leads_to_its_line(administrator):
    page = administrator("/en/desk/directives/BR/")
    expect(page.locator(".numbered pre")).to_contain_text("10")
    area = page.locator("#id_text")
    text = area.input_value()
    area.fill(text.replace("kind: step", "kind: stop", 1))
    page.get_by_role("button", name="Check and compare").click()
    link = page.locator("[data-to-line]").first
    expect(link).to_be_visible()
    assert violations(page) == []
    assert page.locator(".diff-added").count() == 1
    link.click()
    chosen = page.evaluate(
        "(() => { const a = document.getElementById('id_text');"
        " return a.value.slice(a.selectionStart, a.selectionEnd) })()"
    )
    assert "kind: stop" in chosen


def test_the_authority_gives_an_opinion_with_conditions(authority, asked):
    page = authority("/es/desk/opinions/")
    page.locator(f"a[href*='/opinions/{asked}/1/MX-7/']").click()
    assert violations(page) == []
    page.get_by_label("Favorable con condiciones").check()
    page.get_by_role("button", name="Emitir el dictamen").click()
    page.wait_for_selector(".error-summary:focus")
    assert violations(page) == []
    page.get_by_label(re.compile("^Nota")).fill("La cláusula 4 debe nombrar el presupuesto")
    page.get_by_role("button", name="Emitir el dictamen").click()
    expect(page.locator(".message-success")).to_contain_text("Favorable con condiciones")
    given = Opinion.objects.get(evidence__procedure=asked)
    assert given.evidence.note.startswith("La cláusula 4")
    assert TODAY - given.on <= timedelta(days=1), "in Mexico it may still be yesterday"
