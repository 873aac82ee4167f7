"""The officer's pages: what is due, and the handover list."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twinpact.formats.tables import write_xlsx
from website.accounts.models import Office
from website.accounts.permissions import ADMINISTER, READ, may, offices_where
from website.agreements.filters import whole
from website.desks.due import LISTS, due_list, overview
from website.desks.handover import open_lines, open_procedures, without_procedure
from website.desks.views.numeralia import XLSX

PAGE = 50
MOST_PAGES = 100_000
OFFICES_NAMED = 12


@login_required
@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """What is late, what is due in the next days, what ends soon; in one office or in all."""
    offices = list(offices_where(request.user, READ))
    chosen = [one for one in offices if one.slug == request.GET.get("office")]
    turned = request.GET.get("list", "")
    page = whole(request.GET.get("page"), least=1, most=MOST_PAGES, otherwise=1)
    today = timezone.localdate()
    shown = chosen or offices
    context = {
        "lists": [due_list(turned, shown, today, page=page)]
        if turned in LISTS
        else overview(shown, today),
        "alone": turned if turned in LISTS else "",
        "offices": offices,
        "office": chosen[0] if chosen else None,
        "handed_over": shown[:OFFICES_NAMED],
        "today": today,
    }
    return render(request, "desks/due.html", context)


@login_required
@require_safe
def handover(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything open of an office, for whoever comes after."""
    office = get_object_or_404(offices_where(request.user, READ), slug=slug)
    today = timezone.localdate()
    rows = open_procedures(office)
    n = rows.count()
    pages = max(1, -(-n // PAGE))
    page = whole(request.GET.get("page"), least=1, most=pages, otherwise=1)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    context = {
        "office": office,
        "lines": list(open_lines(shown, today)),
        "n": n,
        "page": page,
        "pages": pages,
        "without": without_procedure(office),
        "today": today,
        "administers": may(request.user, ADMINISTER, office),
    }
    return render(request, "desks/handover.html", context)


@login_required
@require_safe
def handover_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a spreadsheet, whole."""
    office: Office = get_object_or_404(offices_where(request.user, READ), slug=slug)
    today = timezone.localdate()
    header = [
        _("Number"), _("Agreement"), _("Form"), _("State"), _("Next step"), _("To do first"),
        _("Due"), _("Who"),
    ]  # fmt: skip
    rows = (
        [
            one.procedure.agreement_id, one.title, one.form, one.state, one.step, one.rule,
            one.due.isoformat() if one.due else "", one.who,
        ]
        for one in open_lines(open_procedures(office), today)
    )  # fmt: skip
    body = write_xlsx(header, rows, sheet=_("Handover"))
    response = HttpResponse(body, content_type=XLSX)
    name = f"handover_{office.slug}_{today.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
