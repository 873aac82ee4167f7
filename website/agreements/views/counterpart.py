"""What staff see and do of a counterpart's side: invite, look at what differs, decide."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from website.accounts.permissions import WRITE, may, require
from website.agreements import words
from website.agreements.actions import (
    ChangedMeanwhileError,
    ClosedInvitationError,
    NoReasonError,
    NothingToDecideError,
    TooManyInvitationsError,
    invite_counterpart,
    keep_own,
    note_mailed,
    revoke_invitation,
    state_of,
    take_answer,
)
from website.agreements.desk import readable
from website.agreements.forms.invitation import InvitationForm
from website.agreements.letters import send_invitation
from website.agreements.models import Agreement, FieldAnswer, Invitation
from website.agreements.queries import with_all
from website.agreements.taking import DoesNotFitError
from website.agreements.two_sides import two_sides, waiting, with_party_versions

STATES = {
    "open": lambda: _("Not answered yet"),
    "draft": lambda: _("A draft is saved"),
    "answered": lambda: _("Answered"),
    "revoked": lambda: _("Taken back"),
    "expired": lambda: _("Run out"),
}


@login_required
@require_safe
def differences(request: HttpRequest) -> HttpResponse:
    """The agreements on which counterparts say otherwise and nobody has decided yet."""
    return render(request, "agreements/differences.html", {"waiting": waiting(request.user)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def counterpart(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides of an agreement field by field; an officer invites and decides here."""
    row = get_object_or_404(with_party_versions(with_all(readable(request.user))), pk=pk)
    parties = [
        (party.position, words.party_name(party))
        for party in row.parties.all()
        if party.position > 1
    ]
    form = InvitationForm(request.POST if request.method == "POST" else None, parties=parties)
    if request.method == "POST":
        require(request.user, WRITE, row.office)
        if form.is_valid():
            invited = _invite(request, row, form)
            if invited is not None:
                return invited
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    return _page(request, row, form, now)


def _page(
    request: HttpRequest, row: Agreement, form: InvitationForm, now: datetime
) -> HttpResponse:
    names = {party.position: words.party_name(party) for party in row.parties.all()}
    invitations = [
        (one, names.get(one.position, ""), state, STATES[state]())
        for one in row.invitations.select_related("created_by", "revoked_by")
        for state in [state_of(one, at=now)]
    ]
    context = {
        "agreement": row,
        "sides": two_sides(row),
        "invitations": invitations,
        "form": form,
        "may_write": may(request.user, WRITE, row.office),
    }
    status = 422 if form.errors else 200
    return render(request, "agreements/counterpart.html", context, status=status)


def _invite(request: HttpRequest, row: Agreement, form: InvitationForm) -> HttpResponse | None:
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    try:
        invitation, link = invite_counterpart(
            pk=row.pk, by=request.user, at=now, **form.cleaned_data
        )
    except TooManyInvitationsError as refused:
        form.add_error(None, str(refused))
        return None
    with translation.override(invitation.language):
        address = request.build_absolute_uri(reverse("answer:enter", args=[link]))
    mailed = send_invitation(invitation, address)
    if mailed:
        note_mailed(pk=invitation.pk, by=request.user, at=now)
        messages.success(
            request, _("The letter is on its way to %(email)s.") % {"email": invitation.email}
        )
        return redirect("agreements:counterpart", pk=row.pk)
    context = {"agreement": row, "invitation": invitation, "address": address}
    response = render(request, "agreements/invited.html", context)
    add_never_cache_headers(response)
    return response


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(
        Invitation.objects.filter(agreement__in=readable(request.user)), pk=pk
    )
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    try:
        revoke_invitation(pk=pk, by=request.user, at=now)
    except ClosedInvitationError as closed:
        messages.error(request, str(closed))
    else:
        messages.success(request, _("The invitation is taken back: its link opens nothing now."))
    return redirect("agreements:counterpart", pk=invitation.agreement_id)


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a counterpart's value over, or keep the register's own with a reason."""
    answers = FieldAnswer.objects.filter(version__agreement__in=readable(request.user))
    answer = get_object_or_404(answers.select_related("version"), pk=pk)
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    try:
        if "take" in request.POST:
            version = request.POST.get("version", "")
            number = int(version) if version.isascii() and version.isdigit() else 0
            take_answer(pk=pk, version=number, by=request.user, at=now)
            messages.success(request, _("The register shows the counterpart's value now."))
        else:
            keep_own(pk=pk, reason=request.POST.get("reason", "")[:2_000], by=request.user, at=now)
            messages.success(request, _("The register keeps its value, with your reason."))
    except (NothingToDecideError, NoReasonError, DoesNotFitError, ChangedMeanwhileError) as said:
        messages.error(request, str(said))
    return redirect("agreements:counterpart", pk=answer.version.agreement_id)
