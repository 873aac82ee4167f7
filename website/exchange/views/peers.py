"""The pages on other sites: our key, whom we exchange with, and the messages both ways."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from website.accounts.permissions import KEEP_PEERS, WRITE, offices_where
from website.agreements.desk import readable
from website.agreements.filters import whole
from website.exchange.actions.peering import (
    NoSiteAddressError,
    OtherFingerprintError,
    accept_key,
    add_peer,
    look_again,
    make_key,
    suspend_peer,
)
from website.exchange.models import Message, Peer, PeerKey, RefusedMessages, SiteKey
from website.exchange.peer_forms import FingerprintForm, PeerForm
from website.exchange.peers import keys
from website.exchange.peers.addresses import UnfitAddressError, UnreachableError

PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def peers(request: HttpRequest) -> HttpResponse:
    """Our key and fingerprint, the other sites, and what came and went."""
    keeps = request.user.has_perm(KEEP_PEERS)
    if not keeps and not offices_where(request.user, WRITE).exists():
        raise PermissionDenied
    form = PeerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()  # noqa: TID251 a view is where the clock is read
        try:
            peer = add_peer(address=form.cleaned_data["address"], by=request.user, at=now)
        except (UnfitAddressError, UnreachableError, NoSiteAddressError) as said:
            form.add_error("address", str(said))
        else:
            return redirect("peers:peer", pk=peer.pk)
    context = {"form": form, "keeps": keeps, **_exchanged(request)}
    status = 422 if form.errors else 200
    return render(request, "exchange/peers.html", context, status=status)


def _exchanged(request: HttpRequest) -> dict[str, object]:
    came = Message.objects.select_related("peer", "agreement__office")
    pages = Paginator(_reachable(request, came), PAGE)
    number = whole(request.GET.get("page"), least=1, most=pages.num_pages, otherwise=1)
    ours = SiteKey.objects.filter(signs=True).first()
    refused = RefusedMessages.objects.order_by().values_list("reason").annotate(n=Sum("n"))
    return {
        "address": settings.SITE_ADDRESS,
        "key": ours,
        "fingerprint": keys.fingerprint(ours.kid) if ours else "",
        "peers": Peer.objects.all(),
        "page": pages.page(number),
        "refused": refused.order_by("-n"),
    }


def _reachable(request: HttpRequest, found: object) -> object:
    """Messages about agreements that the person may read, and statements not linked yet."""
    own = found.filter(agreement__in=readable(request.user))
    return (own | found.filter(agreement=None)).order_by("-created_at", "-pk")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def peer(request: HttpRequest, pk: int) -> HttpResponse:
    """Another site and its keys; a key is accepted by its fingerprint."""
    if not request.user.has_perm(KEEP_PEERS):
        raise PermissionDenied
    found = get_object_or_404(Peer, pk=pk)
    form = FingerprintForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        key = get_object_or_404(
            found.keys, pk=whole(request.POST.get("key"), least=0, most=2**31, otherwise=0)
        )
        if _accept(request, key, form):
            return redirect("peers:peer", pk=pk)
    told = [(key, keys.fingerprint(key.kid)) for key in found.keys.select_related("accepted_by")]
    waiting = next(
        ((key, text) for key, text in told if not key.accepted_at and not key.retired_at), None
    )
    context = {"peer": found, "keys": told, "waiting": waiting, "form": form}
    status = 422 if form.errors else 200
    return render(request, "exchange/peer.html", context, status=status)


def _accept(request: HttpRequest, key: PeerKey, form: FingerprintForm) -> bool:
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    typed = form.cleaned_data["fingerprint"]
    try:
        accept_key(pk=key.pk, fingerprint=typed, by=request.user, at=now)
    except OtherFingerprintError as other:
        form.add_error("fingerprint", str(other))
        return False
    messages.success(request, _("The key is accepted: what it signs counts from now on."))
    return True


@login_required
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Look a site up again, suspend it, or take it up again."""
    found = get_object_or_404(Peer, pk=pk)
    if "look" in request.POST:
        now = timezone.now()  # noqa: TID251 a view is where the clock is read
        try:
            look_again(pk=pk, by=request.user, at=now)
        except UnreachableError as away:
            messages.error(request, str(away))
        else:
            messages.success(request, _("The keys are as the site publishes them now."))
    else:
        suspend_peer(pk=pk, suspended="suspend" in request.POST, by=request.user)
    return redirect("peers:peer", pk=found.pk)


@login_required
@require_POST
def new_key(request: HttpRequest) -> HttpResponse:
    """A new key for this site; the one before vouches for it."""
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    try:
        make_key(by=request.user, at=now)
    except keys.SealedKeyError as sealed:
        messages.error(request, str(sealed))
    else:
        messages.success(request, _("The new key signs from now on. Tell the other sites."))
    return redirect("peers:list")
