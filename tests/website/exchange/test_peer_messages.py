"""Messages between sites: their one form, what is refused, and what an answer does."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinpact.agreements import parse_partial_date
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements import convert
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.agreements.sides import shown
from website.agreements.two_sides import two_sides, with_party_versions
from website.exchange.actions import peering, sending
from website.exchange.actions.receiving import receive_message
from website.exchange.models import Message, Peer, PeerKey, RefusedMessages, SiteKey
from website.exchange.peers import keys, messages
from website.exchange.peers.addresses import (
    UnfitAddressError,
    UnreachableError,
    find,
    is_public,
    read_address,
)
from website.exchange.peers.bodies import statement

OURS, THEIRS = "https://ours.example", "https://theirs.example"
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON_VALUES)
def test_canonical_json_is_read_back_and_written_the_same(content):
    try:
        raw = messages.canonical(content)
    except (ValueError, UnicodeError):  # a lone surrogate is no text (RFC 8785 section 3.2.2.2)
        return
    assert json.loads(raw) == content
    assert messages.canonical(json.loads(raw)) == raw


@given(st.dictionaries(st.text(max_size=5), st.integers(0, 9), min_size=2, max_size=6))
def test_the_order_of_names_says_nothing(content):
    turned = dict(reversed(content.items()))
    try:
        assert messages.canonical(turned) == messages.canonical(content)
    except (ValueError, UnicodeError):
        return


def test_the_example_of_the_standard_comes_out_as_printed_there():
    """RFC 8785, section 3.2.3: names in the order of their UTF-16 units."""
    content = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "ö": 7}
    assert list(json.loads(messages.canonical(content)).values()) == [2, 4, 6, 7, 1, 5, 3]


def test_the_thumbprint_is_the_one_of_the_standard():
    """RFC 8037, appendix A.3."""
    public = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    assert keys.thumbprint(public) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_a_sealed_key_opens_with_its_secret_and_its_name_only(settings):
    private, public = keys.make()
    kid = keys.thumbprint(public)
    sealed = keys.seal(private, kid)
    assert private.private_bytes_raw() not in sealed
    assert keys.unseal(sealed, kid).private_bytes_raw() == private.private_bytes_raw()
    with pytest.raises(keys.SealedKeyError):
        keys.unseal(sealed, "x" * 43)
    settings.SECRET_KEY = "another secret"
    with pytest.raises(keys.SealedKeyError):
        keys.unseal(sealed, kid)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" https://Register.Example.org/ ", "https://register.example.org"),
        ("https://register.example.org:443", "https://register.example.org"),
        ("https://register.example.org:8443", "https://register.example.org:8443"),
    ],
)
def test_an_address_is_written_in_one_way(typed, read):
    assert read_address(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        *("http://register.example.org", "register.example.org", "https://", "ftp://a.example"),
        *("https://a.example/path", "https://a.example?q", "https://me@a.example"),
        *("https://a.example:99999", "https://ä.example", "file:///etc/passwd", "https://[::1"),
    ],
)
def test_what_is_no_address_of_a_site_is_refused(typed):
    with pytest.raises(UnfitAddressError):
        read_address(typed)


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    ],
)
def test_a_private_address_is_not_of_the_open_network(number):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_is(number):
    assert is_public(number)


def test_a_name_that_leads_into_the_own_network_is_not_asked(settings):
    with pytest.raises(UnreachableError):
        find("https://localhost")
    settings.LOCAL_PEERS = ["http://localhost:8101"]
    assert find("http://localhost:8101").port == 8101
    with pytest.raises(UnreachableError):
        find("http://localhost:8102")


# From here on with a register.


@pytest.fixture
def administrator(person, antioquia):
    return person(Role.ADMINISTRATOR, antioquia)


@pytest.fixture
def officer(person, antioquia):
    return person(Role.OFFICER, antioquia)


@pytest.fixture
def theirs(db, settings, administrator, at):
    """The private key of a site that is accepted here."""
    settings.SITE_ADDRESS = OURS
    private, public = keys.make()
    peer = Peer.objects.create(address=THEIRS, name="Theirs", state="accepted", added_at=at)
    PeerKey.objects.create(
        peer=peer, kid=keys.thumbprint(public), public=public, made_at=at, accepted_at=at
    )
    peering.make_key(at=at, by=administrator)
    return private


@pytest.fixture
def peer(theirs):
    return Peer.objects.get()


def fields(row):
    return shown(convert.to_library(with_all(Agreement.register.all()).get(pk=row.pk)))


@pytest.fixture
def stated(enter, theirs, at):
    """A statement of the other site on an agreement that both keep, ready to be signed."""

    def make(**changes: object) -> bytes:
        row = enter("São Paulo", "Antioquia")  # the other site has itself first
        body = statement(row.pk, "Theirs", 2, fields(row)).model_dump()
        row.delete()
        letter = {
            "twinpact": 1,
            "id": str(uuid4()),
            "sender": THEIRS,
            "recipient": OURS,
            "sent": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "kind": messages.STATEMENT,
            "body": body | changes.pop("body", {}),
        }
        return messages.canonical(letter | changes)

    return make


@pytest.fixture
def receive(theirs, at):
    def take(raw: bytes, *, by=None, signature=None, later: timedelta = timedelta()):
        signing = by or theirs
        return receive_message(
            raw=raw,
            kid=PeerKey.objects.get().kid,
            signature=signature if signature is not None else messages.signed(raw, signing),
            at=at + later,
        )

    return take


def refused(reason: str) -> int:
    return sum(RefusedMessages.objects.filter(reason=reason).values_list("n", flat=True))


def test_a_statement_is_taken_in_once_and_changes_nothing_by_itself(stated, receive):
    raw = stated()
    message = receive(raw)
    assert (message.state, message.version, message.raw.encode()) == ("received", None, raw)
    with pytest.raises(messages.RefusedMessageError, match="replayed"):
        receive(raw)
    again = raw.replace(b"T09:30:00Z", b"T09:31:00Z")  # the same id, signed anew
    with pytest.raises(messages.RefusedMessageError, match="replayed"):
        receive(again)
    assert refused("replayed") == 2
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"recipient": "https://third.example"}, "wrong_recipient"),
        ({"sender": "https://third.example"}, "wrong_sender"),
        ({"sent": "2026-03-02T09:24:59Z"}, "stale"),
        ({"sent": "2026-03-02T09:35:01Z"}, "stale"),
        ({"sent": "2026-02-30T09:30:00Z"}, "unexpected_fields"),
        ({"twinpact": 2}, "unexpected_fields"),
        ({"twinpact": True}, "unexpected_fields"),
        ({"kind": "answer"}, "unexpected_fields"),
        ({"kind": "order"}, "unexpected_fields"),
        ({"more": 1}, "unexpected_fields"),
        ({"id": "1"}, "unexpected_fields"),
        ({"body": {"more": 1}}, "unexpected_fields"),
        ({"body": {"to_party": 1}}, "unexpected_fields"),
        ({"body": {"to_party": "2"}}, "unexpected_fields"),
        ({"body": {"fields": []}}, "unexpected_fields"),
        ({"body": {"fields": [{"field": "form", "value": None}]}}, "unexpected_fields"),
        (
            {"body": {"fields": [{"field": "office", "value": None, "written": ""}]}},
            "unexpected_fields",
        ),
        (
            {"body": {"fields": [{"field": "form", "value": None, "written": ""}] * 2}},
            "unexpected_fields",
        ),
        ({"body": {"office": "x\x00"}}, "unexpected_fields"),
    ],
)
def test_a_signed_message_that_is_not_as_expected_is_refused_and_counted(
    stated, receive, changes, reason
):
    with pytest.raises(messages.RefusedMessageError, match=reason):
        receive(stated(**changes))
    assert refused(reason) == 1
    assert not Message.objects.exists()


def test_a_forged_or_altered_message_is_refused(stated, receive, peer):
    raw = stated()
    stranger, _public = keys.make()
    good = messages.signed(raw, stranger)
    for signature in (good, good[:-2], "", "é", "=" * 86):
        with pytest.raises(messages.RefusedMessageError, match=r"forged|unsigned"):
            receive(raw, signature=signature)
    with pytest.raises(messages.RefusedMessageError, match="forged"):
        receive(raw.replace(b"twinning", b"contacts"), signature=messages.signed(raw, stranger))
    assert refused("forged") == 5
    assert not RefusedMessages.objects.filter(peer=peer).exists()


def test_a_message_that_is_not_in_canonical_form_is_refused(stated, receive):
    raw = stated()
    for other in (
        json.dumps(json.loads(raw)).encode(),
        raw + b" ",
        raw[:-1] + b',"twinpact":1}',
        b"[" * 20_000,
        b"NaN",
        b"\xff",
        b"",
    ):
        with pytest.raises(messages.RefusedMessageError, match="unreadable"):
            receive(other)


def test_a_message_that_is_too_large_is_refused_before_anything_is_read(receive):
    with pytest.raises(messages.RefusedMessageError, match="oversized"):
        receive(b"x" * (messages.LARGEST + 1), signature="x")


def test_nothing_is_taken_in_of_an_unknown_or_suspended_site(stated, receive, peer, administrator):
    raw = stated()
    peering.suspend_peer(pk=peer.pk, suspended=True, by=administrator)
    with pytest.raises(messages.RefusedMessageError, match="suspended"):
        receive(raw)
    peering.suspend_peer(pk=peer.pk, suspended=False, by=administrator)
    PeerKey.objects.update(accepted_at=None)
    with pytest.raises(messages.RefusedMessageError, match="unknown_sender"):
        receive(raw)


def test_a_retired_key_signs_nothing_new_but_what_it_signed_before_stands(stated, receive, at):
    PeerKey.objects.update(retired_at=at)
    receive(stated())
    PeerKey.objects.update(retired_at=at - timedelta(seconds=1))
    with pytest.raises(messages.RefusedMessageError, match="retired_key"):
        receive(stated())


def test_a_statement_becomes_the_version_of_the_party_that_made_it(
    stated, receive, enter, officer, at
):
    message = receive(stated())
    row = enter(signed=parse_partial_date("2011"))
    sending.link_statement(pk=message.pk, agreement=row.pk, by=officer, at=at)
    sides = two_sides(with_party_versions(with_all(Agreement.register.all())).get(pk=row.pk))
    stands = {field.shown.field: field.standing for field in sides.fields}
    assert stands["signed"] == "differing"
    assert {stands["party_1"], stands["party_2"], stands["form"]} == {"confirmed"}
    assert sides.versions[0].site == THEIRS
    assert Agreement.register.get(pk=row.pk).version == row.version


def test_an_agreement_of_other_parties_is_not_the_one_of_the_statement(
    stated, receive, enter, officer, at
):
    message = receive(stated())
    for row in (enter("Antioquia", "Jalisco"), enter("São Paulo", "Antioquia")):
        with pytest.raises(sending.NotOurAgreementError):
            sending.link_statement(pk=message.pk, agreement=row.pk, by=officer, at=at)


def test_an_answer_is_kept_once_and_only_for_a_statement_to_that_site(
    enter, receive, peer, officer, at, theirs
):
    row = enter()
    asked = sending.send_statement(pk=row.pk, position=2, peer=peer.pk, by=officer, at=at)

    def answer(to: object) -> bytes:
        body = {
            "to": str(to),
            "office": "São Paulo",
            "given_by": "Ana Lima",
            "note": "",
            "answers": [
                {"field": "signed", "verdict": "differing", "value": "2011", "written": "2011"},
                {"field": "form", "verdict": "confirmed", "value": None, "written": ""},
                {"field": "ends", "verdict": "unknown", "value": None, "written": ""},
            ],
        }
        return messages.written(
            uid=uuid4(), sender=THEIRS, recipient=OURS, kind=messages.ANSWER, body=body, at=at
        )

    with pytest.raises(messages.RefusedMessageError, match="unknown_statement"):
        receive(answer(uuid4()))
    assert not Message.objects.filter(direction="in").exists()
    receive(answer(asked.uid))
    with pytest.raises(messages.RefusedMessageError, match="replayed"):
        receive(answer(asked.uid))
    sides = two_sides(with_party_versions(with_all(Agreement.register.all())).get(pk=row.pk))
    stands = {field.shown.field: field.standing for field in sides.fields}
    assert (stands["signed"], stands["form"], stands["ends"], stands["focus"]) == (
        *("differing", "confirmed", "both_unknown", "silent"),
    )
    asked.refresh_from_db()
    assert asked.state == "answered"


def test_only_what_the_public_sheet_shows_leaves_the_register(enter, peer, officer, at):
    row = enter()
    sent = sending.send_statement(pk=row.pk, position=2, peer=peer.pk, by=officer, at=at)
    told = json.dumps(sent.body)
    assert set(sent.body) == {"agreement", "office", "to_party", "fields"}
    for secret in (officer.email, row.source_key or "row 2", "Mora Aguirre"):
        assert secret not in told


def test_delivery_waits_longer_each_time_and_is_given_up(enter, peer, officer, at, monkeypatch):
    row = enter()
    sent = sending.send_statement(pk=row.pk, position=2, peer=peer.pk, by=officer, at=at)

    def away(*_args: object, **_options: object) -> tuple[int, str]:
        raise UnreachableError("The site does not answer.")

    monkeypatch.setattr(sending, "hand_over", away)
    moment, waits = at, []
    while (message := sending.deliver_message(pk=sent.pk, at=moment)).state == "waiting":
        assert sending.deliver_message(pk=sent.pk, at=moment).attempts == message.attempts
        waits.append(message.next_try_at - moment)
        moment = message.next_try_at
    assert message.state == "failed"
    assert (len(waits), waits[0], waits[-1]) == (
        *(sending.MOST_ATTEMPTS - 1, sending.FIRST_WAIT, sending.LONGEST_WAIT),
    )
    assert waits == sorted(waits)
    sending.try_delivery_again(pk=sent.pk, by=officer, at=moment)
    monkeypatch.setattr(sending, "hand_over", lambda *_args, **_options: (409, "replayed"))
    assert sending.deliver_message(pk=sent.pk, at=moment).state == "delivered"


def test_a_new_key_is_vouched_for_by_the_old_one_which_stays_published(
    theirs, administrator, at, client
):
    old = SiteKey.objects.get(signs=True)
    new = peering.make_key(at=at + timedelta(days=1), by=administrator)
    told = client.get("/.well-known/twinpact.json").json()
    assert [key["kid"] for key in told["keys"]] == [new.kid, old.kid]
    assert "exp" not in told["keys"][0]
    assert told["keys"][1]["exp"] == int((at + timedelta(days=1)).timestamp())
    published = told["keys"][0]
    assert keys.verifies(old.public, published["endorsement"], keys.endorsed(new.kid))
    assert "sealed" not in json.dumps(told)


def test_a_key_is_accepted_by_the_fingerprint_that_the_other_site_told(
    theirs, peer, administrator, officer, at
):
    _private, public = keys.make()
    kid = keys.thumbprint(public)
    key = PeerKey.objects.create(peer=peer, kid=kid, public=public, made_at=at)
    with pytest.raises(peering.OtherFingerprintError):
        peering.accept_key(pk=key.pk, fingerprint="1234", by=administrator, at=at)
    with pytest.raises(NotAllowedError):
        peering.accept_key(pk=key.pk, fingerprint=keys.fingerprint(kid), by=officer, at=at)
    peering.accept_key(
        pk=key.pk, fingerprint=keys.fingerprint(kid).upper(), by=administrator, at=at
    )
    key.refresh_from_db()
    assert (key.accepted_at, key.accepted_by) == (at, administrator)
