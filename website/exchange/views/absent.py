"""Entries that their source has no more; a person decides what that means."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from website.accounts.permissions import PUBLISH, READ, WRITE, offices_where
from website.agreements.filters import whole
from website.exchange.preview import PAGE
from website.exchange.queries import absent_entries


@login_required
@require_safe
def absent(request: HttpRequest) -> HttpResponse:
    """The entries of a person's offices that their source has no more, the latest first."""
    entries = absent_entries(offices_where(request.user, READ)).select_related(
        "source", "office", "agreement", "absent_in"
    )
    pages = Paginator(entries.prefetch_related("agreement__parties__place"), PAGE)
    number = whole(request.GET.get("page"), least=1, most=pages.num_pages, otherwise=1)
    context = {
        "page": pages.page(number),
        "writes": set(offices_where(request.user, WRITE).values_list("pk", flat=True)),
        "publishes": set(offices_where(request.user, PUBLISH).values_list("pk", flat=True)),
    }
    return render(request, "exchange/absent.html", context)
