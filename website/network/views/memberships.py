"""Recording and changing that somebody belongs to a network."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from website.accounts.models import Office
from website.accounts.permissions import (
    PUBLISH,
    READ,
    WRITE,
    chosen_office,
    may,
    offices_where,
)
from website.actors.actions import (
    AlreadyAMemberError,
    MembershipChangedMeanwhileError,
    NotANetworkError,
    change_membership,
    publish_membership,
    record_membership,
)
from website.actors.models import NetworkMembership, Organization
from website.agreements import words
from website.agreements.convert import partial_date
from website.agreements.filters import clean, whole
from website.network.forms import MembershipForm
from website.places import territories
from website.places.naming import full_name

REFUSALS = (AlreadyAMemberError, NotANetworkError, MembershipChangedMeanwhileError)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A membership of ``?organization=`` (its key) or of ``?place=`` (its id)."""
    offices = list(offices_where(request.user, WRITE))
    if not offices:
        raise PermissionDenied
    body, place = _member(request)
    office = chosen_office(offices, request.GET.get("office")) or offices[0]
    data = request.POST if request.method == "POST" else None
    form = MembershipForm(data, office=office)
    context = {"form": form, "offices": offices, "office": office, "body": body, "place": place}
    context["member"] = _called(body, place)
    if data is not None and form.is_valid():
        try:
            row = _record(request, office, form, body, place)
        except REFUSALS as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The membership is recorded, as a draft."))
            return redirect("network:membership", pk=row.pk)
    return _page(request, context)


def _member(request: HttpRequest) -> tuple[Organization | None, str | None]:
    number = whole(request.GET.get("organization"), least=0, most=10**9, otherwise=0)
    place = clean(request.GET.get("place", ""))
    if number:
        return get_object_or_404(Organization, pk=number), None
    if not place or not territories.is_known(place):
        raise Http404
    return None, territories.current_id(place)


def _called(body: Organization | None, place: str | None) -> str:
    return body.name if body else full_name(place or "", words.reader_language())


@transaction.atomic
def _record(
    request: HttpRequest,
    office: Office,
    form: MembershipForm,
    body: Organization | None,
    place: str | None,
) -> NetworkMembership:
    return record_membership(
        office=office,
        told=form.told(organization=body.pk if body else None, place=place),
        source=form.named(by=request.user),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


def _kept(request: HttpRequest, pk: int) -> NetworkMembership:
    rows = NetworkMembership.register.filter(office__in=offices_where(request.user, READ))
    found: NetworkMembership = get_object_or_404(
        rows.select_related("office", "network", "organization", "source"), pk=pk
    )
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A membership: change it, publish it."""
    row = _kept(request, pk)
    initial = {
        "network": row.network.name,
        "role": row.role or "",
        "starts": partial_date(row, "starts"),
        "ends": partial_date(row, "ends"),
        "source": row.source_id,
        "locator": row.locator,
        "version": row.version,
    }
    data = request.POST if request.method == "POST" else None
    form = MembershipForm(data, office=row.office, initial=initial)
    form.fields["network"].disabled = True
    context = {
        "form": form, "office": row.office, "membership": row, "body": row.organization,
        "place": row.place_id, "member": _called(row.organization, row.place_id),
        "may_write": may(request.user, WRITE, row.office),
        "may_publish": may(request.user, PUBLISH, row.office),
    }  # fmt: skip
    if data is not None and form.is_valid():
        try:
            _change(request, row, form)
        except REFUSALS as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your change is saved."))
            return redirect("network:membership", pk=pk)
    return _page(request, context)


@transaction.atomic
def _change(request: HttpRequest, row: NetworkMembership, form: MembershipForm) -> None:
    change_membership(
        pk=row.pk,
        version=form.cleaned_data["version"] or 0,
        told=form.told(organization=row.organization_id, place=row.place_id),
        source=form.named(by=request.user),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, "network/membership.html", context, status=status)


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a membership to the public, or take it out of its sight."""
    row = _kept(request, pk)
    public = request.POST.get("public") == "yes"
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    publish_membership(pk=row.pk, public=public, by=request.user, at=now)
    said = (
        _("The membership is published.")
        if public
        else _("The public does not see the membership any more.")
    )
    messages.success(request, said)
    return redirect("network:membership", pk=pk)
