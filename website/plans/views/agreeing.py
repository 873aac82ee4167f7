"""Putting a programme to its sides, agreeing to it, its versions, and opening it for changes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twinpact.plans.refusing import PlanRefusedError
from website.accounts.permissions import ADMINISTER, WRITE, may, require
from website.agreements.words import reader_language
from website.plans.actions import (
    DayAheadError,
    LetterMissingError,
    NotBeingDraftedError,
    NothingAgreedError,
    NothingToAgreeError,
    Said,
    agree_to_programme,
    choose_plan,
    go_back_to_agreed,
    name_side_office,
    open_for_changes,
    put_to_sides,
)
from website.plans.compared import changes
from website.plans.forms.programme import AgreeForm, PlanForm, SideOfficeForm
from website.plans.queries import content_of
from website.plans.views.reading import now, page_context, programme_for, today_in

REFUSED = (
    DayAheadError,
    LetterMissingError,
    NotBeingDraftedError,
    NothingAgreedError,
    NothingToAgreeError,
)


@login_required
@require_POST
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the programme as it is written to its sides."""
    row = programme_for(request, pk)
    try:
        version = put_to_sides(pk=pk, on=today_in(row.office), by=request.user, at=now())
    except REFUSED as refused:
        messages.error(request, str(refused))
    else:
        said = _("Version %(number)d lies before the sides. It holds when all have agreed.")
        messages.success(request, said % {"number": version.number})
    return redirect("plans:programme", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, pk: int, side: int) -> HttpResponse:
    """Say that a side agrees to the version that lies before the sides."""
    row = programme_for(request, pk)
    found = get_object_or_404(row.sides.select_related("office"), side=side)
    version = row.versions.order_by("-number").first()
    if version is None or row.stage != row.Stage.PROPOSED:
        raise Http404
    form = AgreeForm(
        request.POST if request.method == "POST" else None,
        agreement=row.agreement,
        today=today_in(row.office),
        letter=found.office is None,
    )
    if form.is_bound and form.is_valid():
        letter = form.cleaned_data.get("letter")
        said = Said(
            version.number, side, form.cleaned_data["on"], None if letter is None else letter.pk
        )
        try:
            agree_to_programme(pk=pk, said=said, by=request.user, at=now())
        except PlanRefusedError as refused:
            form.add_error(None, refused.say(reader_language()))
        except REFUSED as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is kept that this side agreed."))
            return redirect("plans:programme", pk=pk)
    context = page_context(request, row) | {"form": form, "side": found, "version": version}
    return render(request, "plans/agree.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a programme for changes."""
    programme_for(request, pk)
    open_for_changes(pk=pk, by=request.user)
    messages.success(
        request,
        _("The programme is open for changes. What was agreed holds until you agree anew."),
    )
    return redirect("plans:programme", pk=pk)


@login_required
@require_POST
def go_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop the changes since the last agreed version."""
    programme_for(request, pk)
    try:
        go_back_to_agreed(pk=pk, by=request.user)
    except NothingAgreedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The programme is again as all sides agreed to it."))
    return redirect("plans:programme", pk=pk)


@login_required
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version that was put to the sides: who agreed when, and what it changed."""
    row = programme_for(request, pk)
    found = list(
        row.versions.select_related("put_by").prefetch_related("agreed__said_by", "agreed__letter")
    )
    told = []
    before = None
    for version in found:
        content = content_of(version)
        told.append((version, list(version.agreed.all()), changes(before, content)))
        before = content
    context = page_context(request, row) | {"versions": told[::-1]}
    return render(request, "plans/versions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def side_office(request: HttpRequest, pk: int, side: int) -> HttpResponse:
    """Which office of this register speaks for a side."""
    row = programme_for(request, pk)
    found = get_object_or_404(row.sides.exclude(side=1).select_related("office"), side=side)
    if not may(request.user, ADMINISTER, row.office):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = SideOfficeForm(posted, programme=row, office=found.office)
    if posted is not None and form.is_valid():
        name_side_office(pk=pk, side=side, office=form.cleaned_data["office"], by=request.user)
        return redirect("plans:programme", pk=pk)
    context = page_context(request, row) | {"form": form, "side": found}
    return render(request, "plans/side_office.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Of which development plan the programme's lines and indicators speak."""
    row = programme_for(request, pk)
    require(request.user, WRITE, row.office)
    form = PlanForm(request.POST if request.method == "POST" else None, programme=row)
    if form.is_bound and form.is_valid():
        choose_plan(pk=pk, plan=form.cleaned_data["plan"], by=request.user)
        return redirect("plans:programme", pk=pk)
    context = page_context(request, row) | {"form": form}
    return render(request, "plans/plan.html", context, status=422 if form.errors else 200)
