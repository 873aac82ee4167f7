"""The programmes of a person's offices, and those of one agreement."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from twinpact.plans.refusing import PlanRefusedError
from website.accounts.permissions import WRITE, may, require
from website.agreements.desk import readable as readable_agreements
from website.agreements.filters import whole
from website.agreements.queries import with_parties
from website.agreements.words import reader_language
from website.plans import words
from website.plans.actions import Beginning, begin_programme
from website.plans.forms.programme import BeginForm
from website.plans.models import Programme
from website.plans.queries import readable, with_sides
from website.plans.views.reading import now, today_in

A_PAGE = 50


@login_required
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes of all agreements of the person's offices, by year and stage."""
    base = readable(request.user)
    year = whole(request.GET.get("year"), least=1900, most=2200, otherwise=0)
    stage = request.GET.get("stage", "")
    years = list(base.order_by("-year").values_list("year", flat=True).distinct())
    if year:
        base = base.filter(year=year)
    if stage in Programme.Stage.values:
        base = base.filter(stage=stage)
    page = Paginator(with_sides(base).order_by("-year", "pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": [(row, words.programme_title(row)) for row in page],
        "years": years,
        "year": year,
        "stage": stage,
        "stages": Programme.Stage.choices,
    }
    return render(request, "plans/programmes.html", context)


@login_required
@require_safe
def of_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The programmes of an agreement, the newest first."""
    row = get_object_or_404(with_parties(readable_agreements(request.user)), pk=pk)
    found = with_sides(row.programmes.all())
    context = {
        "agreement": row,
        "rows": [(one, words.programme_title(one)) for one in found],
        "may_write": may(request.user, WRITE, row.office),
    }
    return render(request, "plans/of_agreement.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the programme of a year."""
    row = get_object_or_404(
        with_parties(readable_agreements(request.user)).select_related("office"), pk=pk
    )
    require(request.user, WRITE, row.office)
    last = row.programmes.order_by("-year").first()
    year = last.year + 1 if last else today_in(row.office).year
    posted = request.POST if request.method == "POST" else None
    form = BeginForm(posted, agreement=row, year=year)
    if posted is not None and form.is_valid():
        told = form.cleaned_data
        copied = told.get("copied")
        try:
            made = begin_programme(
                told=Beginning(
                    row.pk,
                    told["year"],
                    told["title"],
                    None if copied is None else copied.pk,
                    bool(told.get("with_amounts")),
                ),
                by=request.user,
                at=now(),
            )
        except PlanRefusedError as refused:
            form.add_error(None, refused.say(reader_language()))
        else:
            return redirect("plans:programme", pk=made.pk)
    context = {"agreement": row, "form": form}
    return render(request, "plans/begin.html", context, status=422 if form.errors else 200)
