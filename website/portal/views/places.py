"""The territories of the published agreements."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from twinpact.vocabularies import fold
from website.agreements import words
from website.agreements.filters import Filters, clean
from website.agreements.models import Agreement, Publication
from website.agreements.queries import select
from website.places.models import Place
from website.portal import drawing

PLACES_A_PAGE = 50
AGREEMENTS_SHOWN = 50


def with_published(base: QuerySet[Place]) -> QuerySet[Place]:
    """Places that are a party of a published agreement, with how many."""
    published = Q(parties__agreement__publication=Publication.PUBLISHED)
    return (
        base.filter(published)
        .annotate(n=Count("parties__agreement", filter=published, distinct=True))
        .select_related("parent")
    )


def places(request: HttpRequest) -> HttpResponse:
    """Search the territories."""
    q = clean(request.GET.get("q", ""))
    level = clean(request.GET.get("level", ""))
    found = with_published(Place.objects.all())
    for part in fold(q).split():
        found = found.filter(search__contains=part)
    if level:
        found = found.filter(level=level)
    page = Paginator(found.order_by("-n", "name", "pk"), PLACES_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "q": q, "level": level, "levels": levels()}
    return render(request, "portal/places.html", context)


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
    inside = (
        Q(parties__place=found)
        | Q(parties__place__parent=found)
        | Q(parties__place__parent__parent=found)
    )
    mine = Agreement.published.filter(inside).order_by().values("pk")
    outside = (
        Place.objects.filter(parties__agreement__in=mine)
        .exclude(Q(pk=found.pk) | Q(parent=found) | Q(parent__parent=found))
        .order_by()
        .values_list("country")
        .annotate(
            n=Count("parties__agreement", distinct=True, filter=Q(parties__agreement__in=mine))
        )
        .order_by("-n", "country")
    )
    return [(code, words.country_name(code), n) for code, n in outside]
