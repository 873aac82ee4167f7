"""The report of a visit: bringing it, and giving its file to those who may read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from twinpact.formats.papers import KINDS
from website.accounts.permissions import WRITE, require
from website.agreements.actions.documents import FileRefusedError
from website.agreements.documents import Download
from website.agreements.giving import give
from website.visits.actions import EmptyReportError, bring_report
from website.visits.forms import ReportForm
from website.visits.models import TripReport
from website.visits.queries import readable_visits


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the report of a visit, or bring it as a file."""
    visit = get_object_or_404(readable_visits(request.user).select_related("office"), pk=pk)
    require(request.user, WRITE, visit.office)
    before = TripReport.objects.filter(visit=visit).first()
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReportForm(*posted, initial={"text": before.text if before else ""})
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            bring_report(
                visit=visit.pk,
                text=form.cleaned_data["text"],
                chunks=file.chunks() if file else None,
                filename=file.name if file else "",
                by=request.user,
                at=timezone.now(),  # noqa: TID251 a view is where the clock is read
            )
        except FileRefusedError as refused:
            form.add_error("file", str(refused))
        except EmptyReportError as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("The report is kept. Only your office reads it."))
            return redirect(f"{redirect('visits:sheet', pk=pk).url}#report")
    context = {"form": form, "visit": visit, "before": before}
    return render(request, "visits/report.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a report, for those who may read the visit."""
    visit = get_object_or_404(readable_visits(request.user), pk=pk)
    found = get_object_or_404(TripReport, visit=visit)
    if not found.file:
        raise Http404
    kind = KINDS.get(found.file_kind)
    name = f"report-{visit.pk}-{slugify(visit.title)[:60]}{kind.ending if kind else '.bin'}"
    media_type = kind.media_type if kind else "application/octet-stream"
    return give(Download(found.file, name, media_type))
