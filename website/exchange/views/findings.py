"""The findings of an import as a spreadsheet: its own rows, with what was found in each."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from website.exchange.marked import KIND, marked_workbook
from website.exchange.views.reach import import_or_404


@login_required
@require_safe
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of the file with findings, as a workbook."""
    batch = import_or_404(request, pk)
    response = HttpResponse(marked_workbook(batch), content_type=KIND)
    response["Content-Disposition"] = f'attachment; filename="import-{batch.pk}-findings.xlsx"'
    return response
