"""The published agreements in IATI 2.03: the whole file, that of an office, one agreement."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from website.accounts.models import Office
from website.api.agreements import LargestId
from website.api.downloads import attachment, file_of
from website.api.schemas import Invalid, Refusal
from website.iati.queries import check, file_pieces, going_out, public_agreement

router = Router(tags=["iati"])
XML = "application/xml"


def today() -> date:
    """The day of the request, by UTC as the moments in the file are."""
    return timezone.now().date()  # noqa: TID251 the API is where the clock is read


class OfPublisher(Schema):
    """Whose agreements; the empty text is all offices."""

    office: Annotated[str, Field(max_length=50, pattern=r"^[-a-zA-Z0-9_]*$")] = ""


@router.get(
    "/iati.xml",
    summary="Download as IATI",
    response={404: Refusal, 422: Invalid},
    openapi_extra=file_of(XML),
    url_name="iati_file",
)
def as_iati(request: HttpRequest, wanted: Query[OfPublisher]) -> HttpResponseBase:
    """The agreements that their offices let go out, with their programmes, in IATI 2.03.

    What breaks a rule of the standard waits until it is mended.
    """
    rows = going_out()
    if wanted.office:
        office = Office.objects.filter(slug=wanted.office).first()
        if office is None:
            raise HttpError(404, "There is no office with this short name.")
        rows = going_out(office)
    pieces = file_pieces(rows, on=today())
    return attachment(StreamingHttpResponse(pieces, content_type=XML), "iati.xml")


@router.get(
    "/agreements/{pk}/iati.xml",
    summary="Download an agreement as IATI",
    response={404: Refusal, 409: Refusal, 422: Invalid},
    openapi_extra=file_of(XML),
    url_name="iati_agreement",
)
def one_as_iati(
    request: HttpRequest, pk: Annotated[int, Path(ge=1, le=LargestId)]
) -> HttpResponseBase:
    """One agreement with its programmes, in IATI 2.03; 409 while it breaks a rule."""
    row = public_agreement(pk)
    if row is None:
        raise HttpError(404, "No agreement with this number goes out in IATI.")
    found = check(row, row.office.iati_settings, on=today())
    if found.holds:
        raise HttpError(409, "This agreement waits until what breaks the rules of IATI is mended.")
    return attachment(HttpResponse(found.content, content_type=XML), f"iati-{pk}.xml")
