"""Number entry: the figures of a whole programme for a period, in one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from twinpact.plans import Period
from website.accounts.permissions import WRITE
from website.plans import places_of
from website.plans.actions import (
    ChangedMeanwhileError,
    DayAheadError,
    DeviationReasonMissingError,
    Entered,
    UnknownIndicatorError,
    enter_figures,
)
from website.plans.entry import EntryRow, as_update, entry_rows
from website.plans.forms.entry import ReadRow, Seen, Written, as_written, posted_rows, read_row
from website.plans.forms.pasting import COLUMNS, Filled, fill, onto
from website.plans.lights_shown import ShownLight, rule_words, shown_light
from website.plans.models import Programme
from website.plans.permissions import require_on
from website.plans.queries import Agreed, agreed
from website.plans.views.reading import now, page_context, programme_for, today_in

#: With seven fields each, a page stays below what the site takes in one form.
A_PAGE = 100
REFUSED = (ChangedMeanwhileError, DayAheadError, UnknownIndicatorError)


@dataclass(frozen=True, slots=True)
class Asked:
    """The programme, the period and what of it an address asks for."""

    programme: Programme
    told: Agreed
    periods: list[Period]
    period: Period
    line: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the table with its fields, errors and light; ``first_*`` begin a group."""

    row: EntryRow
    seen: str
    written: Written
    errors: Mapping[str, str]
    light: ShownLight
    first_of_line: bool
    first_of_activity: bool


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """The table to fill in; saved as drafts, or submitted for review at once."""
    programme = programme_for(request, pk)
    require_on(request.user, WRITE, programme)
    asked = _asked(request, programme)
    if asked is None:
        context = page_context(request, programme)
        return render(request, "plans/figures_none.html", context)
    if request.method == "POST":
        return _posted(request, asked)
    page = _page(request, asked)
    numbered = list(enumerate(page.object_list))
    rows = entry_rows(programme, asked.period, numbered)
    written = {row.number: as_written(row) for row in rows}
    seen = {row.number: Seen.of(row) for row in rows}
    return _show(request, asked, rows, (seen, written))


def _asked(request: HttpRequest, programme: Programme) -> Asked | None:
    told = agreed(programme)
    if told is None:
        return None
    found = places_of.periods_in(told.programme)
    if not found:
        return None
    wanted = request.POST.get("period") or request.GET.get("period", "")
    period = places_of.chosen(wanted, found)
    if wanted and period is None:
        raise Http404
    period = period or places_of.current(found, today_in(programme.office)) or found[0]
    line = request.GET.get("line", "")
    known = {one.code for one in told.programme.lines}
    return Asked(programme, told, found, period, line if line in known else "")


def _page(request: HttpRequest, asked: Asked) -> Page:
    found = places_of.reported_in(asked.told.programme, asked.period, asked.line)
    return Paginator(found, A_PAGE).get_page(request.GET.get("page"))


def _rows_of(
    request: HttpRequest, asked: Asked
) -> tuple[list[EntryRow], dict[int, Seen], dict[int, Written]]:
    """The rows that were posted, as the register knows them now."""
    posted = posted_rows(request.POST)
    known = places_of.by_code(asked.told.programme)
    if len(posted) > A_PAGE or any(seen.code not in known for seen, _w in posted.values()):
        raise Http404
    wanted = [(number, known[seen.code]) for number, (seen, _w) in posted.items()]
    rows = entry_rows(asked.programme, asked.period, wanted)
    seen = {number: one for number, (one, _w) in posted.items()}
    return rows, seen, {number: one for number, (_s, one) in posted.items()}


def _posted(request: HttpRequest, asked: Asked) -> HttpResponse:
    rows, seen, written = _rows_of(request, asked)
    if request.POST.get("act") == "paste":
        filled = _fill(request, rows)
        return _show(request, asked, rows, (seen, onto(written, filled)), filled=filled)
    read = {row.number: read_row(row, seen[row.number], written[row.number]) for row in rows}
    if any(one.errors for one in read.values()):
        return _show(request, asked, rows, (seen, written), read=read)
    submit = request.POST.get("act") == "submit"
    entered = _entered(read)
    try:
        enter_figures(
            pk=asked.programme.pk,
            entered=entered,
            submit=submit,
            on=today_in(asked.programme.office),
            by=request.user,
            at=now(),
        )
    except DeviationReasonMissingError as missing:
        for row in rows:
            if row.indicator.code in missing.indicators and not written[row.number].reason:
                read[row.number].errors["d"] = _("Say why the target was missed.")
        return _show(request, asked, rows, (seen, written), read=read, refused=str(missing))
    except REFUSED as refused:
        return _show(request, asked, rows, (seen, written), read=read, refused=str(refused))
    _say(request, entered, submit=submit)
    return redirect(_address(request, asked))


def _fill(request: HttpRequest, rows: list[EntryRow]) -> Filled:
    """What the pasted block fills, from the row and column that were chosen."""
    column = request.POST.get("from_column", "v")
    start = request.POST.get("from_row", "0")
    if column not in COLUMNS or not (start.isascii() and start.isdigit()):
        raise Http404
    below = [row for row in rows if row.number >= int(start)]
    return fill(request.POST.get("block", ""), below, column=column)


