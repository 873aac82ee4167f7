"""One message that comes many times at once is taken in once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from website.exchange.actions.receiving import receive_message
from website.exchange.models import Message, Peer, PeerKey, RefusedMessages
from website.exchange.peers import keys, messages

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_copies_of_a_message_at_once_one_is_taken_in(settings, at):
    settings.SITE_ADDRESS = "https://ours.example"
    private, public = keys.make()
    kid = keys.thumbprint(public)
    peer = Peer.objects.create(address="https://theirs.example", state="accepted", added_at=at)
    PeerKey.objects.create(peer=peer, kid=kid, public=public, made_at=at, accepted_at=at)
    body = {
        "agreement": "1",
        "office": "Theirs",
        "to_party": 2,
        "fields": [{"field": "form", "value": "twinning", "written": "Twinning"}],
    }
    for n in range(10):
        raw = messages.written(
            uid=uuid4(),
            sender=peer.address,
            recipient=settings.SITE_ADDRESS,
            kind=messages.STATEMENT,
            body=body,
            at=at,
        )
        start = Barrier(6)

        def take(raw=raw, start=start):
            try:
                start.wait(10)
                signature = messages.signed(raw, private)
                return receive_message(raw=raw, kid=kid, signature=signature, at=at).pk
            except messages.RefusedMessageError as refused:
                return refused.reason
            finally:
                connection.close()

        with ThreadPoolExecutor(6) as pool:
            told = list(pool.map(lambda _n, take=take: take(), range(6)))
        assert told.count("replayed") == 5
        assert Message.objects.count() == n + 1
    assert RefusedMessages.objects.get(reason="replayed").n == 50
