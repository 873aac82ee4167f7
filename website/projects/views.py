"""The staff's pages on projects: list, sheet, form, publication."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
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
from website.agreements.filters import clean, whole
from website.agreements.models import Agreement
from website.projects.actions import (
    IdentifierTakenError,
    NoSuchAgreementError,
    ProjectChangedMeanwhileError,
    change_project,
    publish_project,
    record_project,
)
from website.projects.models import Project
from website.projects.queries import readable_projects, with_parts
from website.projects.reading import Forms, forms_for, read_project

PAGE = 50
REFUSALS = (NoSuchAgreementError, IdentifierTakenError)


@login_required
@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """The projects of a person's offices."""
    q = clean(request.GET.get("q", ""))
    rows = with_parts(readable_projects(request.user))
    if q:
        rows = rows.filter(title__icontains=q)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "q": q,
        "writes": offices_where(request.user, WRITE).exists(),
    }
    return render(request, "projects/list.html", context)


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the register knows of a project."""
    row = get_object_or_404(with_parts(readable_projects(request.user)), pk=pk)
    context = {
        "project": row,
        "may_write": may(request.user, WRITE, row.office),
        "may_publish": may(request.user, PUBLISH, row.office),
    }
    return render(request, "projects/sheet.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new project, with ``?agreement=`` under that agreement."""
    offices = list(offices_where(request.user, WRITE))
    if not offices:
        raise PermissionDenied
    number = whole(request.GET.get("agreement"), least=0, most=10**9, otherwise=0)
    agreement = Agreement.register.filter(pk=number, office__in=offices).first()
    office = agreement.office if agreement else chosen_office(offices, request.GET.get("office"))
    if office is None:
        context = {"offices": offices, "back": "projects:list"}
        return render(request, "agreements/choose_office.html", context)
    data = request.POST if request.method == "POST" else None
    asked = forms_for(data, office=office, agreement=agreement.pk if agreement else None)
    if data is not None and asked.are_valid():
        row = _tried(lambda: _record(request, office, asked), asked)
        if row is not None:
            messages.success(request, _("The project is in the register, as a draft."))
            return redirect("projects:sheet", pk=row.pk)
    return _page(request, asked, {"office": office})


def _tried(write: object, asked: Forms) -> Project | None:
    try:
        return write()
    except REFUSALS as refused:
        asked.form.add_error(None, str(refused))
        return None


@transaction.atomic
def _record(request: HttpRequest, office: Office, asked: Forms) -> Project:
    return record_project(
        office=office,
        told=read_project(asked),
        source=asked.form.named(by=request.user),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a project; nobody's change is lost when two people save at once."""
    row = get_object_or_404(with_parts(readable_projects(request.user)), pk=pk)
    require(request.user, WRITE, row.office)
    data = request.POST if request.method == "POST" else None
    asked = forms_for(data, office=row.office, row=row)
    context = {"office": row.office, "project": row}
    if data is not None and asked.are_valid():
        try:
            saved = _tried(lambda: _change(request, row, asked), asked)
        except ProjectChangedMeanwhileError:
            again = data.copy()
            again["version"] = str(row.version)
            asked = forms_for(again, office=row.office, row=row)
            return _page(request, asked, context | {"meanwhile": True}, status=409)
        if saved is not None:
            messages.success(request, _("Your change is saved."))
            return redirect("projects:sheet", pk=pk)
    return _page(request, asked, context)


@transaction.atomic
def _change(request: HttpRequest, row: Project, asked: Forms) -> Project:
    return change_project(
        pk=row.pk,
        version=asked.form.cleaned_data["version"] or 0,
        told=read_project(asked, row),
        source=asked.form.named(by=request.user),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


def _page(
    request: HttpRequest, asked: Forms, context: dict[str, object], status: int | None = None
) -> HttpResponse:
    wrong = asked.form.is_bound and asked.wrong
    shown = context | {"asked": asked, "form": asked.form, "wrong": wrong}
    return render(request, "projects/edit.html", shown, status=status or (422 if wrong else 200))


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a project to the public, or take it out of its sight; the record stays."""
    row = get_object_or_404(readable_projects(request.user), pk=pk)
    public = request.POST.get("public") == "yes"
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    publish_project(pk=row.pk, public=public, by=request.user, at=now)
    said = (
        _("The project is published.")
        if public
        else _("The public does not see the project any more.")
    )
    messages.success(request, said)
    return redirect("projects:sheet", pk=pk)
