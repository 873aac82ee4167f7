"""Published agreements: search them, read one."""

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from website.agreements.filters import LARGEST_PAGE, LONGEST, Filters
from website.agreements.models import Agreement
from website.agreements.queries import facets, matching, select, with_all
from website.api.schemas import AgreementOut, AgreementsOut, Invalid, Refusal, agreement_out

router = Router(tags=["agreements"])
Text = Annotated[str, Field(max_length=LONGEST, pattern=r"^[^\x00-\x1f\x7f]*$")]
LargestId = 2**63 - 1


class Selection(Schema):
    """The filters of a list; the empty text is no filter, ``unknown`` asks for unknown values."""

    q: Text = ""
    place: Text = ""
    country: Text = ""
    region: Text = ""
    level: Text = ""
    form: Text = ""
    theme: Text = ""
    motivation: Text = ""
    state: Text = ""
    signed_from: Annotated[str, Field(pattern=r"^(\d{4}(-\d\d-\d\d)?)?$")] = ""
    signed_to: Annotated[str, Field(pattern=r"^(\d{4}(-\d\d-\d\d)?)?$")] = ""
    sort: Literal["-signed", "signed", "-changed", "id"] = "-signed"


class Page(Selection):
    """A page of the list."""

    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    page_size: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 25


@router.get(
    "/agreements",
    response={200: AgreementsOut, 422: Invalid},
    summary="Search published agreements",
)
def list_agreements(request: HttpRequest, page: Query[Page]) -> dict[str, object]:
    """A page of the published agreements that the filters ask for, and counts for each filter."""
    filters = Filters(**page.model_dump())
    first = (filters.page - 1) * filters.page_size
    rows = with_all(select(Agreement.published.all(), filters))[first : first + filters.page_size]
    return {
        "count": matching(Agreement.published.all(), filters).count(),
        "results": [agreement_out(row) for row in rows],
        "facets": facets(Agreement.published.all(), filters),
    }


@router.get(
    "/agreements/{pk}",
    response={200: AgreementOut, 404: Refusal, 422: Invalid},
    summary="Read a published agreement",
)
def read_agreement(
    request: HttpRequest, pk: Annotated[int, Path(ge=1, le=LargestId)]
) -> dict[str, object]:
    """One published agreement."""
    row = with_all(Agreement.published.filter(pk=pk)).first()
    if row is None:
        raise HttpError(404, "There is no published agreement with this number.")
    return agreement_out(row)
