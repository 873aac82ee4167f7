"""The annual numeralia of opinions and registrations: as a page and as files."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twinpact.formats.tables import write_csv, write_xlsx
from website.agreements.filters import whole
from website.agreements.words import word
from website.desks.counting import OUTCOMES, Line, by_level_and_form, by_year, totals
from website.desks.models import Opinion
from website.desks.views.opinions import examined_or_refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def numeralia(request: HttpRequest) -> HttpResponse:
    """What was asked, decided and registered, by year, level and form."""
    countries = examined_or_refused(request)
    year = _year(request)
    years = by_year(countries)
    lines = by_level_and_form(countries, year)
    context = {
        "years": [(one, [one.outcomes[code] for code in OUTCOMES]) for one in years],
        "year": year,
        "lines": [(one, [one.outcomes[code] for code in OUTCOMES]) for one in lines],
        "total": totals(lines),
        "total_outcomes": [totals(lines).outcomes[code] for code in OUTCOMES],
        "outcomes": [str(label) for _code, label in Opinion.Outcome.choices],
        "countries": countries,
    }
    return render(request, "desks/numeralia.html", context)


@login_required
@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The year by level and form, as a file that opens in a spreadsheet."""
    countries = examined_or_refused(request)
    year = _year(request)
    lines = by_level_and_form(countries, year)
    header = [
        _("Year"), _("Level"), _("Form"), _("Asked now"), _("Decided"),
        *(str(label) for _code, label in Opinion.Outcome.choices), _("Registered"),
    ]  # fmt: skip
    rows = [[year, *_named(one), *_numbers(one)] for one in lines]
    rows.append([year, _("Total"), "", *_numbers(totals(lines))])
    if kind == "csv":
        body, form = ("\ufeff" + write_csv(header, rows)).encode(), "text/csv; charset=utf-8"
    elif kind == "xlsx":
        body, form = write_xlsx(header, rows, sheet=_("Numeralia")), XLSX
    else:
        raise Http404
    response = HttpResponse(body, content_type=form)
    response["Content-Disposition"] = f'attachment; filename="opinions_{year}.{kind}"'
    return response


def _year(request: HttpRequest) -> int:
    this = timezone.localdate().year
    return whole(request.GET.get("year"), least=1900, most=9999, otherwise=this)


def _named(line: Line) -> list[str]:
    return [
        word("level", line.level) if line.level else _("unknown"),
        word("form", line.form) if line.form else _("unknown"),
    ]


def _numbers(line: Line) -> list[int]:
    return [line.pending, line.decided, *(line.outcomes[code] for code in OUTCOMES),
            line.registered]  # fmt: skip
