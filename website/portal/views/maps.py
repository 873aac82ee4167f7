"""The map of the published agreements, and the same content as a list beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from website.agreements import words
from website.agreements.filters import Filters
from website.agreements.listing import chosen, groups
from website.agreements.models import Agreement
from website.agreements.queries import Arc, arcs, matching

LINES_A_PAGE = 100
# A browser draws this many lines in a blink; beyond it the busiest are drawn and it is said so.
MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class MapListing:
    """The lines of the map as a list: a page of them, and the filters."""

    filters: Filters
    arcs: Sequence[Arc]
    total: int
    groups: Sequence[object]
    chosen: Sequence[object]
    pages: int

    @property
    def query(self) -> str:
        """The filters as an address holds them, without the page."""
        return self.filters.to_query(page=1)

    @property
    def previous_query(self) -> str | None:
        """The address of the page before this one."""
        page = self.filters.page
        return self.filters.to_query(page=page - 1) if page > 1 else None

    @property
    def next_query(self) -> str | None:
        """The address of the next page."""
        page = self.filters.page
        return self.filters.to_query(page=page + 1) if page < self.pages else None


def map_page(request: HttpRequest) -> HttpResponse:
    """The map; its lines come as a file of their own."""
    filters = Filters.from_query(request.GET)
    base = Agreement.published.all()
    lines = in_order(arcs(matching(base, filters)))
    pages = max(1, -(-len(lines) // LINES_A_PAGE))
    filters = replace(filters, page=min(filters.page, pages))
    first = (filters.page - 1) * LINES_A_PAGE
    listing = MapListing(
        filters=filters,
        arcs=lines[first : first + LINES_A_PAGE],
        total=len(lines),
        groups=groups(base, filters),
        chosen=chosen(filters),
        pages=pages,
    )
    context = {"listing": listing, "drawn": min(len(lines), MOST_LINES)}
    return render(request, "portal/map.html", context)


def arcs_file(request: HttpRequest) -> JsonResponse:
    """The lines: places once (id, name, longitude, latitude), and pairs of them with a count."""
    filters = Filters.from_query(request.GET)
    lines = in_order(arcs(matching(Agreement.published.all(), filters)))[:MOST_LINES]
    language = words.reader_language()
    numbers: dict[str, int] = {}
    places: list[list[object]] = []
    pairs = []
    for line in lines:
        pair = []
        for id_, name, names, point in (
            (line.near, line.near_name, line.near_names, line.near_point),
            (line.far, line.far_name, line.far_names, line.far_point),
        ):
            if id_ not in numbers:
                numbers[id_] = len(places)
                places.append(
                    [id_, names.get(language, name), round(point[0], 3), round(point[1], 3)]
                )
            pair.append(numbers[id_])
        pairs.append([*pair, line.agreements, line.first])
    return JsonResponse({"places": places, "lines": pairs})


def in_order(lines: Sequence[Arc]) -> list[Arc]:
    """The busiest lines first, then by name."""
    return sorted(lines, key=lambda arc: (-arc.agreements, arc.near_name, arc.far_name, arc.far))
