"""The pages on other sites, and asking sites that do not answer as they should."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from website.accounts.models import Role
from website.exchange.actions import peering
from website.exchange.models import Message, Peer, PeerKey
from website.exchange.peers import keys, reaching
from website.exchange.peers.addresses import UnreachableError

pytestmark = pytest.mark.django_db
OURS, THEIRS = "https://ours.example", "https://theirs.example"


@pytest.fixture(autouse=True)
def english(settings):
    settings.SITE_ADDRESS = OURS
    with translation.override("en"):
        yield


def document(public: str, site: str = THEIRS) -> dict[str, object]:
    key = {"kty": "OKP", "crv": "Ed25519", "x": public, "kid": keys.thumbprint(public), "nbf": 1}
    return {"twinpact": 1, "site": site, "name": "Theirs", "keys": [key]}


@pytest.fixture
def public(monkeypatch) -> str:
    """The key of a site that answers."""
    _private, public = keys.make()
    told = reaching.SiteDocument.model_validate(document(public))
    monkeypatch.setattr(peering, "look_up", lambda _address: told)
    return public


@pytest.fixture
def peer(at) -> Peer:
    """A site that is accepted."""
    _private, public = keys.make()
    peer = Peer.objects.create(address=THEIRS, name="Theirs", state="accepted", added_at=at)
    kid = keys.thumbprint(public)
    PeerKey.objects.create(peer=peer, kid=kid, public=public, made_at=at, accepted_at=at)
    return peer


@pytest.fixture
def statement(peer, at) -> Message:
    """A statement of that site that nobody has looked at."""
    body = {
        "agreement": "7",
        "office": "São Paulo",
        "to_party": 2,
        "fields": [
            {"field": "party_1", "value": "BR-SP", "written": "São Paulo"},
            {"field": "party_2", "value": "CO-ANT", "written": "Antioquia"},
            {"field": "signed", "value": "2010-09", "written": "setembro de 2010"},
        ],
    }
    return Message.objects.create(
        direction="in",
        peer=peer,
        uid=uuid4(),
        kind="statement of agreement",
        body=body,
        state="received",
        raw="{}",
        signature="x",
        digest="y",
        created_at=at,
    )


def test_a_site_is_looked_up_and_its_key_accepted_by_the_fingerprint(public, signed_in):
    client = signed_in(Role.ADMINISTRATOR)
    told = client.post(reverse("peers:list"), {"address": THEIRS + "/"})
    peer = Peer.objects.get()
    assert told["Location"] == reverse("peers:peer", args=[peer.pk])
    fingerprint = keys.fingerprint(keys.thumbprint(public))
    assertNotContains(client.get(told["Location"]), fingerprint)
    key = str(peer.keys.get().pk)
    wrong = client.post(told["Location"], {"key": key, "fingerprint": "0000"})
    assertContains(wrong, "This is not the fingerprint of the key", status_code=422)
    assert Peer.objects.get().state == "proposed"
    client.post(told["Location"], {"key": key, "fingerprint": fingerprint.replace(" ", "")})
    assert Peer.objects.get().state == "accepted"
    assertContains(client.get(told["Location"]), fingerprint)
    client.post(reverse("peers:change", args=[peer.pk]), {"suspend": "1"})
    assert Peer.objects.get().state == "suspended"


def test_only_administrators_keep_the_other_sites(public, peer, signed_in):
    officer = signed_in()
    assert officer.get(reverse("peers:list")).status_code == 200
    assert officer.post(reverse("peers:list"), {"address": THEIRS}).status_code == 403
    assert officer.get(reverse("peers:peer", args=[peer.pk])).status_code == 403
    assert officer.post(reverse("peers:new_key")).status_code == 403
    change = reverse("peers:change", args=[peer.pk])
    assert officer.post(change, {"suspend": "1"}).status_code == 403
    assert signed_in(Role.READER).get(reverse("peers:list")).status_code == 403


def test_a_statement_is_compared_with_the_agreement_that_it_is_about_and_answered(
    statement, enter, signed_in, at, person, antioquia
):
    row = enter()
    peering.make_key(at=at)
    client = signed_in()
    page = reverse("peers:message", args=[statement.pk])
    assertContains(client.get(page), "Antioquia – São Paulo")
    refused = client.post(page, {"link": "1"})
    assertContains(refused, "Choose the agreement, or give its number.", status_code=422)
    client.post(page, {"link": "1", "agreement": str(row.pk)})
    both = client.get(reverse("agreements:counterpart", args=[row.pk]))
    assertContains(both, "September 2010")
    client.post(page, {"answer": "1", "note": "With greetings"})
    sent = Message.objects.get(direction="out")
    assert (sent.kind, sent.state, sent.reply_to) == ("answer", "waiting", statement.uid)
    verdicts = {one["field"]: one["verdict"] for one in sent.body["answers"]}
    assert verdicts == {"party_1": "confirmed", "party_2": "confirmed", "signed": "differing"}
    again = client.post(page, {"answer": "1"}, follow=True)
    assertContains(again, "This statement cannot be answered now.")


def test_a_statement_that_is_none_of_ours_is_set_aside(statement, signed_in):
    client = signed_in()
    client.post(reverse("peers:message", args=[statement.pk]), {"aside": "1"})
    statement.refresh_from_db()
    assert statement.state == "set_aside"


def test_another_office_does_not_see_what_was_compared_with_an_agreement_of_ours(
    statement, enter, signed_in, jalisco
):
    row = enter()
    page = reverse("peers:message", args=[statement.pk])
    other = signed_in(Role.OFFICER, jalisco)
    assert other.post(page, {"link": "1", "number": str(row.pk)}).status_code == 404
    signed_in().post(page, {"link": "1", "agreement": str(row.pk)})
    assert other.get(page).status_code == 404
    assertNotContains(other.get(reverse("peers:list")), "Statement of Theirs")


def test_a_statement_is_sent_from_the_page_that_shows_what_leaves(enter, peer, signed_in, at):
    row = enter()
    client = signed_in()
    page = reverse("peers:send", args=[row.pk])
    form = {"position": "2", "peer": str(peer.pk)}
    assertContains(client.post(page, form), "no address or no key yet", status_code=422)
    peering.make_key(at=at)
    assertContains(client.get(page), "Exchange of experience in education")
    assert client.post(page, form).status_code == 302
    assert Message.objects.get().agreement == row


def test_a_site_without_an_address_publishes_and_takes_nothing(settings, client):
    settings.SITE_ADDRESS = ""
    assert client.get("/.well-known/twinpact.json").status_code == 404
    assert (
        client.post("/exchange/inbox", b"{}", content_type="application/json").status_code == 404
    )


ANSWERS: dict[str, tuple[int, bytes]] = {}


class Odd(BaseHTTPRequestHandler):
    """A site that answers whatever the test wants."""

    def do_GET(self) -> None:
        status, body = ANSWERS["now"]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture
def odd(settings) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Odd)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    settings.LOCAL_PEERS = [address]
    yield address
    server.shutdown()
    server.server_close()


def test_a_site_that_does_not_answer_as_it_should_is_not_taken_for_one(odd):
    _private, public = keys.make()
    good = document(public, site=odd)
    ANSWERS["now"] = (200, json.dumps(good).encode())
    assert reaching.look_up(odd).site == odd
    other_key = json.loads(json.dumps(good))
    other_key["keys"][0]["kid"] = keys.thumbprint(keys.make()[1])
    for status, body in (
        (302, json.dumps(good).encode()),
        (404, json.dumps(good).encode()),
        (200, b"<html>"),
        (200, b"[" * 10_000),
        (200, json.dumps(good | {"site": THEIRS}).encode()),
        (200, json.dumps(good | {"keys": []}).encode()),
        (200, json.dumps(other_key).encode()),
        (200, json.dumps(good).encode() + b" " * reaching.LARGEST_ANSWER),
    ):
        ANSWERS["now"] = (status, body)
        with pytest.raises(UnreachableError):
            reaching.look_up(odd)
