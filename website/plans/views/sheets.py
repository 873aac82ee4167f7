"""Taking a programme over from a spreadsheet, after a look at what was read; and as one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twinpact.agreements.findings import Finding
from twinpact.formats.table import UnreadableFileError
from twinpact.plans.findings import say_plan_finding
from website.accounts.permissions import WRITE
from website.agreements.words import reader_language
from website.plans import convert, shown
from website.plans.actions import (
    ChangedMeanwhileError,
    NotBeingDraftedError,
    NothingReadError,
    read_sheet,
    take_sheet,
)
from website.plans.compared import changes
from website.plans.forms.programme import SheetForm
from website.plans.models import Programme, ProgrammeSheet
from website.plans.permissions import require_on
from website.plans.queries import with_content
from website.plans.sheet_file import sheet_file, template_file
from website.plans.views.reading import now, page_context, programme_for
from website.plans.words import programme_title

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a spreadsheet, and see what was read before anything is taken over."""
    row = programme_for(request, pk)
    require_on(request.user, WRITE, row)
    if row.stage != Programme.Stage.DRAFTING:
        raise Http404
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SheetForm(*posted)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read_sheet(pk=pk, content=file.read(), filename=file.name, by=request.user, at=now())
        except (UnreadableFileError, NothingReadError, NotBeingDraftedError) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("plans:sheet", pk=pk)
    context = page_context(request, row) | {"form": form} | _waiting(row)
    return render(request, "plans/sheet.html", context, status=422 if form.errors else 200)


def _waiting(row: Programme) -> dict[str, object]:
    """What was read of the file that waits, against what is written now."""
    waiting = ProgrammeSheet.objects.filter(programme=row).first()
    if waiting is None:
        return {}
    told = convert.of_content(waiting.content)
    written = convert.programme_of(with_content(Programme.objects.all()).get(pk=row.pk))
    return {
        "waiting": waiting,
        "stale": waiting.version != row.version,
        "findings": [_found(one) for one in waiting.findings],
        "changes": changes(written, told),
        "activities": [
            (line, one, shown.months_words(one.months))
            for line in told.lines
            for one in line.activities
        ][:200],
        "n_activities": len(told.activities),
        "n_indicators": len(told.indicators),
    }


def _found(kept: dict[str, object]) -> dict[str, object]:
    found = Finding(
        str(kept["code"]), kept["severity"], kept["column"], kept["row"], kept["values"]
    )
    return {
        "row": found.row,
        "column": found.column,
        "severity": found.severity,
        "words": say_plan_finding(found, reader_language()),
    }


@login_required
@require_POST
def taken(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over what was read."""
    programme_for(request, pk)
    try:
        take_sheet(pk=pk, by=request.user)
    except ProgrammeSheet.DoesNotExist as gone:
        raise Http404 from gone
    except (ChangedMeanwhileError, NotBeingDraftedError) as refused:
        messages.error(request, str(refused))
        return redirect("plans:sheet", pk=pk)
    messages.success(request, _("The programme is now what the spreadsheet says."))
    return redirect("plans:programme", pk=pk)


@login_required
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The programme as a spreadsheet that can be filled in and brought back."""
    row = programme_for(request, pk)
    content = convert.programme_of(with_content(Programme.objects.all()).get(pk=row.pk))
    return _file(sheet_file(content), programme_title(row))


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty spreadsheet with the columns that are read."""
    return _file(template_file(), _("Annual programme"))


def _file(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=XLSX)
    plain = "".join(sign if sign.isalnum() or sign in " -_" else "_" for sign in name)
    disposition = content_disposition_header(as_attachment=True, filename=f"{plain}.xlsx")
    response.headers["Content-Disposition"] = disposition
    return response
