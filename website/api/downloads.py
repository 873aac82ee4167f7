"""The published agreements that the filters ask for, as a file; streamed, however many."""

import json
from collections.abc import Callable, Iterator

from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from ninja import Query, Router

from twinpact.agreements import Agreement as Draft
from twinpact.formats.agreements import agreement_rows
from twinpact.formats.geojson import features
from twinpact.formats.tables import write_csv, write_xlsx
from website.agreements.convert import to_library
from website.agreements.filters import Filters
from website.agreements.models import Agreement
from website.agreements.queries import select, with_all
from website.api.agreements import Selection
from website.api.schemas import Invalid, agreement_out

router = Router(tags=["downloads"])
BATCH = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_of(content_type: str, schema: dict[str, str] | None = None) -> dict[str, object]:
    """How the API's description tells of an answer that is a file."""
    content = {content_type: {"schema": schema or {"type": "string", "format": "binary"}}}
    return {"responses": {200: {"description": "The file", "content": content}}}


def chosen(selection: Selection) -> QuerySet[Agreement]:
    """The published agreements that were asked for, whole."""
    return with_all(select(Agreement.published.all(), Filters(**selection.model_dump())))


def batches(rows: QuerySet[Agreement]) -> Iterator[list[Agreement]]:
    """The rows, some hundreds at a time, so that memory does not grow with the register."""
    batch: list[Agreement] = []
    for row in rows.iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def table_rows(rows: QuerySet[Agreement]) -> Iterator[tuple[tuple[str, ...], list[list[str]]]]:
    """The header and the rows of our own table, batch by batch; one empty batch at least."""
    parties = rows.order_by().aggregate(most=Max("parties__position"))["most"] or 2
    none: list[Draft] = []
    yield agreement_rows(none, parties=parties)
    for batch in batches(rows):
        yield agreement_rows((to_library(row) for row in batch), parties=parties)


def attachment(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """A file to save rather than to show."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def stream(pieces: Callable[[], Iterator[str]], content_type: str, name: str) -> HttpResponseBase:
    """A download that begins before its last row is read."""
    return attachment(StreamingHttpResponse(pieces(), content_type=content_type), name)


@router.get(
    "/agreements.csv",
    summary="Download as CSV",
    response={422: Invalid},
    openapi_extra=file_of("text/csv"),
)
def as_csv(request: HttpRequest, selection: Query[Selection]) -> HttpResponseBase:
    """Our own table, one row an agreement, as CSV (RFC 4180)."""

    def pieces() -> Iterator[str]:
        for n, (header, rows) in enumerate(table_rows(chosen(selection))):
            text = write_csv(header, rows)
            yield text if n == 0 else text.split("\r\n", 1)[1]

    return stream(pieces, "text/csv; charset=utf-8", "agreements.csv")


@router.get(
    "/agreements.xlsx",
    summary="Download as a workbook",
    response={422: Invalid},
    openapi_extra=file_of(XLSX),
)
def as_xlsx(request: HttpRequest, selection: Query[Selection]) -> HttpResponseBase:
    """Our own table as a workbook."""
    parts = table_rows(chosen(selection))
    header, _ = next(parts)
    book = write_xlsx(header, (row for _, rows in parts for row in rows), sheet="agreements")
    return attachment(HttpResponse(book, content_type=XLSX), "agreements.xlsx")


@router.get(
    "/agreements.json",
    summary="Download as JSON",
    response={422: Invalid},
    openapi_extra=file_of("application/json", {"type": "array"}),
)
def as_json(request: HttpRequest, selection: Query[Selection]) -> HttpResponseBase:
    """A list of agreements, each as ``/agreements/{pk}`` gives it."""
    return stream(
        lambda: json_list("[", "]", (agreement_out(row) for row in whole(selection))),
        "application/json",
        "agreements.json",
    )


@router.get(
    "/agreements.geojson",
    summary="Download as GeoJSON",
    response={422: Invalid},
    openapi_extra=file_of("application/geo+json", {"type": "object"}),
)
def as_geojson(request: HttpRequest, selection: Query[Selection]) -> HttpResponseBase:
    """A line from the near side to each partner, where both points are known (RFC 7946)."""
    lines = (
        line | {"properties": {"id": row.pk} | line["properties"]}
        for row in whole(selection)
        for line in features(to_library(row))
    )
    return stream(
        lambda: json_list('{"type":"FeatureCollection","features":[', "]}", lines),
        "application/geo+json",
        "agreements.geojson",
    )


def whole(selection: Selection) -> Iterator[Agreement]:
    """Every agreement that was asked for."""
    for batch in batches(chosen(selection)):
        yield from batch


def json_list(before: str, after: str, things: Iterator[dict]) -> Iterator[str]:
    """A JSON list, thing by thing."""
    yield before
    for n, thing in enumerate(things):
        yield ("," if n else "") + json.dumps(thing, ensure_ascii=False)
    yield after
