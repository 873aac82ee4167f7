"""Entering and changing agreements."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from website.accounts.models import Office
from website.accounts.permissions import WRITE, chosen_office, offices_where, require
from website.agreements import convert
from website.agreements.actions import ChangedMeanwhileError, change_agreement, enter_agreements
from website.agreements.desk import readable
from website.agreements.forms import AgreementForm, PartyFormSet, parties_form
from website.agreements.history import changes_since
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.agreements.reading import agreement_initial, parties_initial, read_agreement


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new agreement; somebody who writes in several offices first says for which one."""
    offices = list(offices_where(request.user, WRITE))
    if not offices:
        raise PermissionDenied
    office = chosen_office(offices, request.GET.get("office"))
    if office is None:
        context = {"offices": offices, "back": "agreements:list"}
        return render(request, "agreements/choose_office.html", context)
    data = request.POST if request.method == "POST" else None
    form = AgreementForm(data, office=office)
    parties = parties_form(data, prefix="party")
    if data is not None and form.is_valid() & parties.is_valid():
        row = _enter(request, office, form, parties)
        messages.success(request, _("The agreement is in the register, as a draft."))
        return redirect("agreements:sheet", pk=row.pk)
    context = {"form": form, "parties": parties, "office": office}
    return _page(request, context, data is not None)


@transaction.atomic
def _enter(
    request: HttpRequest, office: Office, form: AgreementForm, parties: PartyFormSet
) -> Agreement:
    [row] = enter_agreements(
        office=office,
        agreements=[read_agreement(form, parties)],
        source=form.named(by=request.user),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )
    return row


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an agreement; nobody's change is lost when two people save at once."""
    row = get_object_or_404(with_all(readable(request.user)), pk=pk)
    require(request.user, WRITE, row.office)
    form, parties = _forms(request.POST if request.method == "POST" else None, row)
    context = {"form": form, "parties": parties, "office": row.office, "agreement": row}
    if request.method != "POST":
        return _page(request, context, wrong=False)
    if not form.is_valid() & parties.is_valid():
        return _page(request, context, wrong=True)
    try:
        _change(request, row, form, parties)
    except ChangedMeanwhileError:
        return _changed_meanwhile(request, pk)
    messages.success(request, _("Your change is saved."))
    return redirect("agreements:sheet", pk=pk)


def _forms(data: object, row: Agreement) -> tuple[AgreementForm, PartyFormSet]:
    kept = convert.to_library(row)
    form = AgreementForm(
        data, office=row.office, initial=agreement_initial(kept) | {"version": row.version}
    )
    return form, parties_form(data, prefix="party", initial=parties_initial(kept))


@transaction.atomic
def _change(
    request: HttpRequest, row: Agreement, form: AgreementForm, parties: PartyFormSet
) -> None:
    change_agreement(
        pk=row.pk,
        version=form.cleaned_data["version"] or 0,
        agreement=read_agreement(form, parties, convert.to_library(row)),
        source=form.named(by=request.user),
        locator=form.cleaned_data["locator"],
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


def _changed_meanwhile(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the person typed, and show what the other changed."""
    row = get_object_or_404(with_all(readable(request.user)), pk=pk)
    data = request.POST.copy()
    opened = int(data.get("version") or 0)
    data["version"] = str(row.version)
    form, parties = _forms(data, row)
    form.is_valid()
    context = {
        "form": form,
        "parties": parties,
        "office": row.office,
        "agreement": row,
        "meanwhile": changes_since(row.pk, opened),
    }
    return render(request, "agreements/edit.html", context, status=409)


def _page(request: HttpRequest, context: dict[str, object], wrong: bool) -> HttpResponse:
    return render(request, "agreements/edit.html", context, status=422 if wrong else 200)
