"""The address of another site: one way to write it, and only addresses of the open network.

An address that somebody types must not lead a server to its own neighbours (OWASP: server-side
request forgery). So the name is looked up once, every address that it has must be a public one,
and the connection goes to the very address that was checked.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

LONGEST = 300


class UnfitAddressError(Exception):
    """The address is not one that another site can have."""


class UnreachableError(Exception):
    """The other site does not answer as it should; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site answers: the numeric address to connect to, and the name that it must prove."""

    scheme: str
    host: str
    port: int
    number: str


def read_address(text: str) -> str:
    """The one way to write a site's address: ``https://register.example.org``.

    Raises:
        UnfitAddressError: It is not the address of a site, or not one over TLS.
    """
    said = text.strip().rstrip("/")
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError:
        raise UnfitAddressError(_not_an_address()) from None
    host = (parts.hostname or "").rstrip(".")
    more = parts.path or parts.query or parts.fragment or parts.username or parts.password
    if not host or more or len(said) > LONGEST or not said.isascii() or "@" in said:
        raise UnfitAddressError(_not_an_address())
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    tail = "" if port in (None, usual) else f":{port}"
    name = f"[{host}]" if ":" in host else host
    address = f"{parts.scheme}://{name}{tail}"
    if parts.scheme != "https" and not is_local_peer(address):
        raise UnfitAddressError(_not_an_address())
    return address


def _not_an_address() -> str:
    return _("This is not the address of a site. Write it like https://register.example.org.")


def is_local_peer(address: str) -> bool:
    """Whether who keeps this site has named a machine of its own network as another site."""
    return address in settings.LOCAL_PEERS


def find(address: str) -> Place:
    """Where to connect to for a site.

    Raises:
        UnreachableError: The name is not known, or leads to a network that is not public.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise UnreachableError(_("Nobody knows a site of this name.")) from None
    numbers = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not is_local_peer(address) and not all(map(is_public, numbers)):
        raise UnreachableError(_("The address leads into a private network; it is not asked."))
    return Place(parts.scheme, host, port, numbers[0])


def is_public(number: str) -> bool:
    """Whether a numeric address is one of the open network."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(str(inner))
        if address in ipaddress.ip_network("64:ff9b::/96"):  # IPv4 in IPv6, RFC 6052
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast
