"""The territories of the published agreements."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from twinpact.vocabularies import fold
from website.agreements import words
from website.agreements.filters import Filters, clean
from website.agreements.models import Agreement, Party, Publication
from website.agreements.queries import matching, select
from website.places.models import Place
from website.portal import drawing

PLACES_A_PAGE = 50
AGREEMENTS_SHOWN = 50


def places(request: HttpRequest) -> HttpResponse:
    """Search the territories."""
    q = clean(request.GET.get("q", ""))
    level = clean(request.GET.get("level", ""))
    page = Paginator(counted(q, level), PLACES_A_PAGE).get_page(request.GET.get("page"))
    found = Place.objects.select_related("parent").in_bulk([row["place"] for row in page])
    rows = [(found[row["place"]], row["n"]) for row in page]
    context = {"page": page, "rows": rows, "q": q, "level": level, "levels": levels()}
    return render(request, "portal/places.html", context)


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
    """One territory: where it is, its agreements and its partners by country."""
    found = Place.objects.select_related("parent__parent").filter(pk=clean(place_id)).first()
    if found is None:
        raise Http404
    filters = Filters(place=found.pk, page_size=AGREEMENTS_SHOWN)
    chosen = select(Agreement.published.all(), filters)
    total = chosen.count()
    if total == 0:
        raise Http404
    rows = list(chosen[:AGREEMENTS_SHOWN])
    return render(
        request,
        "portal/place.html",
        {
            "place": found,
            "rows": rows,
            "total": total,
            "filters": filters,
            "partners": partners_by_country(found),
            "map": drawing.place(found, rows),
        },
    )


def partners_by_country(found: Place) -> list[tuple[str, str, int]]:
    """The countries opposite a territory: code, name, agreements; the most first."""
    mine = matching(Agreement.published.all(), Filters(place=found.pk)).order_by().values("pk")
    inside = Q(place=found) | Q(place__parent=found) | Q(place__parent__parent=found)
    opposite = (
        Party.objects.filter(agreement__in=mine, place__isnull=False)
        .exclude(inside)
        .order_by()
        .values_list("place__country")
        .annotate(n=Count("agreement", distinct=True))
        .order_by("-n", "place__country")
    )
    return [(code, words.country_name(code), n) for code, n in opposite]
