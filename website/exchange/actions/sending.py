"""What goes to other sites: statements and answers, queued, signed at each attempt, delivered."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from website.accounts.models import User
from website.accounts.permissions import WRITE, NotAllowedError, offices_where, require
from website.agreements import convert
from website.agreements.actions import AnswerSaid, NoSuchPartyError, keep_version
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.agreements.sides import Shown, shown
from website.exchange.actions.peering import NoSiteAddressError
from website.exchange.actions.standing import NotNowError
from website.exchange.models import Message, Peer, SiteKey
from website.exchange.peers import keys, messages
from website.exchange.peers.addresses import UnreachableError
from website.exchange.peers.bodies import (
    NotOurAgreementError,
    answer_to,
    positions,
    statement,
    version_of_statement,
)
from website.exchange.peers.reaching import hand_over

TASK = "website.exchange.peers.deliver"
MOST_ATTEMPTS = 24
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
#: The other site will not take it in however often it comes.
FOR_GOOD = frozenset({"oversized", "unreadable", "unexpected_fields", "unknown_statement"})


@transaction.atomic
def send_statement(*, pk: int, position: int, peer: int, by: User, at: datetime) -> Message:
    """State to another site what we have of an agreement, and ask what it has.

    Only what the public sheet shows leaves the register.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        NoSiteAddressError: This site has no address or no key of its own.
        NoSuchPartyError: The agreement has no other party of this number.
        NotNowError: The site is not accepted.
    """
    row = with_all(Agreement.register.all()).get(pk=pk)
    require(by, WRITE, row.office)
    other = _accepted(peer)
    if position < 2 or all(party.position != position for party in row.parties.all()):
        raise NoSuchPartyError(_("The agreement has no other party of this number."))
    fields = shown(convert.to_library(row))
    body = statement(row.pk, row.office.name, position, fields)
    asked = [{"field": one.field, "value": one.value, "words": one.words} for one in fields]
    return _queue(other, messages.STATEMENT, body.model_dump(), by, at, row=row, asked=asked)


def _accepted(pk: int) -> Peer:
    if not settings.SITE_ADDRESS or not SiteKey.objects.filter(signs=True).exists():
        raise NoSiteAddressError(_("This site has no address or no key yet, so it sends nothing."))
    peer = Peer.objects.get(pk=pk)
    if peer.state != Peer.State.ACCEPTED:
        raise NotNowError(_("No key of this site is accepted, or it is suspended."))
    return peer


def _queue(
    peer: Peer,
    kind: str,
    body: dict[str, object],
    by: User,
    at: datetime,
    *,
    row: Agreement,
    asked: Sequence[dict[str, object]] = (),
    reply_to: UUID | None = None,
) -> Message:
    message = Message.objects.create(
        direction=Message.Direction.OUT,
        peer=peer,
        uid=uuid4(),
        kind=kind,
        reply_to=reply_to,
        body=body,
        asked=list(asked),
        agreement=row,
        state=Message.State.WAITING,
        created_at=at,
        created_by=by,
        next_try_at=at,
    )
    queue_delivery(message.pk)
    return message


def queue_delivery(pk: int) -> None:
    """Queue the delivery of a message, unless it stands in the queue already."""
    try:
        with transaction.atomic():
            app.configure_task(TASK, queueing_lock=f"deliver-{pk}").defer(pk=pk)
    except AlreadyEnqueued:
        return


@transaction.atomic
def link_statement(*, pk: int, agreement: int, by: User, at: datetime) -> Message:
    """Say which of our agreements a statement is about; it becomes the counterpart's version.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        NotNowError: Somebody has done so, or set it aside.
        NotOurAgreementError: The parties are not the same, or the sender is our own side of it.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=pk)
    held = Agreement.register.select_for_update(no_key=True, of=("self",))
    row = with_all(held).get(pk=agreement)
    require(by, WRITE, row.office)
    if message.state != Message.State.RECEIVED or message.kind != messages.STATEMENT:
        raise NotNowError(_("Somebody has dealt with this statement already."))
    fields, body = shown(convert.to_library(row)), _body(message)
    numbers = _positions(fields, body)
    said = AnswerSaid(
        answers=version_of_statement(fields, body, numbers),
        post=body.office[:200],
        site=message.peer.address,
        message=message.uid,
    )
    message.version = keep_version(row, numbers[1], fields, said, at=at)
    message.agreement, message.state = row, Message.State.LINKED
    message.save(update_fields=["version", "agreement", "state"])
    return message


def _body(message: Message) -> messages.StatementBody:
    return messages.StatementBody.model_validate(message.body)


def _positions(fields: Sequence[Shown], body: messages.StatementBody) -> dict[int, int]:
    said = _("The statement is about an agreement of other parties.")
    try:
        numbers = positions(fields, body.fields)
    except NotOurAgreementError:
        raise NotOurAgreementError(said) from None
    if numbers.get(1, 1) == 1:
        raise NotOurAgreementError(said)
    return numbers


