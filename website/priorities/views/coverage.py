"""Which priorities nobody works on, and which agreements no priority needs."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from website.priorities.convert import to_library
from website.priorities.coverage import coverage_page
from website.priorities.queries import unasked
from website.priorities.views.reading import plan_for, rights

PAGE = 50


@login_required
@require_safe
def coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """The coverage of a plan as a picture and a table, and the agreements nobody asked yet."""
    row = plan_for(request, pk)
    rows = unasked(row).prefetch_related("parties__place").order_by("pk")
    context = {
        "plan": row,
        "page": coverage_page(row, to_library(row)),
        "unasked": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        **rights(request, row),
    }
    return render(request, "priorities/coverage.html", context)
