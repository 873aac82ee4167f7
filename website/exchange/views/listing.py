"""The staff's pages on imports."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from website.accounts.models import Office, User
from website.accounts.permissions import PUBLISH, READ, WRITE, may, offices_where
from website.agreements.filters import whole
from website.exchange import actions
from website.exchange.forms import ImportForm
from website.exchange.models import Import, ImportState
from website.exchange.preview import PAGE, columns, constants, shown
from website.exchange.queries import import_summary
from website.exchange.selection import Choice

UNDER_WAY = (ImportState.WAITING, ImportState.READING, ImportState.COMMITTING)


def readable(user: User) -> QuerySet[Import]:
    """The imports of the offices in which a person may read; all others do not exist."""
    imports = Import.objects.filter(office__in=offices_where(user, READ))
    return imports.select_related("office", "source", "started_by")


@login_required
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """All imports, newest first."""
    pages = Paginator(readable(request.user), PAGE)
    page = pages.page(_within(request, pages))
    context = {"page": page, "writes": offices_where(request.user, WRITE).exists()}
    return render(request, "exchange/list.html", context)


def _within(request: HttpRequest, pages: Paginator) -> int:
    return whole(request.GET.get("page"), least=1, most=pages.num_pages, otherwise=1)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Bring a file; it is kept as it came and read by a worker."""
    offices = list(offices_where(request.user, WRITE))
    if not offices:
        raise PermissionDenied
    office = _chosen(offices, request.GET.get("office"))
    if office is None:
        context = {"offices": offices, "back": "exchange:list"}
        return render(request, "agreements/choose_office.html", context)
    posted = request.method == "POST"
    form = ImportForm(*((request.POST, request.FILES) if posted else ()), office=office)
    if posted and form.is_valid():
        batch = _bring(request, office, form)
        return redirect("exchange:preview", pk=batch.pk)
    context = {"form": form, "office": office}
    return render(request, "exchange/add.html", context, status=_status(form))


def _chosen(offices: list[Office], slug: str | None) -> Office | None:
    """The office that the address names, or the only one."""
    if len(offices) == 1:
        return offices[0]
    return next((office for office in offices if office.slug == slug), None)


def _status(form: ImportForm) -> int:
    if not form.errors:
        return 200
    return 413 if form.has_error("file", "too_large") else 422


@transaction.atomic
def _bring(request: HttpRequest, office: Office, form: ImportForm) -> Import:
    file = form.cleaned_data["file"]
    return actions.bring_file(
        office=office,
        source=form.named(by=request.user),
        filename=file.name,
        content=file.read(),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


@login_required
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; then the rows, what was found in them, and the decision."""
    batch = get_object_or_404(readable(request.user), pk=pk)
    context = {"batch": batch, "under_way": batch.state in UNDER_WAY}
    if request.htmx:
        return _progress(request, context)
    if batch.state in UNDER_WAY or batch.state == ImportState.REFUSED:
        context["may_write"] = may(request.user, WRITE, batch.office)
        return render(request, "exchange/preview.html", context)
    context |= _rows(request, batch)
    context["may_write"] = may(request.user, WRITE, batch.office)
    context["may_publish"] = may(request.user, PUBLISH, batch.office)
    return render(request, "exchange/preview.html", context)


def _progress(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """The bar alone; when the work is done the whole page loads anew."""
    response = render(request, "exchange/_progress.html", context)
    if not context["under_way"]:
        response["HX-Refresh"] = "true"
    return response


def _rows(request: HttpRequest, batch: Import) -> dict[str, object]:
    choice = Choice.from_query(request.GET)
    pages = Paginator(choice.of(batch), PAGE)
    page = pages.page(min(choice.page, pages.num_pages))
    summary, taken = import_summary(batch), batch.mapping.get("columns", {})
    return {
        "choice": choice,
        "page": page,
        "rows": [shown(row, taken) for row in page.object_list],
        "summary": summary,
        "new": summary.outcomes["new"],
        "columns": columns(batch),
        "constants": constants(batch),
        "previous": choice.to_query(page=page.number - 1),
        "next": choice.to_query(page=page.number + 1),
    }


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide that the new rows go into the register."""
    batch = get_object_or_404(readable(request.user), pk=pk)
    try:
        actions.accept_import(
            pk=batch.pk,
            by=request.user,
            at=timezone.now(),  # noqa: TID251 a view is where the clock is read
            publish="publish" in request.POST,
        )
    except actions.NotNowError as not_now:
        messages.error(request, str(not_now))
    return redirect("exchange:preview", pk=pk)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide that nothing of the file goes into the register."""
    batch = get_object_or_404(readable(request.user), pk=pk)
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    try:
        actions.discard_import(pk=batch.pk, by=request.user, at=now)
        messages.success(request, _("Discarded. The register is as it was; the file is kept."))
    except actions.NotNowError as not_now:
        messages.error(request, str(not_now))
    return redirect("exchange:preview", pk=pk)
