"""The numeralia: agreements counted by any two things, with the query behind the numbers."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from twinpact.formats.tables import write_csv, write_xlsx
from twinpact.indicators import DIMENSIONS
from website.agreements.counting import CountTable, numeralia
from website.agreements.filters import Filters
from website.agreements.listing import chosen
from website.agreements.models import Agreement
from website.agreements.queries import matching
from website.portal import charts
from website.portal.count_page import count_page, dimensions, message

ROWS, COLUMNS = "level", "form"


def numeralia_page(request: HttpRequest) -> HttpResponse:
    """The count table, its chart, its downloads and its query."""
    filters = Filters.from_query(request.GET)
    table = counted(request, filters)
    title = message(table)
    context = {
        "page": count_page(table, filters),
        "rows": table.rows,
        "columns": table.columns,
        "dimensions": dimensions(),
        "title": title,
        "chart": charts.bars(table, title=title, others=_("all others")),
        "query": table.query,
        "filters": filters,
        "chosen": chosen(filters),
        "file_query": filters.to_query(page=1),
    }
    return render(request, "portal/numeralia.html", context)


def counted(request: HttpRequest, filters: Filters) -> CountTable:
    """The published agreements of the filters, counted by what the address asks for."""
    rows = request.GET.get("rows", "")
    columns = request.GET.get("columns", "")
    rows = rows if rows in DIMENSIONS else ROWS
    columns = columns if columns in DIMENSIONS else COLUMNS
    if rows == columns:
        columns = COLUMNS if rows != COLUMNS else ROWS
    base: QuerySet[Agreement] = matching(Agreement.published.all(), filters)
    return numeralia(base, rows=rows, columns=columns)


def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The count table as a file that opens in a spreadsheet."""
    filters = Filters.from_query(request.GET)
    table = counted(request, filters)
    page = count_page(table, filters)
    header = [
        f"{page.rows_title} / {page.columns_title}",
        *(label for label, _known in page.columns),
        _("Total"),
    ]
    lines = [
        [line.label, *(cell.n for cell in line.cells), line.total.n] for line in page.lines
    ] + [[_("Total"), *(cell.n for cell in page.column_totals), page.total]]
    if kind == "csv":
        body, form = ("\ufeff" + write_csv(header, lines)).encode(), "text/csv; charset=utf-8"
    elif kind == "xlsx":
        body = write_xlsx(header, lines, sheet=_("Numeralia"))
        form = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    else:
        raise Http404
    name = f"numeralia_{table.rows}_{table.columns}.{kind}"
    response = HttpResponse(body, content_type=form)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
