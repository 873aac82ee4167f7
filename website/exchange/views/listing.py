"""The list of imports, and bringing a file."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from website.accounts.models import Office
from website.accounts.permissions import READ, WRITE, chosen_office, offices_where
from website.agreements.filters import whole
from website.exchange import actions
from website.exchange.forms import ImportForm
from website.exchange.models import Import
from website.exchange.preview import PAGE
from website.exchange.queries import absent_entries
from website.exchange.views.reach import readable


@login_required
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """All imports, newest first."""
    pages = Paginator(readable(request.user), PAGE)
    page = pages.page(_within(request, pages))
    context = {
        "page": page,
        "writes": offices_where(request.user, WRITE).exists(),
        "absent": absent_entries(offices_where(request.user, READ)).count(),
    }
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
    office = chosen_office(offices, request.GET.get("office"))
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
