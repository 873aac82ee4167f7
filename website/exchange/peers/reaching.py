"""Asking another site: no redirects, short waits, small answers, and to checked addresses only."""

import json
import ssl
from datetime import UTC, datetime
from typing import Annotated, Literal

import urllib3
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from website.exchange.peers import keys
from website.exchange.peers.addresses import Place, UnreachableError, find

WELL_KNOWN = "/.well-known/twinpact.json"
INBOX = "/exchange/inbox"
TIMEOUT = urllib3.Timeout(connect=5.0, read=10.0)
LARGEST_ANSWER = 65_536
MOST_KEYS = 20
_Coded = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]


class PublishedKey(BaseModel):
    """A key as a site publishes it: a JSON Web Key (RFC 8037) with its first and last second."""

    model_config = ConfigDict(extra="ignore", strict=True)
    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    kid: _Coded
    x: _Coded
    nbf: Annotated[int, Field(ge=0, le=10**11)]
    exp: Annotated[int, Field(ge=0, le=10**11)] | None = None
    endorsed_by: str = Field("", max_length=43)
    endorsement: str = Field("", max_length=86)

    @property
    def made_at(self) -> datetime:
        """From when on it signs."""
        return datetime.fromtimestamp(self.nbf, tz=UTC)

    @property
    def retired_at(self) -> datetime | None:
        """Until when it signed; None while it does."""
        return None if self.exp is None else datetime.fromtimestamp(self.exp, tz=UTC)


class SiteDocument(BaseModel):
    """What a site says of itself at its well-known address."""

    model_config = ConfigDict(extra="ignore", strict=True)
    twinpact: Annotated[int, Field(ge=1, le=1)]
    site: Annotated[str, Field(max_length=300)]
    name: Annotated[str, Field(max_length=200)]
    keys: Annotated[list[PublishedKey], Field(min_length=1, max_length=MOST_KEYS)]


def look_up(address: str) -> SiteDocument:
    """What a site says of itself and its keys.

    Raises:
        UnreachableError: It does not answer, or not as a Twinpact site does.
    """
    status, raw = _ask(address, "GET", WELL_KNOWN)
    try:
        document = SiteDocument.model_validate(json.loads(raw)) if status == 200 else None
    except (ValidationError, ValueError, RecursionError):
        document = None
    if document is None or any(keys.thumbprint(key.x) != key.kid for key in document.keys):
        raise UnreachableError(_("No Twinpact site answers there that exchanges agreements."))
    if document.site != address:
        raise UnreachableError(_("The site there says that its address is another one."))
    return document


def hand_over(address: str, raw: bytes, *, kid: str, signature: str) -> tuple[int, str]:
    """Hand a signed message to a site; the status of its answer and the reason of a refusal.

    Raises:
        UnreachableError: It does not answer.
    """
    headers = {
        "Content-Type": "application/json",
        "Twinpact-Key": kid,
        "Twinpact-Signature": signature,
    }
    status, answer = _ask(address, "POST", INBOX, body=raw, headers=headers)
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        told = None
    reason = told.get("refused", "") if isinstance(told, dict) else ""
    return status, str(reason)[:30]


def _ask(
    address: str,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, bytes]:
    place = find(address)
    with _pool(place) as pool:
        try:
            answer = pool.urlopen(
                method,
                path,
                body=body,
                headers={"Host": _host(place), "User-Agent": "twinpact", **(headers or {})},
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
                assert_same_host=False,
            )
            raw = answer.read(LARGEST_ANSWER + 1, decode_content=False)
            answer.close()
        except (urllib3.exceptions.HTTPError, OSError):
            raise UnreachableError(_("The site does not answer.")) from None
    if len(raw) > LARGEST_ANSWER:
        raise UnreachableError(_("The site answers with more than a site should."))
    return answer.status, raw


def _host(place: Place) -> str:
    name = f"[{place.host}]" if ":" in place.host else place.host
    usual = {"https": 443, "http": 80}[place.scheme]
    return name if place.port == usual else f"{name}:{place.port}"


def _pool(place: Place) -> urllib3.HTTPConnectionPool:
    """A connection to the numeric address that was checked, proving the site's name."""
    if place.scheme == "http":
        return urllib3.HTTPConnectionPool(place.number, place.port, timeout=TIMEOUT, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        place.number,
        place.port,
        timeout=TIMEOUT,
        maxsize=1,
        server_hostname=place.host,
        assert_hostname=place.host,
        ssl_context=ssl.create_default_context(),
    )
