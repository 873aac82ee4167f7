"""Statements to and from other sites: sent, compared with an agreement of ours, answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from website.accounts.models import User
from website.accounts.permissions import WRITE, offices_where, require
from website.agreements import convert, words
from website.agreements.desk import readable
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.agreements.sides import label_of, shown, words_of_value
from website.exchange.actions.peering import NoSiteAddressError
from website.exchange.actions.sending import (
    link_statement,
    send_answer,
    send_statement,
    set_aside,
    try_delivery_again,
)
from website.exchange.actions.standing import NotNowError
from website.exchange.models import Message, Peer
from website.exchange.peer_forms import LinkForm, NoteForm, SendForm
from website.exchange.peers.bodies import NotOurAgreementError, is_party, value_of

MOST_CHOICES = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """State to another site what we have of an agreement."""
    row = get_object_or_404(with_all(readable(request.user)), pk=pk)
    require(request.user, WRITE, row.office)
    parties = [(p.position, words.party_name(p)) for p in row.parties.all() if p.position > 1]
    accepted = [(one.pk, str(one)) for one in Peer.objects.filter(state=Peer.State.ACCEPTED)]
    form = SendForm(
        request.POST if request.method == "POST" else None, parties=parties, peers=accepted
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()  # noqa: TID251 a view is where the clock is read
        try:
            send_statement(pk=pk, by=request.user, at=now, **form.cleaned_data)
        except (NoSiteAddressError, NotNowError) as said:
            form.add_error(None, str(said))
        else:
            messages.success(request, _("Your statement is on its way to the other site."))
            return redirect("agreements:counterpart", pk=pk)
    fields = shown(convert.to_library(row))
    context = {"agreement": row, "form": form, "peers": accepted, "fields": fields}
    status = 422 if form.errors else 200
    return render(request, "exchange/send.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """A message: what it says, and what is to be done with it."""
    found = _reachable(request, pk)
    choices = _suggested(found, request.user)
    data = request.POST if request.method == "POST" and "link" in request.POST else None
    link = LinkForm(data, agreements=[(row.pk, _called(row)) for row in choices])
    if request.method == "POST":
        done = _act(request, found, link)
        if done is not None:
            return done
    context = {
        "message": found,
        "told": [
            (label_of(one["field"]), _words(one), one.get("verdict", "")) for one in _told(found)
        ],
        "link": link,
        "note": NoteForm(),
    }
    status = 422 if link.errors else 200
    return render(request, "exchange/message.html", context, status=status)


def _told(found: Message) -> list[dict[str, object]]:
    return found.body.get("fields") or found.body.get("answers") or []


def _words(one: dict[str, object]) -> str:
    field, written = str(one["field"]), str(one["written"])
    value = value_of(field, one["value"], written)
    return words_of_value(field, value, written) if value is not None else written


def _called(row: Agreement) -> str:
    day = words.date_words(row, "signed") or _("date unknown")
    return f"{words.title(row)} ({day}, {row.office}, {row.pk})"


def _reachable(request: HttpRequest, pk: int) -> Message:
    """A message about an agreement that the person may read, or a statement not linked yet."""
    found = get_object_or_404(Message.objects.select_related("peer", "agreement"), pk=pk)
    if found.agreement_id is None:
        if not offices_where(request.user, WRITE).exists():
            get_object_or_404(Message.objects.none(), pk=pk)
        return found
    get_object_or_404(readable(request.user), pk=found.agreement_id)
    return found


def _suggested(found: Message, user: User) -> list[Agreement]:
    """The agreements of a person's offices that name all territories of a statement."""
    if found.state != Message.State.RECEIVED:
        return []
    rows = Agreement.register.filter(office__in=offices_where(user, WRITE))
    for one in found.body["fields"]:
        if is_party(one["field"]):
            named = (
                {"parties__place": one["value"]}
                if one["value"]
                else {"parties__written": one["written"]}
            )
            rows = rows.filter(**named)
    return list(rows.select_related("office").prefetch_related("parties__place")[:MOST_CHOICES])


def _act(request: HttpRequest, found: Message, link: LinkForm) -> HttpResponse | None:
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    by = request.user
    try:
        if "link" in request.POST:
            if not link.is_valid():
                return None
            chosen = get_object_or_404(readable(by), pk=link.cleaned_data["chosen"])
            link_statement(pk=found.pk, agreement=chosen.pk, by=by, at=now)
            messages.success(request, _("Compared: see field by field what both sides say."))
        elif "answer" in request.POST:
            note = NoteForm(request.POST)
            text = note.cleaned_data["note"] if note.is_valid() else ""
            send_answer(pk=found.pk, note=text, by=by, at=now)
            messages.success(request, _("Your answer is on its way to the other site."))
        elif "again" in request.POST:
            try_delivery_again(pk=found.pk, by=by, at=now)
        else:
            set_aside(pk=found.pk, by=by)
    except (NotNowError, NotOurAgreementError, NoSiteAddressError) as said:
        messages.error(request, str(said))
    return redirect("peers:message", pk=found.pk)
