"""The desk: the agreements of a person's offices, and what is due to look at."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from website.accounts.permissions import READ, WRITE, offices_where
from website.agreements.desk import due, office_groups, readable
from website.agreements.filters import Filters
from website.agreements.listing import listing
from website.agreements.models import AgreementFinding


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The list, with its filters."""
    base = readable(request.user)
    filters = Filters.from_query(request.GET)
    page = listing(base, filters)
    page = replace(page, groups=[*office_groups(base, filters), *page.groups])
    context = {
        "listing": page,
        "due": due(request.user),
        "writes": offices_where(request.user, WRITE).exists(),
    }
    return render(request, "agreements/desk.html", context)


@login_required
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """All kinds of findings, and those that are about a register as a whole."""
    offices = offices_where(request.user, READ)
    whole = AgreementFinding.objects.filter(office__in=offices, agreement=None)
    context = {
        "due": due(request.user),
        "whole": whole.select_related("office").order_by("office__name", "id")[:200],
        "offices": offices,
    }
    return render(request, "agreements/findings.html", context)
