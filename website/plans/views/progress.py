"""Where activities stand, who came and what was spent; and the report on the year."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from website.accounts.permissions import PUBLISH, WRITE
from website.agreements.actions.documents import FileRefusedError, TooLargeError
from website.plans.actions import (
    BroughtFile,
    ChangedMeanwhileError,
    DayAheadError,
    UnknownIndicatorError,
    receive_report,
    receive_report_file,
    report_progress,
)
from website.plans.forms.progress import ProgressForms, pages_of
from website.plans.forms.report import ReportForm
from website.plans.models import Programme
from website.plans.permissions import may_on, require_on
from website.plans.queries import Agreed, agreed
from website.plans.views.reading import now, page_context, programme_for, today_in

REFUSED = (ChangedMeanwhileError, UnknownIndicatorError)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The states of activities, people by sex, and spending by budget line, in one page."""
    programme = programme_for(request, pk)
    require_on(request.user, WRITE, programme)
    told = agreed(programme)
    if told is None:
        return render(request, "plans/figures_none.html", page_context(request, programme))
    line, page, rows = _rows(request, programme, told)
    refused = ""
    if request.method == "POST" and rows.is_valid():
        changed = rows.told()
        try:
            report_progress(pk=pk, told=changed, by=request.user, at=now())
        except REFUSED as meanwhile:
            refused = str(meanwhile)
        else:
            n = len(changed.activities) + len(changed.spending)
            messages.success(request, _("The progress is saved.") if n else _("Nothing changed."))
            query = urlencode({"line": line, "page": page.number})
            return redirect(f"{reverse('plans:progress', args=[pk])}?{query}")
    context = page_context(request, programme) | {
        "forms": rows,
        "page": page,
        "line": line,
        "lines": told.programme.lines,
        "refused": refused,
    }
    wrong = bool(refused or (request.method == "POST" and rows.errors))
    return render(request, "plans/progress.html", context, status=422 if wrong else 200)


def _rows(
    request: HttpRequest, programme: Programme, told: Agreed
) -> tuple[str, object, ProgressForms]:
    """The activities of a line, or of all, a page at a time; the whole's budget on the first."""
    wanted = request.GET.get("line", "")
    lines = [one for one in told.programme.lines if one.code == wanted] or told.programme.lines
    line = wanted if len(lines) == 1 and lines[0].code == wanted else ""
    activities = [one for each in lines for one in each.activities]
    page = Paginator(pages_of(activities), 1).get_page(request.GET.get("page"))
    whole = told.programme.budget if page.number == 1 and not line else ()
    rows = ProgressForms(
        request.POST if request.method == "POST" else None,
        activities=page.object_list[0],
        whole=whole,
        currency=programme.currency,
    )
    return line, page, rows


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the report on the year was received, with the report."""
    programme = programme_for(request, pk)
    require_on(request.user, PUBLISH, programme)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReportForm(*posted, programme=programme, today=today_in(programme.office))
    status = 200
    if posted:
        status = _receive(request, programme, form)
        if status == 200:
            messages.success(request, _("The report is received."))
            return redirect("plans:programme", pk=pk)
    context = page_context(request, programme) | {
        "form": form,
        "may_publish": may_on(request.user, PUBLISH, programme),
    }
    return render(request, "plans/report.html", context, status=status)


def _receive(request: HttpRequest, programme: Programme, form: ReportForm) -> int:
    """The status of the answer: 200 where the report was taken."""
    if not form.is_valid():
        return 422
    said = form.cleaned_data
    plain = {"pk": programme.pk, "on": said["on"], "by": request.user, "at": now()}
    try:
        if said["file"]:
            file = BroughtFile(said["file"].chunks(), said["file"].name)
            receive_report_file(file=file, **plain)
        else:
            chosen = said.get("report")
            receive_report(report=None if chosen is None else chosen.pk, **plain)
    except TooLargeError as refused:
        form.add_error("file", str(refused))
        return 413
    except FileRefusedError as refused:
        form.add_error("file", str(refused))
        return 422
    except DayAheadError as refused:
        form.add_error("on", str(refused))
        return 422
    return 200
