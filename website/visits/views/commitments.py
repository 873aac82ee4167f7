"""Noting what was promised, and saying whether it was kept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from website.accounts.permissions import READ, WRITE, offices_where, require
from website.visits.actions import (
    CommitmentChangedMeanwhileError,
    DayAheadError,
    NoEvidenceError,
    ToldCommitment,
    change_commitment,
    note_commitment,
    say_kept,
)
from website.visits.forms import CommitmentForm, KeptForm
from website.visits.models import Commitment
from website.visits.queries import readable_visits


def _commitment(request: HttpRequest, pk: int) -> Commitment:
    rows = Commitment.objects.filter(office__in=offices_where(request.user, READ))
    found: Commitment = get_object_or_404(rows.select_related("visit", "office", "body"), pk=pk)
    require(request.user, WRITE, found.office)
    return found


def _told(form: CommitmentForm) -> ToldCommitment:
    said = form.cleaned_data
    return ToldCommitment(said["what"], said["side"], said["body"], said["due"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what was promised on a visit."""
    visit = get_object_or_404(readable_visits(request.user).select_related("office"), pk=pk)
    require(request.user, WRITE, visit.office)
    form = CommitmentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        now = timezone.now()  # noqa: TID251 a view is where the clock is read
        note_commitment(visit=visit.pk, told=_told(form), by=request.user, at=now)
        messages.success(request, _("The commitment is noted."))
        return redirect(f"{redirect('visits:sheet', pk=pk).url}#commitments")
    context = {"form": form, "visit": visit}
    return render(request, "visits/commitment.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was promised."""
    row = _commitment(request, pk)
    initial = {
        "what": row.what,
        "side": row.side,
        "body": row.body.name if row.body else "",
        "due": row.due,
        "version": row.version,
    }
    form = CommitmentForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            change_commitment(
                pk=pk,
                version=form.cleaned_data["version"] or 0,
                told=_told(form),
                by=request.user,
                at=timezone.now(),  # noqa: TID251 a view is where the clock is read
            )
        except CommitmentChangedMeanwhileError as refused:
            messages.warning(request, str(refused))
            return redirect("visits:edit_commitment", pk=pk)
        messages.success(request, _("Your change is saved."))
        return redirect(f"{redirect('visits:sheet', pk=row.visit_id).url}#commitments")
    context = {"form": form, "visit": row.visit, "commitment": row}
    return render(request, "visits/commitment.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a commitment was kept."""
    row = _commitment(request, pk)
    today = timezone.localdate()
    initial = {
        "kept": {True: "yes", False: "no"}.get(row.kept, ""),
        "kept_on": row.kept_on or today,
        "evidence": row.evidence,
        "version": row.version,
    }
    form = KeptForm(
        request.POST if request.method == "POST" else None, initial=initial, today=today
    )
    if form.is_valid():
        try:
            say_kept(
                pk=pk,
                version=form.cleaned_data["version"] or 0,
                kept=form.answer,
                kept_on=form.cleaned_data["kept_on"],
                evidence=form.cleaned_data["evidence"],
                by=request.user,
                at=timezone.now(),  # noqa: TID251 a view is where the clock is read
            )
        except CommitmentChangedMeanwhileError as refused:
            messages.warning(request, str(refused))
            return redirect("visits:kept", pk=pk)
        except (NoEvidenceError, DayAheadError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Entered."))
            return redirect(f"{redirect('visits:sheet', pk=row.visit_id).url}#commitments")
    context = {"form": form, "commitment": row, "visit": row.visit}
    return render(request, "visits/kept.html", context, status=422 if form.errors else 200)
