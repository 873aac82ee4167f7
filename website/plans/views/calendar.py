"""The programme as a file for a calendar."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from website.plans.events import calendar_of
from website.plans.views.reading import now, programme_for


@login_required
@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The activities of a programme, to be taken into a calendar."""
    row = programme_for(request, pk)
    body = calendar_of(
        row,
        at=now(),
        site=request.get_host().partition(":")[0],
        address=request.build_absolute_uri(f"/{(get_language() or 'en')[:2]}"),
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="programme-{row.year}.ics"'
    return response
