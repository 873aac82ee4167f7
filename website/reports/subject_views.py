"""Asking for a report on a programme or a visit."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from website.accounts.models import Office
from website.accounts.permissions import READ, may
from website.plans.permissions import offices_of
from website.plans.queries import agreed, readable, with_sides
from website.plans.words import programme_title
from website.reports import actions
from website.reports.forms import SubjectReportForm
from website.reports.making import OF_A_PROGRAMME
from website.reports.models import ReportKind
from website.visits.queries import readable_visits


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the annual programme, a progress report or the final report of a year."""
    row = get_object_or_404(with_sides(readable(request.user)), pk=pk)
    office = next(one for one in offices_of(row) if may(request.user, READ, one))
    kinds = OF_A_PROGRAMME if agreed(row) is not None else OF_A_PROGRAMME[:1]
    back = (reverse("plans:programme", args=[pk]), programme_title(row))
    return _asked(request, office, kinds, pk, back)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the file of a delegation or an event."""
    row = get_object_or_404(readable_visits(request.user).select_related("office"), pk=pk)
    back = (reverse("visits:sheet", args=[pk]), row.title)
    return _asked(request, row.office, (ReportKind.DELEGATION_FILE,), pk, back)


def _asked(
    request: HttpRequest,
    office: Office,
    kinds: Sequence[ReportKind],
    subject: int,
    back: tuple[str, str],
) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = SubjectReportForm(posted, kinds=kinds, language=(get_language() or "en")[:2])
    status = 200
    if posted is not None and form.is_valid():
        told = form.cleaned_data
        now = timezone.now()  # noqa: TID251 a view is where the clock is read
        try:
            actions.ask_report(
                office=office, on=timezone.localdate(now), by=request.user, at=now,
                kind=told["kind"], language=told["language"], formats=told["formats"],
                about=actions.About(subject=str(subject)),
            )  # fmt: skip
        except actions.TooManyReportsError as refused:
            messages.error(request, str(refused))
            status = 409
        else:
            said = _("The report is being made. You find it below when it is ready.")
            messages.success(request, said)
            return redirect(f"{reverse('reports:list')}?office={office.slug}")
    address, title = back
    context = {"form": form, "address": address, "subject": title}
    status = 422 if form.errors else status
    return render(request, "reports/subject.html", context, status=status)
