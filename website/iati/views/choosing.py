"""What of an office goes out in IATI: choosing, and what holds it back."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from website.accounts.models import Office
from website.accounts.permissions import ADMINISTER, PUBLISH, READ, may, offices_where
from website.agreements.desk import readable
from website.agreements.filters import whole
from website.agreements.models import Agreement, Publication
from website.iati.actions import IdentifierTakenError, NotSettledError, choose_agreements
from website.iati.findings import activities_of, shown_findings
from website.iati.models import IatiSettings
from website.iati.queries import (
    check,
    choosable,
    file_pieces,
    going_out,
    is_public,
    settings_of,
    with_published,
)
from website.plans.views.reading import now

PAGE = 25
MOST_CHOSEN = 500
XML = "application/xml; charset=utf-8"


@login_required
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """The offices whose records a person may read; the only one at once."""
    found = list(offices_where(request.user, READ).order_by("name"))
    if len(found) == 1:
        return redirect("iati:office", slug=found[0].slug)
    return render(request, "iati/offices.html", {"offices": found})


@login_required
@require_safe
def office(request: HttpRequest, slug: str) -> HttpResponse:
    """The published agreements of an office: which go out, and what holds them back."""
    found = _office(request, slug)
    settled = settings_of(found)
    rows = choosable(found)
    shown = request.GET.get("shown", "")
    listed = going_out(found) if shown == "out" else rows
    pages = Paginator(with_published(listed).order_by("-pk"), PAGE)
    page = pages.get_page(whole(request.GET.get("page"), least=1, most=100_000, otherwise=1))
    day = now().date()
    context = {
        "office": found,
        "settled": settled,
        "page": page,
        "rows": [] if settled is None else [_line(row, settled, day) for row in page],
        "shown": shown,
        "published": rows.count(),
        "out": going_out(found).count(),
        "may_choose": may(request.user, PUBLISH, found),
        "may_settle": may(request.user, ADMINISTER, found),
    }
    return render(request, "iati/office.html", context)


def _line(row: Agreement, settled: IatiSettings, day: date) -> dict[str, object]:
    """An agreement of the list, with the rules that it breaks."""
    found = check(row, settled, on=day)
    findings = shown_findings(found, {})
    return {
        "agreement": row,
        "identifier": found.published.identifier,
        "goes_out": is_public(found.row),
        "errors": [one for one in findings if one.holds],
        "warnings": [one for one in findings if not one.holds],
    }


@login_required
@require_POST
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Let agreements go out, or keep them in."""
    found = _office(request, slug)
    goes_out = request.POST.get("goes_out") == "yes"
    pks = None
    if request.POST.get("all") != "yes":
        named = request.POST.getlist("agreement")[:MOST_CHOSEN]
        pks = [int(one) for one in named if one.isdecimal() and len(one) < 19]
    try:
        n = choose_agreements(office=found, goes_out=goes_out, by=request.user, pks=pks)
    except (NotSettledError, IdentifierTakenError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _said(n, goes_out=goes_out))
    back = request.POST.get("back", "")
    if back.isdecimal() and len(back) < 19:
        return redirect("iati:agreement", pk=int(back))
    return redirect("iati:office", slug=slug)


def _said(n: int, *, goes_out: bool) -> str:
    if goes_out:
        said = ngettext(
            "%(n)d agreement goes out in IATI from now on.",
            "%(n)d agreements go out in IATI from now on.",
            n,
        )
    else:
        said = ngettext(
            "%(n)d agreement does not go out any more.",
            "%(n)d agreements do not go out any more.",
            n,
        )
    return said % {"n": n}


@login_required
@require_safe
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """The public file of an office alone, to be registered at IATI."""
    found = _office(request, slug)
    pieces = file_pieces(going_out(found), on=now().date())
    response = StreamingHttpResponse(pieces, content_type=XML)
    response["Content-Disposition"] = f'attachment; filename="iati-{found.slug}.xml"'
    return response


@login_required
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """An agreement in IATI: whether it goes out, and every rule that it breaks."""
    row = get_object_or_404(with_published(readable(request.user)), pk=pk)
    settled = settings_of(row.office)
    context: dict[str, object] = {
        "agreement": row,
        "office": row.office,
        "settled": settled,
        "may_choose": may(request.user, PUBLISH, row.office),
        "may_settle": may(request.user, ADMINISTER, row.office),
        "is_published": row.publication == Publication.PUBLISHED,
    }
    if settled is not None:
        found = check(row, settled, on=now().date())
        findings = shown_findings(found, activities_of(found))
        came = getattr(row, "iati", None)
        context |= {
            "checked": found,
            "goes_out": is_public(row),
            "errors": [one for one in findings if one.holds],
            "warnings": [one for one in findings if not one.holds],
            "activities": sum(len(one.activities) for one in found.published.programmes),
            "kept": len(found.published.kept) if came is not None and came.came else 0,
        }
    return render(request, "iati/agreement.html", context)


def _office(request: HttpRequest, slug: str) -> Office:
    found: Office = get_object_or_404(offices_where(request.user, READ), slug=slug)
    return found
