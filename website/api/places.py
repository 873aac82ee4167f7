"""Places that published agreements name."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from twinpact.vocabularies import fold
from website.agreements.models import Agreement, Party
from website.api.agreements import Text
from website.api.schemas import Invalid, PlaceOut, Refusal, place_out
from website.places.models import Place
from website.places.territories import current_id

router = Router(tags=["places"])


class PlacesOut(Schema):
    """The first places that a search found, and how many there are."""

    count: int
    results: list[PlaceOut]


class PlaceSearch(Schema):
    """What to look for."""

    q: Text = ""
    country: Text = ""


def published_places() -> object:
    """Places that are party to a published agreement."""
    named = Party.objects.filter(place=OuterRef("pk"), agreement__in=Agreement.published.all())
    return Place.objects.filter(Exists(named))


@router.get(
    "/places",
    response={200: PlacesOut, 422: Invalid},
    summary="Search places of published agreements",
)
def list_places(request: HttpRequest, search: Query[PlaceSearch]) -> dict[str, object]:
    """The first 200 places by name that are party to a published agreement."""
    rows = published_places()
    for word in fold(search.q).split():
        rows = rows.filter(search__contains=word)
    if search.country:
        rows = rows.filter(country=search.country)
    return {
        "count": rows.count(),
        "results": [place_out(row) for row in rows.order_by("name", "id")[:200]],
    }


@router.get(
    "/places/{place_id}",
    response={200: PlaceOut, 404: Refusal, 422: Invalid},
    summary="Read a place",
)
def read_place(request: HttpRequest, place_id: str) -> dict[str, object]:
    """One place that is party to a published agreement; of a merged one, what it is now."""
    here = current_id(place_id.replace("\x00", ""))
    row = published_places().filter(pk=here).first()
    if row is None:
        raise HttpError(404, "No published agreement names this place.")
    return place_out(row)
