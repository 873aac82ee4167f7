"""A body of the register, and everything that it takes part in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from website.accounts.permissions import WRITE, offices_where
from website.actors.models import Organization
from website.network.queries import SHOWN, part_of


@login_required
@require_safe
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """What a body is, and what it takes part in, in the offices in which the person may read."""
    row = get_object_or_404(Organization.objects.select_related("place", "source"), pk=pk)
    context = {
        "body": row,
        "part": part_of(row, request.user),
        "shown": SHOWN,
        "writes": offices_where(request.user, WRITE).exists(),
    }
    return render(request, "network/organization.html", context)
