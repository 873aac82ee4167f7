"""The messages between sites: their form, their one way of being written, and what is refused.

A message is JSON in canonical form (RFC 8785); the signature is over these very bytes, with a
word before them that no other signature of ours begins with. Whoever reads it checks the
signature before looking inside, and refuses whatever is not expected. docs/reference/exchange.md
is the same in words.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from website.exchange.peers import keys

PREFIX = b"twinpact-message-1\n"
LARGEST = 262_144
"""Bytes; a statement with the longest texts of a register fits."""
SKEW = timedelta(minutes=5)
STATEMENT, ANSWER = "statement of agreement", "answer"

Reason = Literal[
    *("oversized", "unsigned", "unknown_sender", "suspended", "retired_key", "forged"),
    *("unreadable", "unexpected_fields", "wrong_sender", "wrong_recipient", "stale"),
    *("replayed", "unknown_statement", "too_many"),
]
FieldName = Annotated[
    str,
    Field(
        pattern=r"^(form|scope|state|signed|in_force|ends|renewal|focus|themes|motivations"
        r"|languages|party_([1-9]|1[0-9]|20)(_organization|_initiator)?)$"
    ),
]
Text = Annotated[str, Field(max_length=20_000, pattern=r"^[^\x00]*$")]
Name = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]
Value = Annotated[str, Field(max_length=20_000)] | Annotated[list[Name], Field(max_length=200)]


class RefusedMessageError(Exception):
    """A message that is not taken in; ``reason`` is what the sender is told."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SaidField(_Strict):
    """A field of a statement: the code or date, and the words for people."""

    field: FieldName
    value: Value | None
    written: Text


class StatementBody(_Strict):
    """What a site has of an agreement, asked of the one that keeps the party ``to_party``."""

    agreement: Annotated[str, Field(pattern=r"^[0-9]{1,18}$")]
    office: Name
    to_party: Annotated[int, Field(ge=2, le=20)]
    fields: Annotated[list[SaidField], Field(min_length=1, max_length=80)]


class AnsweredField(_Strict):
    """What the other site has of a field: the same, something else, or nothing."""

    field: FieldName
    verdict: Literal["confirmed", "differing", "unknown", "silent"]
    value: Value | None
    written: Text


class AnswerBody(_Strict):
    """The answer to a statement, field by field."""

    to: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    office: Name
    given_by: Name
    note: Annotated[str, Field(max_length=5_000, pattern=r"^[^\x00]*$")]
    answers: Annotated[list[AnsweredField], Field(min_length=1, max_length=80)]


class Letter(_Strict):
    """A message from one site to another one."""

    twinpact: Annotated[int, Field(ge=1, le=1)]
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    sender: Name
    recipient: Name
    sent: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    kind: Literal["statement of agreement", "answer"]
    body: StatementBody | AnswerBody

    @property
    def uid(self) -> UUID:
        """The id of the message."""
        return UUID(self.id)

    @property
    def sent_at(self) -> datetime:
        """When it was signed."""
        return datetime.strptime(self.sent, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def canonical(content: object) -> bytes:
    """JSON in its one canonical form (RFC 8785)."""
    return rfc8785.dumps(content)  # type: ignore[arg-type]


def written(
    *, uid: UUID, sender: str, recipient: str, kind: str, body: dict[str, object], at: datetime
) -> bytes:
    """A message as it is signed and sent."""
    return canonical(
        {
            "twinpact": 1,
            "id": str(uid),
            "sender": sender,
            "recipient": recipient,
            "sent": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "kind": kind,
            "body": body,
        }
    )


def signed(raw: bytes, private: Ed25519PrivateKey) -> str:
    """The signature over a message."""
    return keys.encode(private.sign(PREFIX + raw))


def is_signed_by(raw: bytes, signature: str, public: str) -> bool:
    """Whether the owner of a public key has signed a message."""
    return keys.verifies(public, signature, PREFIX + raw)


def digest(raw: bytes) -> str:
    """The SHA-256 by which the same bytes are known again."""
    return hashlib.sha256(raw).hexdigest()


def read(raw: bytes) -> Letter:
    """What stands in a message whose signature was verified.

    Raises:
        RefusedMessageError: It is no JSON in canonical form, or something in it is not expected.
    """
    try:
        content = json.loads(raw.decode(), object_pairs_hook=_no_name_twice)
        same = canonical(content) == raw
    except (ValueError, RecursionError, rfc8785.CanonicalizationError):
        raise RefusedMessageError("unreadable") from None
    if not same:
        raise RefusedMessageError("unreadable")
    try:
        letter = Letter.model_validate(content)
        _ = letter.sent_at
    except (ValidationError, ValueError):
        raise RefusedMessageError("unexpected_fields") from None
    expected = StatementBody if letter.kind == STATEMENT else AnswerBody
    if not isinstance(letter.body, expected) or _twice(letter.body):
        raise RefusedMessageError("unexpected_fields")
    return letter


def _no_name_twice(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _twice(body: StatementBody | AnswerBody) -> bool:
    told = body.fields if isinstance(body, StatementBody) else body.answers
    names = [one.field for one in told]
    return len(names) != len(set(names))


def check_address(letter: Letter, *, sender: str, recipient: str, at: datetime) -> None:
    """Whether a message is from whom its key says, to us, and of this moment.

    Raises:
        RefusedMessageError: It is not.
    """
    if letter.sender != sender:
        raise RefusedMessageError("wrong_sender")
    if letter.recipient != recipient:
        raise RefusedMessageError("wrong_recipient")
    if abs(at - letter.sent_at) > SKEW:
        raise RefusedMessageError("stale")
