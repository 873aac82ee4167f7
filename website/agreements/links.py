"""The link of an invitation: signed, so that a guess is refused before anything is looked up.

The link holds a secret of 256 bits of which the register keeps only the SHA-256. Who has the
link may answer once; nobody can make the link anew from what is stored.
"""

import hashlib
import hmac
import secrets

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from website.agreements.models import Invitation

_SIGNER = Signer(salt="website.agreements.invitation", sep=".")
LONGEST_TOKEN = 200


class UnknownLinkError(Exception):
    """No invitation has this link."""


def new_secret() -> str:
    """A secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What the register keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token(pk: int, secret: str) -> str:
    """What stands in the link of an invitation."""
    return _SIGNER.sign(f"{pk}.{secret}")


def read_token(text: str) -> tuple[int, str]:
    """The key of the invitation and the hash of the secret in a link.

    Raises:
        UnknownLinkError: This register has not signed the link.
    """
    try:
        if len(text) > LONGEST_TOKEN or not text.isascii():
            raise BadSignature
        pk, _dot, secret = _SIGNER.unsign(text).partition(".")
    except BadSignature:
        raise UnknownLinkError(_("This link is not complete, or it is not one of ours.")) from None
    return int(pk), hashed(secret)


def is_link_of(invitation: Invitation, link_hash: str) -> bool:
    """Whether a link is the one of an invitation; takes the same time whatever differs."""
    return hmac.compare_digest(invitation.link_hash, link_hash)
