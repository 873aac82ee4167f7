"""The sheet of a visit, its form, and its publication."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from website.accounts.models import Office
from website.accounts.permissions import (
    PUBLISH,
    WRITE,
    chosen_office,
    may,
    offices_where,
    require,
)
from website.agreements.filters import whole
from website.agreements.models import Agreement
from website.visits.actions import (
    NoSuchAgreementError,
    VisitChangedMeanwhileError,
    change_visit,
    publish_visit,
    record_visit,
)
from website.visits.models import Visit
from website.visits.queries import readable_visits, with_parts
from website.visits.reading import Forms, forms_for, read_visit


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the register knows of a visit."""
    row = get_object_or_404(with_parts(readable_visits(request.user)), pk=pk)
    context = {
        "visit": row,
        "report": getattr(row, "report", None),
        "today": timezone.localdate(),
        "may_write": may(request.user, WRITE, row.office),
        "may_publish": may(request.user, PUBLISH, row.office),
    }
    return render(request, "visits/sheet.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new visit, with ``?agreement=`` for that agreement."""
    offices = list(offices_where(request.user, WRITE))
    if not offices:
        raise PermissionDenied
    number = whole(request.GET.get("agreement"), least=0, most=10**9, otherwise=0)
    agreement = Agreement.register.filter(pk=number, office__in=offices).first()
    office = agreement.office if agreement else chosen_office(offices, request.GET.get("office"))
    if office is None:
        context = {"offices": offices, "back": "visits:list"}
        return render(request, "agreements/choose_office.html", context)
    data = request.POST if request.method == "POST" else None
    asked = forms_for(data, office=office, agreement=agreement.pk if agreement else None)
    if data is not None and asked.are_valid():
        try:
            row = _record(request, office, asked)
        except NoSuchAgreementError as refused:
            asked.form.add_error("agreements", str(refused))
        else:
            messages.success(request, _("The visit is in the register, as a draft."))
            return redirect("visits:sheet", pk=row.pk)
    return _page(request, asked, {"office": office})


@transaction.atomic
def _record(request: HttpRequest, office: Office, asked: Forms) -> Visit:
    return record_visit(
        office=office,
        told=read_visit(asked),
        source=asked.form.named(by=request.user),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a visit; nobody's change is lost when two people save at once."""
    row = get_object_or_404(with_parts(readable_visits(request.user)), pk=pk)
    require(request.user, WRITE, row.office)
    data = request.POST if request.method == "POST" else None
    asked = forms_for(data, office=row.office, row=row)
    context = {"office": row.office, "visit": row}
    if data is not None and asked.are_valid():
        try:
            _change(request, row, asked)
        except NoSuchAgreementError as refused:
            asked.form.add_error("agreements", str(refused))
        except VisitChangedMeanwhileError:
            # What was typed may hold the name of somebody who was erased meanwhile.
            fresh = forms_for(None, office=row.office, row=row)
            return _page(request, fresh, context | {"meanwhile": True}, status=409)
        else:
            messages.success(request, _("Your change is saved."))
            return redirect("visits:sheet", pk=pk)
    return _page(request, asked, context)


@transaction.atomic
def _change(request: HttpRequest, row: Visit, asked: Forms) -> Visit:
    return change_visit(
        pk=row.pk,
        version=asked.form.cleaned_data["version"] or 0,
        told=read_visit(asked),
        source=asked.form.named(by=request.user),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


def _page(
    request: HttpRequest, asked: Forms, context: dict[str, object], status: int | None = None
) -> HttpResponse:
    wrong = asked.form.is_bound and asked.wrong
    shown = context | {"asked": asked, "form": asked.form, "wrong": wrong}
    return render(request, "visits/edit.html", shown, status=status or (422 if wrong else 200))


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a visit to the public, or take it out of its sight; the record stays."""
    row = get_object_or_404(readable_visits(request.user), pk=pk)
    public = request.POST.get("public") == "yes"
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    publish_visit(pk=row.pk, public=public, by=request.user, at=now)
    said = (
        _("The visit is published; people, report and evidence stay with you.")
        if public
        else _("The public does not see the visit any more.")
    )
    messages.success(request, said)
    return redirect("visits:sheet", pk=pk)
