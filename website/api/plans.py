"""Published development plans and their key figures."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from twinpact.formats.key_figures import key_figures_as_csv, key_figures_as_json
from website.api.agreements import LargestId
from website.api.downloads import attachment, file_of
from website.api.schemas import Invalid, PartialDateOut, Refusal, date_out
from website.priorities.convert import with_parts
from website.priorities.models import DevelopmentPlan
from website.priorities.queries import counted, public_figures

router = Router(tags=["plans"])
PlanId = Annotated[int, Path(ge=1, le=LargestId)]
LARGEST_PAGE = 200


class PlanOut(Schema):
    """A development plan without its parts."""

    id: int
    code: str = Field(examples=["PD-2008"])
    title: str
    office: str
    territory: str | None = Field(examples=["CO-ANT"])
    starts: PartialDateOut
    ends: PartialDateOut


class PlanInList(PlanOut):
    """A development plan, and how many parts it has."""

    priorities: int
    indicators: int


class PlansOut(Schema):
    """A page of plans."""

    count: int
    results: list[PlanInList]


class PriorityOut(Schema):
    """A priority; ``within`` is the code of the wider one of which it is a part."""

    code: str
    title: str
    within: str | None
    themes: list[str]


class PlanProgrammeOut(Schema):
    """A programme under a priority."""

    code: str
    title: str
    priority: str


class WholePlanOut(PlanOut):
    """A development plan with its priorities and programmes."""

    priorities: list[PriorityOut]
    programmes: list[PlanProgrammeOut]


class PlanPage(Schema):
    """Which page of the list."""

    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    page_size: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50


@router.get(
    "/plans", response={200: PlansOut, 422: Invalid}, summary="List published development plans"
)
def list_plans(request: HttpRequest, page: Query[PlanPage]) -> dict[str, object]:
    """A page of the published development plans, by office, the newest term first."""
    first = (page.page - 1) * page.page_size
    rows = counted(DevelopmentPlan.published.all())[first : first + page.page_size]
    return {
        "count": DevelopmentPlan.published.count(),
        "results": [
            plan_out(row) | {"priorities": row.n_priorities, "indicators": row.n_indicators}
            for row in rows
        ],
    }


@router.get(
    "/plans/{pk}/key-figures.csv",
    response={404: Refusal, 422: Invalid},
    summary="Key figures as CSV",
    openapi_extra=file_of("text/csv"),
)
def figures_as_csv(request: HttpRequest, pk: PlanId) -> HttpResponseBase:
    """A row for each indicator and target of a plan: promised, reached, light, evidence, source.

    An empty cell is unknown, and 0 is zero. Only approved figures are here.
    """
    row = published_plan(pk)
    text = key_figures_as_csv(public_figures(row, site=site_of(request)))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    return attachment(response, f"key-figures-{row.pk}.csv")


@router.get(
    "/plans/{pk}/key-figures.json",
    response={404: Refusal, 422: Invalid},
    summary="Key figures as JSON",
    openapi_extra=file_of("application/json", {"type": "object"}),
)
def figures_as_json(request: HttpRequest, pk: PlanId) -> HttpResponseBase:
    """The same as JSON, in the shape that a quality system takes: null is unknown.

    Numbers are texts, to the digit.
    """
    row = published_plan(pk)
    text = key_figures_as_json(public_figures(row, site=site_of(request)))
    return HttpResponse(text, content_type="application/json")


@router.get(
    "/plans/{pk}",
    response={200: WholePlanOut, 404: Refusal, 422: Invalid},
    summary="Read a published development plan",
)
def read_plan(request: HttpRequest, pk: PlanId) -> dict[str, object]:
    """One published plan with its priorities and programmes."""
    row = published_plan(pk)
    priorities = list(row.priorities.all())
    code_of = {one.pk: one.code for one in priorities}
    return plan_out(row) | {
        "priorities": [
            {
                "code": one.code,
                "title": one.title,
                "within": code_of.get(one.within_id),
                "themes": one.themes,
            }
            for one in priorities
        ],
        "programmes": [
            {"code": one.code, "title": one.title, "priority": code_of[one.priority_id]}
            for one in row.programmes.all()
        ],
    }


def published_plan(pk: int) -> DevelopmentPlan:
    """A published plan with its parts, or a refusal in one sentence."""
    row: DevelopmentPlan | None = with_parts(DevelopmentPlan.published.filter(pk=pk)).first()
    if row is None:
        raise HttpError(404, "There is no published development plan with this number.")
    return row


def plan_out(row: DevelopmentPlan) -> dict[str, object]:
    """A plan's own facts as the API gives them."""
    return {
        "id": row.pk,
        "code": row.code,
        "title": row.title,
        "office": row.office.name,
        "territory": row.territory_id,
        "starts": date_out(row, "starts"),
        "ends": date_out(row, "ends"),
    }


def site_of(request: HttpRequest) -> str:
    """What the addresses of this site begin with."""
    return request.build_absolute_uri("/").rstrip("/")
