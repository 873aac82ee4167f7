"""How the columns of a file are understood: shown with samples, corrected, kept for next time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from twinpact.agreements import Mapping, dump_mapping
from website.exchange import actions
from website.exchange.column_form import ColumnsForm, MapForm, samples
from website.exchange.models import Import, ImportState
from website.exchange.views.previewing import frame
from website.exchange.views.reach import import_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """See and correct how the columns are understood; the file is then read anew."""
    batch = import_or_404(request, pk)
    if batch.state not in (ImportState.READY, ImportState.REFUSED, ImportState.DONE):
        return redirect("exchange:preview", pk=pk)
    posted = request.POST if request.method == "POST" else None
    by_file = posted is not None and "by_file" in posted
    map_form = MapForm(*((posted, request.FILES) if by_file else ()))
    form = ColumnsForm(None if by_file else posted, batch=batch, samples=samples(batch))
    sent = map_form if by_file else form
    if posted is not None and sent.is_valid():
        return _change(
            request, batch, sent.mapping(), getattr(sent, "sheets", batch.chosen_sheets)
        )
    context = frame(request, batch) | {"form": form, "map_form": map_form}
    return render(request, "exchange/columns.html", context, status=422 if posted else 200)


def _change(
    request: HttpRequest, batch: Import, mapping: Mapping, sheets: list[str]
) -> HttpResponse:
    try:
        actions.map_columns(
            pk=batch.pk,
            mapping=mapping,
            sheets=sheets,
            by=request.user,
            at=timezone.now(),  # noqa: TID251 a view is where the clock is read
        )
        messages.success(request, _("Kept for this source; the file is read anew."))
    except (actions.NotNowError, actions.UnknownSheetError) as problem:
        messages.error(request, str(problem))
    return redirect("exchange:preview", pk=batch.pk)


@login_required
@require_safe
def columns_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The map of the columns as the command line takes it."""
    batch = import_or_404(request, pk)
    text = dump_mapping(Mapping(**batch.mapping)) if batch.mapping else ""
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{batch.pk}.map.yaml"'
    return response