@transaction.atomic
def set_aside(*, pk: int, by: User) -> Message:
    """Set a statement aside that is about none of our agreements.

    Raises:
        NotAllowedError: The person writes in no office.
        NotNowError: Somebody has dealt with it.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=pk)
    _require_writer(by)
    if message.state != Message.State.RECEIVED:
        raise NotNowError(_("Somebody has dealt with this statement already."))
    message.state = Message.State.SET_ASIDE
    message.save(update_fields=["state"])
    return message


def _require_writer(by: User) -> None:
    if not offices_where(by, WRITE).exists():
        raise NotAllowedError(_("Your role does not allow this. Ask an administrator."))


@transaction.atomic
def send_answer(*, pk: int, note: str, by: User, at: datetime) -> Message:
    """Answer a statement field by field with what our register shows now.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        NotNowError: The statement is not compared with an agreement yet, or answered already.
        NoSiteAddressError: This site has no address or no key of its own.
        NotOurAgreementError: The parties are not the same any more.
    """
    asked = Message.objects.select_for_update(of=("self",)).get(pk=pk)
    if asked.state != Message.State.LINKED or asked.agreement_id is None:
        raise NotNowError(_("This statement cannot be answered now."))
    row = with_all(Agreement.register.all()).get(pk=asked.agreement_id)
    require(by, WRITE, row.office)
    peer = _accepted(asked.peer_id)
    fields, body = shown(convert.to_library(row)), _body(asked)
    answer = messages.AnswerBody(
        to=str(asked.uid),
        office=row.office.name,
        given_by=str(by)[:300],
        note=note[:5_000],
        answers=answer_to(fields, body, _positions(fields, body)),
    )
    sent = _queue(peer, messages.ANSWER, answer.model_dump(), by, at, row=row, reply_to=asked.uid)
    asked.state = Message.State.ANSWERED
    asked.save(update_fields=["state"])
    return sent


def deliver_message(*, pk: int, at: datetime) -> Message:
    """One attempt to deliver a message; it is signed anew, with the moment of the attempt.

    The other site knows the message by its id: one that arrived although its receipt was lost
    is not taken in twice. Two workers at once make one attempt.
    """
    message = _claim(pk, at)
    if message is None:
        return Message.objects.get(pk=pk)
    try:
        status, reason = _hand_over(message, at)
    except (UnreachableError, keys.SealedKeyError, SiteKey.DoesNotExist) as away:
        return _note(pk, delivered=False, for_good=False, trouble=str(away), at=at)
    delivered = status in (200, 202) or reason == "replayed"
    trouble = "" if delivered else reason or f"HTTP {status}"
    return _note(pk, delivered=delivered, for_good=reason in FOR_GOOD, trouble=trouble, at=at)


@transaction.atomic
def _claim(pk: int, at: datetime) -> Message | None:
    """Take the next attempt for this worker; None where it is not due."""
    message = Message.objects.select_for_update(of=("self",)).select_related("peer").get(pk=pk)
    due = message.next_try_at is not None and message.next_try_at <= at
    if message.state != Message.State.WAITING or not due:
        return None
    if message.peer.state != Peer.State.ACCEPTED:
        message.trouble, message.next_try_at = "suspended", at + LONGEST_WAIT
        message.save(update_fields=["trouble", "next_try_at"])
        return None
    message.attempts += 1
    message.next_try_at = at + min(FIRST_WAIT * 2 ** min(message.attempts - 1, 10), LONGEST_WAIT)
    message.save(update_fields=["attempts", "next_try_at"])
    return message


def _hand_over(message: Message, at: datetime) -> tuple[int, str]:
    key = SiteKey.objects.get(signs=True)
    raw = messages.written(
        uid=message.uid,
        sender=settings.SITE_ADDRESS,
        recipient=message.peer.address,
        kind=message.kind,
        body=message.body,
        at=at,
    )
    signature = messages.signed(raw, keys.unseal(bytes(key.sealed), key.kid))
    return hand_over(message.peer.address, raw, kid=key.kid, signature=signature)


@transaction.atomic
def _note(pk: int, *, delivered: bool, for_good: bool, trouble: str, at: datetime) -> Message:
    message = Message.objects.select_for_update(of=("self",)).get(pk=pk)
    message.trouble = trouble[:200]
    if message.state == Message.State.WAITING:
        if delivered:
            message.state, message.delivered_at = Message.State.DELIVERED, at
        elif for_good or message.attempts >= MOST_ATTEMPTS:
            message.state = Message.State.FAILED
    if delivered and message.delivered_at is None:
        message.delivered_at = at
    message.save(update_fields=["trouble", "state", "delivered_at"])
    return message


def queue_due(*, at: datetime) -> int:
    """Queue anew every message whose next attempt is due, also where a worker died over it."""
    due = Message.objects.filter(state=Message.State.WAITING, next_try_at__lte=at)
    pks = list(due.values_list("pk", flat=True)[:1000])
    for pk in pks:
        queue_delivery(pk)
    return len(pks)


@transaction.atomic
def try_delivery_again(*, pk: int, by: User, at: datetime) -> Message:
    """Begin anew to deliver a message that was given up.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        NotNowError: The message was not given up.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=pk)
    if message.state != Message.State.FAILED or message.agreement is None:
        raise NotNowError(_("This message was not given up."))
    require(by, WRITE, message.agreement.office)
    message.state, message.attempts, message.next_try_at = Message.State.WAITING, 0, at
    message.save(update_fields=["state", "attempts", "next_try_at"])
    queue_delivery(message.pk)
    return message
