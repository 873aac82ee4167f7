"""Figures of a programme in a browser: keyboard, paste, unknown, submitted, returned, approved.

The pages of follow-up and evaluation are looked at with axe, in three languages and on a phone.
"""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.outside import outside
from tests.browser.test_procedures import enter, person_of
from twinpact.plans import (
    Activity,
    Amount,
    BudgetLine,
    Indicator,
    Line,
    Programme,
    Result,
    Target,
    year_period,
)
from website.accounts.models import Office, Role, User
from website.plans import models
from website.plans.actions import (
    Answers,
    Beginning,
    Said,
    agree_to_programme,
    begin_programme,
    decide_evaluation,
    name_side_office,
    put_to_sides,
    replace_content,
    save_evaluation,
)

NOW = datetime.now(UTC)  # noqa: TID251 the site that the browser looks at reads the clock too
TODAY = (NOW - timedelta(days=1)).date()  # it has come wherever the office is
YEAR = TODAY.year - 1
PERIOD = year_period(YEAR)
PAGES = {
    "figures": "/{}/desk/programmes/{}/figures/",
    "updates": "/{}/desk/programmes/{}/updates/?state=all",
    "progress": "/{}/desk/programmes/{}/progress/",
    "report": "/{}/desk/programmes/{}/report/",
    "settings": "/{}/desk/offices/jalisco/programmes/",
}
EVALUATIONS = {
    "evaluations": "/{}/desk/agreements/{}/evaluations/",
    "a new evaluation": "/{}/desk/agreements/{}/evaluations/new/final/",
}


def content() -> Programme:
    """Four indicators, one of each kind."""
    each = (
        Indicator(
            "I1", "Docentes formados", unit="personas", targets=(Target(PERIOD, Decimal(20)),)
        ),
        Indicator("I2", "Talleres", targets=(Target(PERIOD, Decimal(4)),)),
        Indicator(
            "I3", "Docentes satisfechos", kind="percentage", targets=(Target(PERIOD, Decimal(80)),)
        ),
        Indicator("I4", "Convenio firmado", kind="yes_no", targets=(Target(PERIOD, True),)),
        Indicator(
            "I5", "Lo aprendido", kind="qualitative", targets=(Target(PERIOD, "Un manual"),)
        ),
    )
    money = BudgetLine("B1", "Pasajes", "Gobierno", 1, "cash", Amount(Decimal(1000), "MXN"))
    one = Activity(
        "A1", "Formación de docentes", results=(Result("R1", "Docentes", each),), budget=(money,)
    )
    line = Line("L1", "Educación", activities=(one,))
    return Programme(f"POA-{YEAR}", "", YEAR, lines=(line,))


def agreed() -> tuple[int, int]:
    """A programme that both sides have agreed to, and an evaluation that has decided."""
    known = models.Programme.objects.filter(agreement__source_key="figures").first()
    if known is not None:
        return known.pk, known.agreement.evaluations.get().pk
    by = User.objects.get(email="administrator@demo.example")
    pk = enter("jalisco", "twinning", "MX-JAL", "BR-SP")
    row = begin_programme(told=Beginning(pk, YEAR), by=by, at=NOW)
    type(row.agreement).register.filter(pk=pk).update(source_key="figures", state="in_force")
    far, _made = Office.objects.get_or_create(
        slug="sao-paulo", defaults={"name": "São Paulo", "country": "BR"}
    )
    name_side_office(pk=row.pk, side=2, office=far, by=by)
    replace_content(pk=row.pk, content=content(), version=row.version, by=by)
    put_to_sides(pk=row.pk, on=TODAY, by=by, at=NOW)
    agree_to_programme(pk=row.pk, said=Said(1, 1, TODAY), by=by, at=NOW)
    person_of(Role.REVIEWER, "sao-paulo")
    other = User.objects.get(email="sao-paulo-reviewer@walk.example")
    agree_to_programme(pk=row.pk, said=Said(1, 2, TODAY), by=other, at=NOW)
    told = Answers("final", TODAY, {"effect_reached": 4}, {"peer_learning": 5, "financing": 2})
    evaluation = save_evaluation(agreement=pk, told=told, by=by, at=NOW)
    decide_evaluation(pk=evaluation.pk, decision="renew", reason="Dio fruto.", by=by, at=NOW)
    return row.pk, evaluation.pk


@pytest.fixture
def programme(site) -> models.Programme:
    key, _evaluation = outside(agreed)
    return outside(lambda: models.Programme.objects.get(pk=key))


@pytest.fixture
def nothing_reported(programme):
    outside(lambda: [models.Update.objects.filter(programme=programme, steps=None).delete()])


@pytest.fixture
def as_(open_page, site, programme):
    """The window of a person with a role in an office."""

    def window(role: str, office: str, path: str, **context):
        cookie = outside(lambda: person_of(role, office)) | {"url": site}
        return open_page(path, cookies=[cookie], **context)

    return window


PASTE = """
([id, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const told = {clipboardData: data, bubbles: true, cancelable: true};
  const event = new ClipboardEvent("paste", told);
  document.getElementById(id).dispatchEvent(event);
}
"""


def down_and_up(page: Page) -> None:
    """Enter goes down the column, an arrow back up."""
    page.locator("#v-0").fill("13")
    page.locator("#v-0").press("Enter")
    expect(page.locator("#v-1")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#v-0")).to_be_focused()


def the_light_follows(page: Page) -> None:
    """The site says the light, and asks why."""
    light = page.locator('[data-row="0"] [data-light]')
    expect(light).to_contain_text("Amber")
    expect(light).to_contain_text("−7")
    expect(light).to_contain_text("Say why")


def paste(page: Page) -> None:
    """A block lands where it was pasted; "N.D." is not known, "tal vez" is told."""
    page.evaluate(PASTE, ["v-1", "0\tNadie vino\n82,5\tEncuesta\ntal vez\nN.D."])
    expect(page.locator("#v-1")).to_have_value("0")
    expect(page.locator("#v-2")).to_have_value("82.5")
    expect(page.locator("#c-2")).to_have_value("Encuesta")
    expect(page.locator("#n-4")).to_be_checked()
    expect(page.locator("[data-found]")).to_contain_text("“tal vez” says neither yes nor no")


def submit(page: Page, said: str) -> None:
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.locator(".message-success")).to_contain_text(said)


def test_a_year_is_entered_returned_and_approved(as_, programme, nothing_reported):
    path = f"/en/desk/programmes/{programme.pk}/"
    page = as_(Role.OFFICER, "jalisco", path)
    page.get_by_role("link", name="Enter figures").click()
    down_and_up(page)
    the_light_follows(page)
    paste(page)
    assert not outside(programme.updates.exists)
    page.locator("#v-3").select_option("yes")
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.locator(".error-summary")).to_contain_text("Say why the target was missed")
    expect(page.locator("#v-2")).to_have_value("82.5")
    assert violations(page) == []
    page.locator("#d-0").fill("Llovió.")
    page.locator("#d-1").fill("Se aplazó.")
    submit(page, "5 figures were submitted")
    told = outside(lambda: {one.indicator: one for one in programme.updates.all()})
    assert told["I2"].value_number == 0
    assert (told["I5"].value_words, told["I5"].state) == (None, "submitted")
    return_workshops(as_(Role.REVIEWER, "jalisco", f"{path}updates/"))
    page.goto(f"{path}figures/")
    expect(page.locator('[data-row="1"]')).to_contain_text("Returned: Falta la lista.")
    page.locator("#v-1").fill("4")
    submit(page, "1 figure was submitted")
    approve_all(as_(Role.REVIEWER, "sao-paulo", f"{path}updates/"))
    states = outside(lambda: set(programme.updates.values_list("state", flat=True)))
    assert states == {"approved"}


def return_workshops(page: Page) -> None:
    """The reviewer of the own side sends one figure back."""
    expect(page.locator(".lead")).to_contain_text("5 figures wait for review")
    assert violations(page) == []
    page.get_by_label(f"Choose I2, {YEAR}").check()
    page.locator("#id_reason").fill("Falta la lista.")
    page.get_by_role("button", name="Return the chosen").click()
    expect(page.locator(".message-success")).to_contain_text("1 figure was returned")


def approve_all(page: Page) -> None:
    """Somebody of the other side approves all of them at once."""
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Approve the chosen").click()
    expect(page.locator(".message-success")).to_contain_text("5 figures were approved")


def test_figures_are_pasted_without_javascript(as_, programme, nothing_reported):
    path = f"/en/desk/programmes/{programme.pk}/figures/"
    page = as_(Role.OFFICER, "jalisco", path, java_script_enabled=False)
    page.locator("#paste > summary").click()
    page.locator("#block").fill("7\n3")
    page.get_by_role("button", name="Fill the fields").click()
    expect(page.locator("#v-0")).to_have_value("7")
    expect(page.locator("#v-1")).to_have_value("3")
    expect(page.locator(".message-success")).to_contain_text("2 fields were filled")
    assert page.locator('[data-row="0"] [data-light]').inner_text().strip() != ""


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_no_violation_in_follow_up(as_, programme, kind, language):
    address = PAGES[kind].format(language, programme.pk)
    page = as_(Role.ADMINISTRATOR, "jalisco", address)
    assert page.locator("h1").count() == 1
    assert violations(page) == []


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("kind", EVALUATIONS)
def test_axe_finds_no_violation_in_evaluations(as_, programme, kind, language):
    address = EVALUATIONS[kind].format(language, programme.agreement_id)
    assert violations(as_(Role.ADMINISTRATOR, "jalisco", address)) == []


@pytest.mark.parametrize("kind", [*PAGES, *EVALUATIONS])
def test_follow_up_is_not_wider_than_a_phone(as_, programme, kind):
    key = programme.pk if kind in PAGES else programme.agreement_id
    address = (PAGES | EVALUATIONS)[kind].format("pt", key)
    page = as_(Role.ADMINISTRATOR, "jalisco", address, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []


def test_a_decision_leads_to_the_procedure_and_a_new_programme(as_, programme):
    listing = f"/en/desk/agreements/{programme.agreement_id}/evaluations/"
    page = as_(Role.ADMINISTRATOR, "jalisco", listing)
    page.locator(".row-link").first.click()
    assert violations(page) == []
    expect(page.locator("h2#principles")).to_have_text("The ten principles: 3.5 of 5 on the whole")
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    expect(page.get_by_role("link", name="Begin a programme")).to_be_visible()
    page.locator(".next-step").get_by_role("link", name=re.compile("Begin the procedure")).click()
    expect(page).to_have_url(re.compile("/procedure/$"))


@pytest.mark.parametrize("kind", ["figures", "updates", "progress"])
def test_the_pages_hold_in_the_dark(as_, programme, kind):
    address = PAGES[kind].format("en", programme.pk)
    page = as_(Role.ADMINISTRATOR, "jalisco", address, color_scheme="dark")
    assert violations(page) == []
