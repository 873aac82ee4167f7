"""What comes from other sites: taken in once, or refused and counted."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from website.agreements.actions import AnswerSaid, keep_version
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.agreements.sides import Shown
from website.exchange.models import Message, Peer, PeerKey
from website.exchange.peers.bodies import answers_of
from website.exchange.peers.messages import (
    ANSWER,
    LARGEST,
    AnswerBody,
    Letter,
    RefusedMessageError,
    check_address,
    digest,
    is_signed_by,
    read,
)


def receive_message(*, raw: bytes, kid: str, signature: str, at: datetime) -> Message:
    """Take a message of another site in; an answer becomes the counterpart's version at once.

    Nothing is read before the signature of an accepted key holds. What is refused is counted.

    Raises:
        RefusedMessageError: The message is not taken in; it says why.
    """
    peer: Peer | None = None
    try:
        if len(raw) > LARGEST:
            raise RefusedMessageError("oversized")
        key = _key(kid, signature)
        peer = key.peer if is_signed_by(raw, signature, key.public) else None
        if peer is None:
            raise RefusedMessageError("forged")
        letter = read(raw)
        check_address(letter, sender=peer.address, recipient=settings.SITE_ADDRESS, at=at)
        if key.retired_at is not None and letter.sent_at > key.retired_at:
            raise RefusedMessageError("retired_key")
        return _take_in(letter, key, raw, signature, at)
    except RefusedMessageError as refused:
        count_refused(refused.reason, peer, at)
        raise


def _key(kid: str, signature: str) -> PeerKey:
    if not kid or not signature:
        raise RefusedMessageError("unsigned")
    accepted = PeerKey.objects.filter(kid=kid, accepted_at__isnull=False)
    key = accepted.select_related("peer").first()
    if key is None:
        raise RefusedMessageError("unknown_sender")
    if key.peer.state != Peer.State.ACCEPTED:
        raise RefusedMessageError("suspended")
    return key


def _take_in(letter: Letter, key: PeerKey, raw: bytes, signature: str, at: datetime) -> Message:
    """Store a message; the database lets the same one in only once, however many come at once."""
    try:
        with transaction.atomic():
            message = Message.objects.create(
                direction=Message.Direction.IN,
                peer=key.peer,
                uid=letter.uid,
                kind=letter.kind,
                reply_to=UUID(letter.body.to) if isinstance(letter.body, AnswerBody) else None,
                body=letter.body.model_dump(),
                state=Message.State.RECEIVED,
                raw=raw.decode(),
                signature=signature,
                kid=key.kid,
                digest=digest(raw),
                created_at=at,
            )
            if letter.kind == ANSWER and isinstance(letter.body, AnswerBody):
                _keep_answer(message, letter.body, at)
            return message
    except IntegrityError:
        raise RefusedMessageError("replayed") from None


def _keep_answer(message: Message, body: AnswerBody, at: datetime) -> None:
    """The answer to a statement of ours, kept by the same function as one to an invitation."""
    statement = Message.objects.filter(
        direction=Message.Direction.OUT, peer=message.peer, uid=UUID(body.to)
    ).first()
    if statement is None or statement.agreement_id is None:
        raise RefusedMessageError("unknown_statement")
    held = Agreement.register.select_for_update(no_key=True, of=("self",))
    row = with_all(held).get(pk=statement.agreement_id)
    position = statement.body["to_party"]
    if not row.parties.filter(position=position).exists():
        raise RefusedMessageError("unknown_statement")
    asked = [Shown(one["field"], "", one["value"], one["words"]) for one in statement.asked]
    said = AnswerSaid(
        answers=answers_of(body, (one.field for one in asked)),
        given_by=body.given_by[:200],
        post=body.office[:200],
        note=body.note,
        site=message.peer.address,
        message=message.uid,
    )
    message.version = keep_version(row, position, asked, said, at=at)
    message.agreement, message.state = row, Message.State.LINKED
    message.save(update_fields=["version", "agreement", "state"])
    Message.objects.filter(pk=statement.pk).update(state=Message.State.ANSWERED)


def count_refused(reason: str, peer: Peer | None, at: datetime) -> None:
    """Count a refused message; ``peer`` where the signature proved whose it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO exchange_refusedmessages (day, reason, peer_id, n) "
            "VALUES (%s, %s, %s, 1) ON CONFLICT (day, reason, peer_id) DO UPDATE "
            "SET n = exchange_refusedmessages.n + 1",
            [at.date(), reason, peer.pk if peer else None],
        )
