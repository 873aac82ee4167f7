"""An officer invites, the counterpart answers on a telephone, the public sees what came of it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.counterparts import invited, question
from tests.browser.outside import outside
from website.accounts.models import User
from website.exchange.actions import peering
from website.exchange.models import Message, Peer, PeerKey
from website.exchange.peers import keys

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def officer(open_page, signed_in):
    cookies = signed_in("administrator")
    return lambda path, **context: open_page(path, cookies=cookies, **context)


@pytest.fixture
def record(officer):
    """The page of both sides of an agreement of the founding tables, opened from its sheet."""

    def make(q: str, language: str = "en"):
        page = officer(f"/{language}/desk/?q={q}")
        page.locator(".row-link").first.click()
        page.wait_for_url(re.compile(r"/desk/agreements/\d+/$"))
        page.goto(page.url + "counterpart/")
        return page

    return make


def answer_on_a_phone(far) -> None:
    """Everything right but the date, which is mistyped first, saved, and mended."""
    assert violations(far) == []
    for right in far.get_by_label("Certo", exact=True).all():
        right.check()
    for unknown in far.get_by_label("Também não sabemos").all():
        unknown.check()
    question(far, "Assinado").locator("input[value=differing]").check()
    far.locator("[name=signed-value]").fill("32 de março")
    far.get_by_label("Seu nome").fill("Ana Lima")
    far.get_by_role("button", name="Salvar e continuar depois").click()
    expect(far.locator(".message")).to_contain_text("está salva")
    far.get_by_label("Seu cargo").fill("Assessora")
    far.get_by_role("button", name="Enviar a resposta").click()
    expect(far.locator(".error-summary")).to_be_visible()
    assert violations(far) == []
    far.locator("[name=signed-value]").fill("março de 1999")
    far.get_by_role("button", name="Enviar a resposta").click()


def test_both_sides_of_an_agreement_from_the_invitation_to_the_public_page(
    record, open_page, no_mail
):
    page = record("bilbao")
    assert violations(page) == []
    number = re.search(r"/agreements/(\d+)/", page.url)[1]
    link = invited(page)
    assert violations(page) == []
    far = open_page(link, **PHONE)
    expect(far.get_by_role("heading", level=1)).to_have_text("Sua versão do acordo")
    assert far.evaluate("document.documentElement.scrollWidth") == 390
    assert link.rsplit("/", 2)[1] not in far.url + far.content()
    answer_on_a_phone(far)
    expect(far.get_by_role("heading", level=1)).to_have_text("Obrigado")
    assert far.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(far) == []
    far.goto(link)
    expect(far.get_by_role("heading", level=1)).to_have_text("Obrigado")
    the_office_takes_it_over(page, open_page, number)


def the_office_takes_it_over(page, open_page, number: str) -> None:
    page.goto("/en/desk/counterparts/")
    assert violations(page) == []
    page.locator(f".waiting a[href*='/{number}/']").click()
    row = page.locator("#field-signed")
    expect(row).to_contain_text("March 1999")
    expect(row).to_contain_text("The counterpart says otherwise")
    assert violations(page) == []
    public = open_page(f"/en/agreements/{number}/sides/", **PHONE)
    expect(public.locator(".seal")).to_contain_text("On 1 field the counterpart says otherwise")
    assert "1999" not in public.locator("main").inner_text()
    row.get_by_role("button", name="Take it over").click()
    expect(page.locator("#field-signed")).to_contain_text("Confirmed by both", timeout=20_000)
    public.reload()
    expect(public.locator(".seal")).to_contain_text("Confirmed by both sides")
    assert "March 1999" in public.locator("main").inner_text()
    assert public.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(public) == []
    public.goto(f"/en/agreements/{number}/")
    expect(public.locator(".seal")).to_contain_text("Confirmed by both sides")
    assert violations(public) == []


def test_a_value_that_is_kept_stands_beside_the_other_with_its_reason(record, open_page, no_mail):
    page = record("brandenburg")
    both = page.url
    far = open_page(invited(page))
    form = far.locator(
        "fieldset.question", has=far.locator("legend", has_text=re.compile("^Forma$"))
    )
    form.locator("input[value=differing]").check()
    far.locator("[name=form-value]").select_option("contact")
    far.get_by_label("Seu nome").fill("Ana Lima")
    far.get_by_label("Seu cargo").fill("Assessora")
    far.get_by_role("button", name="Enviar a resposta").click()
    page.goto(both)
    row = page.locator("#field-form")
    row.locator("summary").click()
    row.get_by_label("Reason").fill("The signed text speaks of a twinning.")
    row.get_by_role("button", name="Keep our value").click()
    expect(page.locator("#field-form")).to_contain_text("The signed text speaks of a twinning.")
    assert violations(page) == []
    number = re.search(r"/agreements/(\d+)/", both)[1]
    public = open_page(f"/pt/agreements/{number}/sides/")
    expect(public.locator("main")).to_contain_text("The signed text speaks of a twinning.")
    assert violations(public) == []
    page.goto(both)
    page.get_by_role("button", name="Take back").first.wait_for(state="detached")


def a_peer() -> tuple[int, int]:
    """A site with a key that waits, and a statement of it."""
    now = timezone.now()  # noqa: TID251 a test that drives a browser is an entry point
    by = User.objects.get(email="administrator@demo.example")
    peering.make_key(at=now, by=by)
    _private, public = keys.make()
    peer = Peer.objects.create(address="https://sp.example", name="São Paulo", added_at=now)
    PeerKey.objects.create(peer=peer, kid=keys.thumbprint(public), public=public, made_at=now)
    body = {
        "agreement": "1",
        "office": "São Paulo",
        "to_party": 2,
        "fields": [
            {"field": "party_1", "value": "BR-SP", "written": "São Paulo"},
            {"field": "party_2", "value": "CO-ANT", "written": "Antioquia"},
            {"field": "signed", "value": "2010-09", "written": "setembro de 2010"},
        ],
    }
    message = Message.objects.create(
        direction="in",
        peer=peer,
        uid="9f0c7b1e-0d5c-4d1c-9f3e-2b8f0a6f1c11",
        kind="statement of agreement",
        body=body,
        state="received",
        raw="{}",
        signature="x",
        digest="y",
        created_at=now,
    )
    return peer.pk, message.pk


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_axe_finds_no_violation_on_the_pages_of_other_sites(
    officer, settings, language, site, django_db_blocker
):
    settings.SITE_ADDRESS = "https://ours.example"
    with django_db_blocker.unblock():
        found = outside(lambda: Message.objects.values_list("peer_id", "pk").first() or a_peer())
    page = officer(f"/{language}/desk/sites/")
    number = 1
    for path in ("", f"{found[0]}/", f"messages/{found[1]}/", f"send/{number}/"):
        page.goto(f"/{language}/desk/sites/{path}")
        assert violations(page) == [], path
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path
        page.set_viewport_size({"width": 1280, "height": 900})
