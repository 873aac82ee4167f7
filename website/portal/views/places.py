"""The territories of the published agreements."""

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from twinpact.vocabularies import fold
from website.accounts.permissions import TEND_PLACES
from website.agreements import words
from website.agreements.filters import Filters, clean
from website.agreements.models import Agreement, Party, Publication
from website.agreements.place_facts import (
    counts_inside,
    of_insiders,
    of_place,
    partners_by_country,
    place_counts,
)
from website.agreements.queries import select
from website.places import territories
from website.places.models import Place
from website.portal import drawing

PLACES_A_PAGE = 50
PLACES_OFFERED = 8
AGREEMENTS_SHOWN = 50
AGREEMENTS_INSIDE_SHOWN = 25


def places(request: HttpRequest) -> HttpResponse:
    """Search the territories."""
    q = clean(request.GET.get("q", ""))
    level = clean(request.GET.get("level", ""))
    page = Paginator(counted(q, level), PLACES_A_PAGE).get_page(request.GET.get("page"))
    found = Place.objects.select_related("parent").in_bulk([row["place"] for row in page])
    rows = [(found[row["place"]], row["n"]) for row in page]
    context = {"page": page, "rows": rows, "q": q, "level": level, "levels": levels()}
    return render(request, "portal/places.html", context)


@require_safe
def find(request: HttpRequest) -> JsonResponse:
    """Places with published agreements, for the list under a filter's field."""
    q = clean(request.GET.get("q", ""))
    found = list(counted(q, "")[:PLACES_OFFERED].values_list("place", flat=True)) if q else []
    rows = Place.objects.select_related("parent__parent").in_bulk(found)
    offered = [
        {
            "id": pk,
            "name": str(rows[pk]),
            "title": str(rows[pk]),
            "country": rows[pk].country,
            "level": words.word("level", rows[pk].level),
            "within": "" if rows[pk].level == "country" else words.whereabouts(rows[pk]),
            "also": "",
        }
        for pk in found
    ]
    return JsonResponse({"places": offered})


def counted(q: str, level: str) -> QuerySet[Party]:
    """The parties of published agreements, each with how many; those with most first."""
    parties = Party.objects.filter(
        agreement__publication=Publication.PUBLISHED, place__isnull=False
    )
    for part in fold(q).split():
        parties = parties.filter(place__search__contains=part)
    if level:
        parties = parties.filter(place__level=level)
    counts = parties.order_by().values("place", "place__name").annotate(n=Count("pk"))
    return counts.order_by("-n", "place__name", "place")


def levels() -> list[tuple[str, str]]:
    """The levels of government, in words."""
    return [(code, words.word("level", code)) for code in words.codes("level")]


def place(request: HttpRequest, place_id: str) -> HttpResponse:
    """One territory: where it is, its agreements, those inside it, its partners by country.

    The address of a place that was merged leads to the one that it was merged into, for ever.
    """
    here = territories.current_id(clean(place_id))
    if here != clean(place_id):
        return redirect("portal:place", place_id=here, permanent=True)
    found = Place.objects.select_related("parent__parent__parent").filter(pk=here).first()
    if found is None:
        raise Http404
    base = Agreement.published.all()
    counts = place_counts(base, found)
    if counts.total == 0:
        raise Http404
    filters = Filters(place=found.pk, page_size=AGREEMENTS_SHOWN)
    own = list(select(of_place(base, found), Filters())[:AGREEMENTS_SHOWN])
    within = list(select(of_insiders(base, found), Filters())[:AGREEMENTS_INSIDE_SHOWN])
    context = {
        "place": found,
        "counts": counts,
        "own": own,
        "within": within,
        "all_shown": len(own) + len(within) == counts.total,
        "inside": counts_inside(base, found),
        "filters": filters,
        "partners": partners_by_country(base, found),
        "map": drawing.place(found, [*own, *within]),
        "tends": request.user.has_perm(TEND_PLACES),
    }
    return render(request, "portal/place.html", context)
