"""A place as staff see it: what the register says of it, and correcting and merging it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from website.accounts.permissions import READ, TEND_PLACES, offices_where, require_tending
from website.agreements.actions import MergeRefusedError, correct_place, merge_places, undo_merge
from website.agreements.models import Agreement
from website.agreements.place_acts import acts_of
from website.agreements.place_facts import counts_inside, place_counts
from website.agreements.sameness import agreements_of
from website.places.actions import (
    HoldsItselfError,
    IdTakenError,
    NothingChangedError,
    PlaceChangedMeanwhileError,
    add_place,
)
from website.places.forms import MergeForm, PlaceForm, ReasonForm, place_initial
from website.places.models import Place, PlaceAct
from website.places.naming import full_name


@login_required
@require_safe
def place(request: HttpRequest, place_id: str) -> HttpResponse:
    """What the register says of a place, and what happened to it."""
    row = get_object_or_404(with_holders(), pk=place_id)
    base = Agreement.register.filter(office__in=offices_where(request.user, READ))
    context = {
        "place": row,
        "counts": place_counts(base, row),
        "inside": counts_inside(base, row),
        "acts": acts_of(row),
        "tends": request.user.has_perm(TEND_PLACES),
        "published": Agreement.published.filter(parties__place=row).exists(),
    }
    return render(request, "agreements/place.html", context)


def with_holders() -> object:
    """Places with what holds them and what they were merged into, in one query."""
    return Place.objects.select_related("parent__parent__parent", "merged_into", "source")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Enter a place that the gazetteer does not have."""
    require_tending(request.user)
    initial = {"name": request.GET.get("name", "")[:200], "level": "municipality"}
    form = PlaceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            row = _add(request, form)
        except (IdTakenError, HoldsItselfError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The place is in the register."))
            return redirect("agreements:place", place_id=row.pk)
    return _page(request, {"form": form})


@transaction.atomic
def _add(request: HttpRequest, form: PlaceForm) -> Place:
    return add_place(
        facts=form.facts(),
        reason=form.cleaned_data["reason"],
        source=form.named(by=request.user),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place_id: str) -> HttpResponse:
    """Correct what the register says of a place."""
    require_tending(request.user)
    row = get_object_or_404(with_holders(), pk=place_id)
    if row.merged_into_id is not None:
        return redirect("agreements:place", place_id=row.pk)
    form = PlaceForm(request.POST or None, row=row, initial=place_initial(row))
    if request.method == "POST" and form.is_valid():
        try:
            _correct(request, row, form)
        except REFUSALS as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The correction is saved. Later files leave it alone."))
            return redirect("agreements:place", place_id=row.pk)
    return _page(request, {"form": form, "place": row})


REFUSALS = (
    PlaceChangedMeanwhileError,
    HoldsItselfError,
    IdTakenError,
    NothingChangedError,
)


@transaction.atomic
def _correct(request: HttpRequest, row: Place, form: PlaceForm) -> None:
    correct_place(
        pk=row.pk,
        version=form.cleaned_data["version"] or 0,
        facts=form.facts(),
        reason=form.cleaned_data["reason"],
        source=form.named(by=request.user),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, "agreements/place_edit.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, place_id: str) -> HttpResponse:
    """Merge a place into another: first what would happen, then the deed."""
    require_tending(request.user)
    row = get_object_or_404(with_holders(), pk=place_id)
    if row.merged_into_id is not None:
        return redirect("agreements:place", place_id=row.pk)
    into = Place.objects.filter(pk=request.GET.get("into", ""), merged_into=None).first()
    initial = {}
    if into is not None:
        initial = {"place": into.pk, "territory": full_name(into.pk, get_language() or "en")}
    form = MergeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            act = merge_places(
                pk=row.pk,
                into=form.cleaned_data["picked"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),  # noqa: TID251 a view is where the clock is read
            )
        except MergeRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Merged. Addresses of the old place lead here now."))
            return redirect("agreements:place", place_id=act.other_id)
    context = {"form": form, "place": row, "n": agreements_of([row.pk]).get(row.pk, 0)}
    status = 422 if form.errors else 200
    return render(request, "agreements/place_merge.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    require_tending(request.user)
    found = PlaceAct.objects.filter(kind=PlaceAct.Kind.MERGED)
    act = get_object_or_404(found.select_related("place", "other"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            undo_merge(
                pk=act.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),  # noqa: TID251 a view is where the clock is read
            )
        except MergeRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The merge is taken back."))
            return redirect("agreements:place", place_id=act.place_id)
    status = 422 if form.errors else 200
    context = {"form": form, "act": act, "n": len(act.changes["parties"])}
    return render(request, "agreements/place_undo.html", context, status=status)
