"""What somebody does at one of the two sites of test_two_sites; run in a process of its own.

python -m tests.website.exchange.site_acts ACT [JSON]
"""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from twinpact import agreements as library  # noqa: E402
from website.accounts.actions import give_role, open_office  # noqa: E402
from website.accounts.models import Role, User  # noqa: E402
from website.agreements.actions import enter_agreements, take_answer  # noqa: E402
from website.agreements.models import Agreement, FieldAnswer  # noqa: E402
from website.agreements.queries import with_all  # noqa: E402
from website.agreements.two_sides import two_sides, with_party_versions  # noqa: E402
from website.exchange.actions import peering, sending  # noqa: E402
from website.exchange.models import Message, Peer, RefusedMessages, SiteKey  # noqa: E402
from website.exchange.peers import keys, messages  # noqa: E402
from website.sources.actions import name_source  # noqa: E402

NOW = timezone.now()  # noqa: TID251 a process of its own is an entry point


def somebody() -> User:
    return User.objects.get(email="administrator@site.example")


def begin(near: str, far: str, signed: str, form: str) -> str:
    """An office with one agreement, and the key of the site; gives its fingerprint."""
    office = open_office(name=near, slug="office", country="CO")
    by = User.objects.create_user("administrator@site.example", first_name="Ana")
    give_role(user=by, office=office, role=Role.ADMINISTRATOR, by=None)
    source = name_source(office=office, kind="file", title="The list", by=by)
    agreement = library.Agreement(
        row=1,
        parties=(library.read_party(near), library.read_party(far)),
        form=form,
        signed=library.parse_partial_date(signed),
        focus="Exchange of experience in education",
    )
    enter_agreements(office=office, agreements=[agreement], source=source, by=by, at=NOW)
    return keys.fingerprint(peering.make_key(at=NOW).kid)


def accept(address: str, fingerprint: str) -> str:
    """Accept the other site by the fingerprint that it told."""
    peer = peering.add_peer(address=address, by=somebody(), at=NOW)
    key = peer.keys.get(accepted_at=None, retired_at=None)
    peering.accept_key(pk=key.pk, fingerprint=fingerprint, by=somebody(), at=NOW)
    return str(Peer.objects.get(pk=peer.pk).state)


def look() -> list[bool]:
    """Look the other site up again: which of its keys the one before vouches for."""
    peer = peering.look_again(pk=Peer.objects.get().pk, by=somebody(), at=NOW)
    return [key.vouched_for for key in peer.keys.all()]


def state() -> str:
    """State to the other site what we have."""
    row = Agreement.register.get()
    peer = Peer.objects.get()
    sent = sending.send_statement(pk=row.pk, position=2, peer=peer.pk, by=somebody(), at=NOW)
    return str(sent.uid)


def answer() -> str:
    """Compare the statement that came with our agreement, and answer it."""
    came = Message.objects.get(direction="in", state="received")
    row = Agreement.register.get()
    sending.link_statement(pk=came.pk, agreement=row.pk, by=somebody(), at=NOW)
    return str(sending.send_answer(pk=came.pk, note="", by=somebody(), at=NOW).uid)


def take(field: str) -> None:
    """Take over what the other site has of a field."""
    said = FieldAnswer.objects.get(field=field, verdict="differing")
    row = Agreement.register.get()
    take_answer(pk=said.pk, version=row.version, by=somebody(), at=NOW)


def stand() -> dict[str, object]:
    """How our agreement stands, and what the register shows."""
    row = with_party_versions(with_all(Agreement.register.all())).get()
    sides = two_sides(row)
    return {
        "stands": {one.shown.field: one.standing for one in sides.fields},
        "signed": row.signed_earliest.isoformat()[:7],
        "versions": [one.site for one in sides.versions],
        "confirmed": sides.confirmed,
        "messages": sorted(Message.objects.values_list("direction", "kind", "state")),
    }


def refused() -> dict[str, int]:
    """How many messages were refused, and why."""
    return dict(RefusedMessages.objects.order_by("reason").values_list("reason", "n"))


def sign(recipient: str, minutes: int = 0) -> list[str]:
    """A statement signed with this site's key: its text, the key's id and the signature."""
    key = SiteKey.objects.get(signs=True)
    body = {
        "agreement": "1",
        "office": "x",
        "to_party": 2,
        "fields": [{"field": "form", "value": "twinning", "written": "Twinning"}],
    }
    raw = messages.written(
        uid=uuid4(),
        sender=settings.SITE_ADDRESS,
        recipient=recipient,
        kind=messages.STATEMENT,
        body=body,
        at=timezone.now() + timedelta(minutes=minutes),  # noqa: TID251
    )
    return [raw.decode(), key.kid, messages.signed(raw, keys.unseal(bytes(key.sealed), key.kid))]


ACTS: dict[str, Callable[..., object]] = {
    act.__name__: act for act in (begin, accept, look, state, answer, take, stand, refused, sign)
}

if __name__ == "__main__":
    print(json.dumps(ACTS[sys.argv[1]](**json.loads(sys.argv[2]))))
