"""The timeline of visits, and the commitments that are open."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from twinpact.vocabularies import terms
from website.accounts.permissions import READ, WRITE, offices_where
from website.visits.queries import (
    by_year,
    commitment_lines,
    open_commitments,
    readable_visits,
    with_places,
)

PAGE = 50
WAYS = tuple(terms("visit_directions"))


@login_required
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """The visits of a person's offices, the newest first, year by year."""
    rows = with_places(readable_visits(request.user)).order_by(
        F("starts_earliest").desc(nulls_last=True), "-pk"
    )
    way = request.GET.get("direction", "")
    if way in WAYS:
        rows = rows.filter(direction=way)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "years": by_year(list(page)),
        "way": way if way in WAYS else "",
        "ways": WAYS,
        "writes": offices_where(request.user, WRITE).exists(),
    }
    return render(request, "visits/list.html", context)


@login_required
@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """What was promised on visits and is still open, the first due first."""
    offices = list(offices_where(request.user, READ))
    today = timezone.localdate()
    page = Paginator(open_commitments(offices), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": commitment_lines(page.object_list, on=today),
        "today": today,
        "offices": offices,
    }
    return render(request, "visits/commitments.html", context)