def _entered(read: Mapping[int, ReadRow]) -> Entered:
    each = list(read.values())
    return Entered(
        tuple(one.figure for one in each if one.figure is not None),
        tuple(one.dropped for one in each if one.dropped is not None),
        tuple(one.kept for one in each if one.kept is not None),
    )


def _say(request: HttpRequest, entered: Entered, *, submit: bool) -> None:
    n = len(entered.figures) + (len(entered.kept) if submit else 0)
    if submit:
        said = ngettext(
            "%(n)d figure was submitted for review.",
            "%(n)d figures were submitted for review.",
            n,
        )
    else:
        said = ngettext("%(n)d figure is kept as a draft.", "%(n)d figures are kept as drafts.", n)
    if n:
        messages.success(request, said % {"n": n})
    if entered.dropped:
        n = len(entered.dropped)
        dropped = ngettext("%(n)d draft was taken back.", "%(n)d drafts were taken back.", n)
        messages.success(request, dropped % {"n": n})
    elif not n:
        messages.info(request, _("Nothing was changed."))


def _address(request: HttpRequest, asked: Asked) -> str:
    query = {"period": places_of.in_address(asked.period)}
    query |= {name: request.GET[name] for name in ("line", "page") if request.GET.get(name)}
    return f"{reverse('plans:figures', args=[asked.programme.pk])}?{urlencode(query)}"


def _show(
    request: HttpRequest,
    asked: Asked,
    rows: list[EntryRow],
    fields: tuple[Mapping[int, Seen], Mapping[int, Written]],
    *,
    read: Mapping[int, ReadRow] | None = None,
    filled: Filled | None = None,
    refused: str = "",
) -> HttpResponse:
    """The page with these fields in it."""
    seen, written = fields
    each = read or {row.number: read_row(row, seen[row.number], written[row.number])
                    for row in rows}  # fmt: skip
    told = {number: one.errors for number, one in (read or {}).items()}
    for cell in () if filled is None else filled.cells:
        if cell.finding:
            told.setdefault(cell.number, {})[cell.column] = cell.finding
    on = today_in(asked.programme.office)
    shown = []
    for before, row in zip([None, *rows], rows, strict=False):
        figure = each[row.number].figure_now
        update = None if figure is None else as_update(row, figure, on=on)
        shown.append(
            ShownRow(
                row=row,
                seen=seen[row.number].text(),
                written=written[row.number],
                errors=told.get(row.number, {}),
                light=shown_light(row.light(update)),
                first_of_line=before is None or before.place.line.code != row.place.line.code,
                first_of_activity=before is None
                or before.place.activity.code != row.place.activity.code,
            )
        )
    wrong = any(told.values()) and filled is None
    context = page_context(request, asked.programme) | {
        "rows": shown,
        "errors": [
            (one.row.number, name, one.row.indicator, text)
            for one in shown
            for name, text in one.errors.items()
        ],
        "refused": refused,
        "filled": filled,
        "block": request.POST.get("block", "") if filled is not None else "",
        "period": places_of.in_address(asked.period),
        "period_words": places_of.period_words(asked.period),
        "periods": [
            (places_of.in_address(one), places_of.period_words(one)) for one in asked.periods
        ],
        "lines": asked.told.programme.lines,
        "line": asked.line,
        "page": _page(request, asked),
        "here": _address(request, asked),
        "rule": rule_words(),
        "ended": asked.period.ends < on,
    }
    status = 422 if wrong or refused else 200
    return render(request, "plans/figures.html", context, status=status)


@login_required
@require_POST
def pasted(request: HttpRequest, pk: int) -> HttpResponse:
    """What a pasted block fills, for the page that stays open; nothing is saved."""
    programme = programme_for(request, pk)
    require_on(request.user, WRITE, programme)
    asked = _asked(request, programme)
    if asked is None:
        raise Http404
    rows, _seen, _written = _rows_of(request, asked)
    filled = _fill(request, rows)
    cells = [
        {
            "field": f"{one.column}-{one.number}",
            "row": one.number,
            "text": one.text,
            "unknown": one.unknown,
            "finding": one.finding,
            "grave": one.grave,
        }
        for one in filled.cells
    ]
    return JsonResponse({"cells": cells, "findings": filled.findings, "said": filled.said})


@login_required
@require_POST
def lights(request: HttpRequest, pk: int) -> HttpResponse:
    """The deviation and light that the figures in these rows would give; nothing is saved."""
    programme = programme_for(request, pk)
    require_on(request.user, WRITE, programme)
    asked = _asked(request, programme)
    if asked is None:
        raise Http404
    rows, seen, written = _rows_of(request, asked)
    on = today_in(programme.office)
    told = {}
    for row in rows:
        read = read_row(row, seen[row.number], written[row.number])
        update = None if read.figure_now is None else as_update(row, read.figure_now, on=on)
        context = {"light": shown_light(row.light(update)), "number": row.number}
        told[row.number] = {
            "html": render(request, "plans/_entry_light.html", context).content.decode(),
            "errors": read.errors,
        }
    return JsonResponse({"rows": told})
