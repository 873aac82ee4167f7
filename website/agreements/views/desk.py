"""The desk: the agreements of a person's offices, and what is due to look at."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from twinpact import places as gazetteer
from website.accounts.permissions import READ, WRITE, offices_where
from website.agreements.desk import due, office_groups, readable
from website.agreements.filters import Filters, clean
from website.agreements.listing import listing
from website.agreements.models import AgreementFinding
from website.places.naming import full_name


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


@login_required
@require_safe
def places(request: HttpRequest) -> JsonResponse:
    """Territories whose name begins as typed, for the list under the field.

    Those of the country come first; where it has none, the others are offered all the same.
    """
    typed = clean(request.GET.get("q", ""))
    country = clean(request.GET.get("country", ""))
    found = gazetteer.search(typed, limit=8, country=country or None) if typed else []
    if typed and country and not found:
        found = gazetteer.search(typed, limit=8)
    language = get_language() or "en"
    named = [
        {"id": place.id, "name": full_name(place.id, language), "country": place.country}
        for place in found
    ]
    return JsonResponse({"places": named})
