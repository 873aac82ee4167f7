"""The pages of the reports: asking, waiting, taking away; and the office's letterhead."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseStopPolling

from website.accounts.models import Office, User
from website.accounts.permissions import ADMINISTER, READ, chosen_office, may, offices_where
from website.agreements import words
from website.agreements.desk import readable
from website.agreements.documents import Download
from website.agreements.filters import whole
from website.agreements.giving import give, give_bytes
from website.agreements.models import Agreement
from website.reports import actions
from website.reports.agreement_sheet import agreement_sheet, with_sheet
from website.reports.forms import LetterheadForm, ReportForm
from website.reports.letterheads import letterhead_of
from website.reports.models import UNDER_WAY, OfficeLetterhead, Report, ReportFile
from website.reports.render import FORMATS, draw

PAGE = 25
LARGEST_KEY = 2**63 - 1


def _readable_reports(user: User) -> QuerySet[Report]:
    """The reports of the offices in which a person may read; all others do not exist."""
    found = Report.objects.filter(office__in=offices_where(user, READ))
    return found.select_related("office", "asked_by", "agreement").prefetch_related("files")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """Ask for a report, and take those that are ready."""
    offices = list(offices_where(request.user, READ))
    office = chosen_office(offices, request.GET.get("office"))
    posted = request.method == "POST"
    today = timezone.localdate()
    form = ReportForm(
        request.POST if posted else None,
        this_year=today.year,
        initial={"language": get_language(), "year": today.year, "formats": ["pdf"]},
    )
    status = 200
    if posted and office is None:
        raise Http404
    if posted and form.is_valid():
        if _asked(request, office, form):
            return redirect(f"{reverse('reports:list')}?office={office.slug}")
        status = 409
    found = _readable_reports(request.user)
    if office is not None:
        found = found.filter(office=office)
    pages = Paginator(found, PAGE)
    number = whole(request.GET.get("page"), least=1, most=pages.num_pages, otherwise=1)
    context = {
        "form": form,
        "office": office,
        "offices": offices,
        "page": pages.page(number),
        "waits": found.filter(state__in=UNDER_WAY).exists(),
        "administers": office is not None and may(request.user, ADMINISTER, office),
    }
    return render(request, "reports/list.html", context, status=422 if form.errors else status)


def _asked(request: HttpRequest, office: Office, form: ReportForm) -> bool:
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    told = form.cleaned_data
    try:
        actions.ask_report(
            office=office, on=timezone.localdate(now), by=request.user, at=now,
            kind=told["kind"], language=told["language"], formats=told["formats"],
            about=actions.About(year=told["year"]),
        )  # fmt: skip
    except actions.TooManyReportsError as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, _("The report is being made. You find it below when it is ready."))
    return True


@login_required
@require_safe
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a report is; a row of the list that renews itself until it is ready."""
    report = get_object_or_404(_readable_reports(request.user), pk=pk)
    response = render(request, "reports/_row.html", {"report": report})
    if report.state not in UNDER_WAY:
        response.status_code = HttpResponseStopPolling.status_code
    return response


@login_required
@require_safe
def download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A file of a report, for who may read the office's records."""
    report = get_object_or_404(_readable_reports(request.user), pk=pk)
    found = get_object_or_404(ReportFile, report=report, format=kind)
    name = _file_name(report.kind, report.office.slug, report.year or report.on.isoformat())
    return give(Download(found.file, f"{name}.{kind}", FORMATS[kind]))


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a report and its files."""
    report = get_object_or_404(_readable_reports(request.user), pk=pk)
    actions.delete_report(pk=report.pk, by=request.user)
    messages.success(request, _("The report is deleted."))
    return redirect(f"{reverse('reports:list')}?office={report.office.slug}")


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The sheet of an agreement, made at once, for who may read the office's records."""
    found = get_object_or_404(with_sheet(readable(request.user)), pk=min(pk, LARGEST_KEY))
    return _sheet(found, kind, public=False)


@require_safe
def public_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of a published agreement as PDF: what the public page tells and no more."""
    published = with_sheet(Agreement.published.all())
    return _sheet(get_object_or_404(published, pk=min(pk, LARGEST_KEY)), "pdf", public=True)


def _sheet(row: Agreement, kind: str, *, public: bool) -> HttpResponse:
    if kind not in FORMATS:
        raise Http404
    content = agreement_sheet(
        row, letterhead=letterhead_of(row.office), on=timezone.localdate(), public=public
    )
    name = _file_name("agreement", row.pk, words.title(row))
    return give_bytes(draw(content, kind), name=f"{name}.{kind}", media_type=FORMATS[kind])


def _file_name(*parts: object) -> str:
    return slugify(" ".join(str(part) for part in parts))[:100]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(request: HttpRequest, slug: str) -> HttpResponse:
    """How the papers of an office begin and who signs them."""
    office = get_object_or_404(offices_where(request.user, ADMINISTER), slug=slug)
    kept = OfficeLetterhead.objects.filter(office=office).first()
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LetterheadForm(*data, instance=kept)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.set_letterhead(
            office=office, by=request.user, lines=told["lines"], head=told["head"],
            post=told["post"], logo=told["picture"], without_logo=told["without_logo"],
        )  # fmt: skip
        messages.success(request, _("The letterhead is kept."))
        return redirect("reports:letterhead", slug=slug)
    kept = OfficeLetterhead.objects.filter(office=office).first()
    context = {"office": office, "form": form, "has_logo": kept is not None and bool(kept.logo)}
    return render(request, "reports/letterhead.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def logo(request: HttpRequest, slug: str) -> HttpResponse:
    """The logo, for who administers the office."""
    office = get_object_or_404(offices_where(request.user, ADMINISTER), slug=slug)
    picture = letterhead_of(office).logo
    if picture is None:
        raise Http404
    response = HttpResponse(picture, content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
