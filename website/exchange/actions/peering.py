"""Our key, and the sites that we exchange with: added, accepted by fingerprint, suspended."""

import hmac
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import KEEP_PEERS, NotAllowedError
from website.exchange.models import Peer, PeerKey, SiteKey
from website.exchange.peers import keys
from website.exchange.peers.addresses import UnfitAddressError, read_address
from website.exchange.peers.reaching import SiteDocument, look_up


class NoSiteAddressError(Exception):
    """This site has not been told its own address, so that it exchanges with nobody."""


class OtherFingerprintError(Exception):
    """The key has another fingerprint than the one that the other site told."""


def require_keeping(by: User) -> None:
    """Let pass who may decide which sites this one exchanges with, or refuse aloud.

    Raises:
        NotAllowedError: None of the person's roles allows this.
    """
    if not by.has_perm(KEEP_PEERS):
        raise NotAllowedError(_("Only administrators decide with which sites this one exchanges."))


@transaction.atomic
def make_key(*, at: datetime, by: User | None = None) -> SiteKey:
    """A key that signs from now on; the one before vouches for it and stays published.

    ``by`` is None when a command of the set-up does it.

    Raises:
        NotAllowedError: The person administers no office.
        SealedKeyError: The key before cannot be opened, so that it cannot vouch for the new one.
    """
    if by is not None:
        require_keeping(by)
    private, public = keys.make()
    kid = keys.thumbprint(public)
    before = SiteKey.objects.select_for_update().filter(signs=True).first()
    endorsement = ""
    if before is not None:
        older = keys.unseal(bytes(before.sealed), before.kid)
        endorsement = keys.encode(older.sign(keys.endorsed(kid)))
        before.signs, before.retired_at = False, at
        before.save(update_fields=["signs", "retired_at"])
    return SiteKey.objects.create(
        kid=kid,
        public=public,
        sealed=keys.seal(private, kid),
        made_at=at,
        endorsed_by=before.kid if before else "",
        endorsement=endorsement,
    )


@transaction.atomic
def give_up_key(*, at: datetime) -> None:
    """Retire a key that cannot be opened any more; nobody vouches for the next one.

    Only a command does this, after SECRET_KEY was lost.
    """
    SiteKey.objects.filter(signs=True).update(signs=False, retired_at=at)


def add_peer(*, address: str, by: User, at: datetime) -> Peer:
    """Look a site up and note its keys; nothing of it counts before a key is accepted.

    Raises:
        NotAllowedError: The person administers no office.
        NoSiteAddressError: This site has no address of its own.
        UnfitAddressError: It is not the address of another site.
        UnreachableError: No Twinpact site answers there.
    """
    require_keeping(by)
    if not settings.SITE_ADDRESS:
        raise NoSiteAddressError(_("This site does not know its own address: set SITE_ADDRESS."))
    address = read_address(address)
    if address == settings.SITE_ADDRESS:
        raise UnfitAddressError(_("This is the address of this site itself."))
    document = look_up(address)
    with transaction.atomic():
        peer, _made = Peer.objects.get_or_create(
            address=address, defaults={"added_at": at, "added_by": by}
        )
        _note(peer, document, at)
    return peer


def look_again(*, pk: int, by: User, at: datetime) -> Peer:
    """Look a site up again: new keys are noted, retired ones marked.

    Raises:
        NotAllowedError: The person administers no office.
        UnreachableError: No Twinpact site answers there.
    """
    require_keeping(by)
    peer = Peer.objects.get(pk=pk)
    document = look_up(peer.address)
    with transaction.atomic():
        _note(peer, document, at)
    return peer


def _note(peer: Peer, document: SiteDocument, at: datetime) -> None:
    peer = Peer.objects.select_for_update(no_key=True).get(pk=peer.pk)
    peer.name, peer.looked_at = document.name, at
    peer.save(update_fields=["name", "looked_at"])
    accepted = {one.kid: one for one in peer.keys.filter(accepted_at__isnull=False)}
    for key in document.keys:
        older = accepted.get(key.endorsed_by)
        vouched = older is not None and keys.verifies(
            older.public, key.endorsement, keys.endorsed(key.kid)
        )
        known = PeerKey.objects.filter(kid=key.kid).first()
        if known is None:
            PeerKey.objects.create(
                peer=peer,
                kid=key.kid,
                public=key.x,
                made_at=key.made_at,
                retired_at=key.retired_at,
                vouched_for=vouched,
            )
        elif known.peer_id == peer.pk and known.retired_at is None and key.retired_at:
            known.retired_at = key.retired_at
            known.save(update_fields=["retired_at"])


@transaction.atomic
def accept_key(*, pk: int, fingerprint: str, by: User, at: datetime) -> PeerKey:
    """Accept a key of a site: the person compared its fingerprint with what the site told.

    Raises:
        NotAllowedError: The person administers no office.
        OtherFingerprintError: It is the fingerprint of another key.
    """
    require_keeping(by)
    key = PeerKey.objects.select_for_update(of=("self",)).select_related("peer").get(pk=pk)
    typed = "".join(sign for sign in fingerprint.lower() if sign.isalnum())
    expected = keys.fingerprint(key.kid).replace(" ", "")
    if not hmac.compare_digest(typed.encode(), expected.encode()):
        raise OtherFingerprintError(
            _("This is not the fingerprint of the key. Ask the other site by telephone.")
        )
    if key.accepted_at is None:
        key.accepted_at, key.accepted_by = at, by
        key.save(update_fields=["accepted_at", "accepted_by"])
    if key.peer.state == Peer.State.PROPOSED:
        key.peer.state = Peer.State.ACCEPTED
        key.peer.save(update_fields=["state"])
    return key


@transaction.atomic
def suspend_peer(*, pk: int, suspended: bool, by: User) -> Peer:
    """Take in nothing more of a site and send it nothing, or do so again.

    Raises:
        NotAllowedError: The person administers no office.
    """
    require_keeping(by)
    peer = Peer.objects.select_for_update(no_key=True).get(pk=pk)
    trusted = peer.keys.filter(accepted_at__isnull=False).exists()
    after = Peer.State.ACCEPTED if trusted else Peer.State.PROPOSED
    peer.state = Peer.State.SUSPENDED if suspended else after
    peer.save(update_fields=["state"])
    return peer
