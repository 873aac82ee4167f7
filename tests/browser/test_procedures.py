"""Two agreements walked from exploration to registration, under both sides' rules.

Jalisco and Minas Gerais: a step that the rules forbid is refused, and a silence counts. Medellín
and Chengdu: a rule is set aside. The pages on the way are looked at with axe.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.counterparts import invited, question
from tests.browser.outside import outside
from twinpact import agreements as library
from twinpact import places as gazetteer
from twinpact.directives import directive_texts
from website.accounts.actions import give_role
from website.accounts.models import Office, Role, User
from website.agreements.actions import enter_agreements, publish_agreement, unpublish_agreement
from website.agreements.models import Registration
from website.procedures.models import DirectiveVersion, Procedure
from website.sources.models import Source

NOW = datetime.now(UTC)  # noqa: TID251 the site that the browser looks at reads the clock too
SILENT = "a version in which silence approves"


def ago(days: int) -> str:
    return (NOW - timedelta(days=days)).date().isoformat()


def party(place_id: str) -> library.Party:
    place = gazetteer.place(place_id)
    return library.Party(written=place.name, place=place, status="matched", confidence=1.0)


def enter(office: str, form: str, *places: str) -> int:
    """A draft of an office, entered by its administrator; gives its number."""
    where = Office.objects.get(slug=office)
    by = User.objects.get(email="administrator@demo.example")
    source, _made = Source.objects.get_or_create(
        office=where, title="Exchange of letters", defaults={"kind": "office"}
    )
    agreement = library.Agreement(
        row=2,
        parties=tuple(map(party, places)),
        form=form,
        focus="Agroecology",
        themes=library.read_themes("education"),
    )
    [row] = enter_agreements(office=where, agreements=[agreement], source=source, by=by, at=NOW)
    return row.pk


def silence_approves() -> None:
    """An own directive of Mexico: what the SRE does not answer in 20 working days is approved."""
    shipped = "deadline: {counted_from: MX-5, unit: null, number: null}\n  silence: unknown"
    own = (
        "deadline: {counted_from: MX-5, unit: working_days, number: 20, calendar: MX}\n"
        "  silence: approval"
    )
    text = directive_texts()["MX"].replace('version: "1"', f'version: "{SILENT}"', 1)
    assert shipped in text
    DirectiveVersion.objects.get_or_create(
        country="MX",
        version=SILENT,
        defaults={
            "text": text.replace(shipped, own),
            "reason": "The ministry answered a letter.",
            "made_at": NOW,
        },
    )


def person_of(role: str, office: str) -> dict[str, str]:
    """A person with a role in an office, signed in; gives the cookie of the session."""
    where = Office.objects.get(slug=office)
    user, _made = User.objects.get_or_create(
        email=f"{office}-{role}@walk.example", defaults={"first_name": f"{role} of {office}"}
    )
    give_role(user=user, office=where, role=role, by=None)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value}


class Walk:
    """The procedure of one agreement, in the windows of several people."""

    def __init__(self, open_page: Callable[..., Page], site: str, office: str, pk: int) -> None:
        self.open_page, self.site, self.office, self.pk = open_page, site, office, pk
        self.address = f"/en/desk/agreements/{pk}/procedure/"
        self.windows: dict[str, Page] = {}

    def as_(self, role: str) -> Page:
        """The window of a person, on the page of the procedure."""
        if role not in self.windows:
            cookie = outside(lambda: person_of(role, self.office))
            self.windows[role] = self.open_page(
                self.address, cookies=[cookie | {"url": self.site}]
            )
        page = self.windows[role]
        page.goto(self.address)
        return page

    def begin(self, day: str) -> None:
        page = self.as_(Role.OFFICER)
        assert violations(page) == []
        page.get_by_label("Since which day?").fill(day)
        page.get_by_role("main").get_by_role("button", name="Begin the procedure").click()
        expect(
            page.get_by_role("heading", name="The way to an agreement in force")
        ).to_be_visible()

    def answer(self, question: str) -> None:
        """Say yes to the question that the page puts in front."""
        page = self.as_(Role.OFFICER)
        now = page.locator(".now")
        expect(now).to_contain_text(question)
        now.get_by_role("button", name="Yes", exact=True).click()
        expect(page.locator(".now")).not_to_contain_text(question)

    def take(self, step: str, day: str, *, role: str = Role.OFFICER, paper: str = "") -> Page:
        """Take a step that the page offers."""
        page = self.as_(role)
        page.locator("#other + ul").get_by_role("link", name=step, exact=True).click()
        page.get_by_label("On which day?").fill(day)
        if paper:
            page.get_by_label(paper).check()
        page.get_by_role("main").get_by_role("button", name=step).click()
        return page

    def done(self, step: str, day: str, **told: str) -> None:
        page = self.take(step, day, **told)
        expect(page.locator(".message")).to_contain_text(f"Done: {step}.")

    def show(self, rule: str, day: str, *, role: str = Role.OFFICER, **fields: str) -> None:
        """Enter on the page of a rule that it was done."""
        page = self.as_(role)
        page.goto(f"{self.address}rules/{rule}/")
        assert violations(page) == []
        page.get_by_label("On which day?").fill(day)
        favour = page.get_by_label("Done, or in favour")
        if favour.count():
            favour.check()
        for label, value in fields.items():
            page.get_by_label(label.replace("_", " ")).fill(value)
        page.get_by_role("button", name="Enter it").click()
        expect(page.locator(".message")).to_contain_text("Entered:")

    @property
    def state(self) -> str:
        def read() -> str:
            return Procedure.objects.get(agreement=self.pk).state

        return str(outside(read))


@pytest.fixture
def walk(open_page, site) -> Callable[..., Walk]:
    def begin(office: str, form: str, *places: str) -> Walk:
        pk = outside(lambda: enter(office, form, *places))
        return Walk(open_page, site, office, pk)

    return begin


@pytest.fixture
def public_sheet(open_page) -> Iterator[Callable[[int], Page]]:
    """The public sheet of an agreement, which the public sees as long as the test lasts."""
    shown: list[int] = []

    def by() -> User:
        return User.objects.get(email="administrator@demo.example")

    def show(pk: int) -> Page:
        shown.append(pk)
        outside(lambda: publish_agreement(pk=pk, by=by(), at=NOW))
        return open_page(f"/en/agreements/{pk}/")

    yield show
    for pk in shown:
        outside(lambda pk=pk: unpublish_agreement(pk=pk, by=by()))


def a_silence_counts(way: Walk) -> None:
    """The ministry was told and did not answer in time."""
    way.show("1/MX-5", ago(88))
    page = way.as_(Role.OFFICER)
    expect(page.locator("#rule-1-MX-7")).to_contain_text("Approved by silence")
    assert violations(page) == []
    way.done("Clear for signature", ago(87))
    way.done("Sign the agreement", ago(3), paper="Signed agreement")
    page = way.as_(Role.OFFICER)
    expect(page.locator(".silence-counted")).to_contain_text("Opinion of the SRE (MX-7)")
    assert way.state == "registration"


def the_counterpart_disputes_the_day(way: Walk, open_page: Callable[..., Page]) -> None:
    """Minas Gerais has another day of signature; both versions stay until the office decides."""
    page = way.as_(Role.OFFICER)
    both = f"/en/desk/agreements/{way.pk}/counterpart/"
    page.goto(both)
    far = open_page(invited(page), viewport={"width": 390, "height": 844})
    for right in far.get_by_label("Certo", exact=True).all():
        right.check()
    question(far, "Assinado").locator("input[value=differing]").check()
    far.locator("[name=signed-value]").fill("março de 2024")
    far.get_by_label("Seu nome").fill("Ana Lima")
    far.get_by_label("Seu cargo").fill("Assessora")
    far.get_by_role("button", name="Enviar a resposta").click()
    expect(far.get_by_role("heading", level=1)).to_have_text("Obrigado")
    page.goto(both)
    expect(page.locator("#field-signed")).to_contain_text("The counterpart says otherwise")
    expect(page.locator("#field-signed")).to_contain_text("March 2024")


def test_jalisco_and_minas_gerais_from_exploration_to_registration(walk, open_page, no_mail):
    outside(silence_approves)
    way = walk("jalisco", "cooperation_agreement", "MX-JAL", "BR-MG")
    way.as_(Role.AUTHORITY)  # the ministry works in this register
    way.begin(ago(100))
    way.done("Begin drafting", ago(95))
    way.done("Submit for internal approval", ago(92), paper="Draft agreement")
    way.answer("only about matters within the powers")
    way.done("Ask for the opinion", ago(90))

    # A step that the rules of one side forbid.
    page = way.take("Clear for signature", ago(89))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Inform the SRE (MX-5)")
    expect(alert).to_contain_text("Ley sobre la Celebración de Tratados, art. 7")
    assert violations(page) == []
    assert way.state == "opinion"

    a_silence_counts(way)
    the_counterpart_disputes_the_day(way, open_page)

    # The registration is the authority's: the officer waits for it.
    page = way.as_(Role.OFFICER)
    expect(page.locator(".now")).to_contain_text("Registration with the SRE (MX-9)")
    expect(page.locator(".now").get_by_role("link")).to_have_count(0)
    way.show("1/MX-9", ago(2), role=Role.AUTHORITY, Registry_number="SRE-77")
    way.done("Bring into force", ago(1))
    assert way.state == "in_force"
    number = outside(lambda: Registration.objects.get(agreement=way.pk).number)
    assert number == "SRE-77"


def to_the_opinion(way: Walk) -> None:
    """Medellín and Chengdu up to the opinion, which the Chinese province gives."""
    way.begin(ago(400))
    way.answer("diplomatic relations")
    way.answer("city open to the outside")
    way.done("Sign the letter of intent", ago(390), paper="Signed letter of intent")
    expect(way.as_(Role.OFFICER).locator("#rule-2-CN-5 .rule-standing")).to_contain_text("Done on")
    way.done("Begin drafting", ago(380))
    way.show("2/CN-6", ago(200))
    way.done("Submit for internal approval", ago(190), paper="Draft agreement")
    way.show("2/CN-7", ago(180))
    way.done("Ask for the opinion", ago(170))


def test_medellin_and_chengdu_from_exploration_to_registration(walk, public_sheet):
    way = walk("antioquia", "twinning", "gn3674962", "gn1815286")
    to_the_opinion(way)

    # A rule that an administrator sets aside, for ever to be seen.
    page = way.as_(Role.ADMINISTRATOR)
    page.locator("#other + ul").get_by_role("link", name="Clear for signature").click()
    assert violations(page) == []
    page.get_by_label("On which day?").fill(ago(160))
    reason = "Sichuan answered by telephone."
    page.get_by_label(re.compile("Why Provincial foreign affairs office")).fill(reason)
    page.get_by_role("main").get_by_role("button", name="Clear for signature").click()
    expect(page.locator(".set-aside")).to_contain_text(reason)
    assert violations(page) == []

    way.show("2/CN-9", ago(100))
    way.done("Sign the agreement", ago(50), paper="Signed agreement")
    assert way.state == "registration"

    public = public_sheet(way.pk)
    expect(public.locator(".set-aside")).to_contain_text(reason)
    expect(public.locator(".set-aside")).to_contain_text("CPAFFC rules of 2002")
    assert violations(public) == []
    public.emulate_media(color_scheme="dark")
    assert violations(public) == []


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_the_pages_of_a_procedure_fit_a_phone_and_axe_finds_nothing(walk, language):
    way = walk("antioquia", "twinning", "gn3674962", "gn1815286")
    way.begin(ago(10))
    page = way.as_(Role.ADMINISTRATOR)
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("", "steps/sign_letter_of_intent/", "steps/begin_drafting/", "rules/1/CO-2/"):
        page.goto(way.address.replace("/en/", f"/{language}/") + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path
        assert violations(page) == [], path
        page.emulate_media(color_scheme="dark")
        assert violations(page) == [], path
        page.emulate_media(color_scheme="light")
