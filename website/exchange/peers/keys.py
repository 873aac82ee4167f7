"""Ed25519 keys (RFC 8032): made, sealed for the database, and named as JSON Web Keys.

A key's id is its thumbprint (RFC 7638, for this kind of key RFC 8037 appendix A.3); people compare
the same bytes as a fingerprint. The private half is stored encrypted (AES-256-GCM) under a key
that follows from SECRET_KEY (HKDF, RFC 5869), so that a copy of the database signs nothing.
"""

import base64
import binascii
import hashlib
import os

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

_SEALING = b"twinpact site key 1"
_NONCE = 12


class SealedKeyError(Exception):
    """The private key cannot be read: SECRET_KEY is another one than when it was made."""


def encode(raw: bytes) -> str:
    """Bytes as base64url without padding (RFC 7515 section 2)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Bytes of base64url without padding; only the one way of writing them is read.

    Raises:
        ValueError: The text is not that.
    """
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as unread:
        raise ValueError(text[:20]) from unread
    if encode(raw) != text:
        raise ValueError(text[:20])
    return raw


def thumbprint(public: str) -> str:
    """The id of a public key: the SHA-256 of its required members in the order of their names."""
    members = f'{{"crv":"Ed25519","kty":"OKP","x":"{public}"}}'
    return encode(hashlib.sha256(members.encode()).digest())


def fingerprint(kid: str) -> str:
    """A key's id as people read it to each other: sixteen groups of four signs."""
    digits = decode(kid).hex()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def make() -> tuple[Ed25519PrivateKey, str]:
    """A new private key, and its public half as text."""
    private = Ed25519PrivateKey.generate()
    return private, encode(private.public_key().public_bytes_raw())


def seal(private: Ed25519PrivateKey, kid: str) -> bytes:
    """The private key as it is stored; it opens under its own id only."""
    nonce = os.urandom(_NONCE)
    cipher = AESGCM(_sealing_key(settings.SECRET_KEY))
    return nonce + cipher.encrypt(nonce, private.private_bytes_raw(), kid.encode())


def unseal(sealed: bytes, kid: str) -> Ed25519PrivateKey:
    """The private key of what is stored.

    Raises:
        SealedKeyError: SECRET_KEY is another one than when the key was made.
    """
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            raw = AESGCM(_sealing_key(secret)).decrypt(
                sealed[:_NONCE], sealed[_NONCE:], kid.encode()
            )
        except InvalidTag:
            continue
        return Ed25519PrivateKey.from_private_bytes(raw)
    raise SealedKeyError(
        _("The key of this site cannot be opened: SECRET_KEY is another one than before.")
    )


def _sealing_key(secret: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=_SEALING).derive(secret.encode())


def verifies(public: str, signature: str, signed: bytes) -> bool:
    """Whether a signature over bytes is of this public key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(decode(public))
        key.verify(decode(signature), signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def endorsed(kid: str) -> bytes:
    """What an older key signs when it vouches for the one after it."""
    return b"twinpact-key-1\n" + kid.encode()
