"""The programme of a year: its picture, its lines and activities, and what comes next."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from website.accounts.permissions import ADMINISTER, PUBLISH, WRITE, may
from website.plans import convert, shown, words
from website.plans.models import Programme
from website.plans.outline import sums_of_draft
from website.plans.permissions import may_on
from website.plans.queries import ACTIVITY_PARTS, Agreed, Sums, agreed, counting_of, sums_of
from website.plans.views.reading import page_context, programme_for, today_in

A_PAGE = 60
#: A programme with no more activities than this is shown whole.
WHOLE = 60


@login_required
@require_safe
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """A programme: as it is being drafted, or as all sides agreed to it with what came of it."""
    row = programme_for(request, pk)
    on = today_in(row.office)
    drafting = row.stage != Programme.Stage.AGREED
    told = agreed(row)
    sums = sums_of_draft(row, on=on) if drafting or told is None else sums_of(row, told, on=on)
    wanted = request.GET.get("line", "")
    read = _draft_lines if drafting or told is None else _agreed_lines
    lines, page = read(request, row, told, sums, wanted)
    summary = sums.whole
    context = page_context(request, row) | {
        "lines": lines,
        "page": page,
        "months": shown.month_names(),
        "drafting": drafting,
        "agreed": told,
        "budget": words.total_words(summary.budget),
        "spent": "" if drafting else words.total_words(summary.spent),
        "expected": words.people_total_words(summary.expected),
        "reached": "" if drafting else words.people_total_words(summary.reached),
        "lights": shown.lights_of(summary.lights),
        "n_activities": summary.activities,
        "own_budget": row.budget.filter(activity__isnull=True),
        "next": _next(request, row),
        "may_administer": may(request.user, ADMINISTER, row.office),
        "may_publish": may_on(request.user, PUBLISH, row),
    }
    return render(request, "plans/programme.html", context)


def _draft_lines(
    request: HttpRequest, row: Programme, _told: Agreed | None, sums: Sums, wanted: str
) -> tuple[list[shown.ShownLine], object]:
    """The lines as they are written; the activities of one line, where there are many."""
    rows = list(row.lines.all())
    whole = sums.whole.activities <= WHOLE
    chosen = _chosen([one.code for one in rows], wanted)
    counting = counting_of(row, None, on=today_in(row.office))
    lines, page = [], None
    for line in rows:
        activities = []
        if whole or line.code == chosen:
            found = line.activities.order_by("position", "pk").prefetch_related(*ACTIVITY_PARTS)
            part = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
            page = page if whole else part
            activities = [
                shown.shown_activity(
                    convert.activity_of(one), year=row.year, counting=counting, key=one.pk
                )
                for one in (found if whole else part)
            ]
        summary = sums.lines[line.code]
        lines.append(
            shown.shown_line(
                line.code,
                line.title,
                summary,
                n=summary.activities,
                chosen=line.code == chosen,
                priorities=line.priorities,
                key=line.pk,
                activities=activities,
            )
        )
    return lines, page


def _agreed_lines(
    request: HttpRequest, row: Programme, told: Agreed | None, sums: Sums, wanted: str
) -> tuple[list[shown.ShownLine], object]:
    """The lines that all sides agreed to, with what was reported."""
    content = told.programme
    whole = len(content.activities) <= WHOLE
    chosen = _chosen([one.code for one in content.lines], wanted)
    counting = counting_of(row, told, on=today_in(row.office))
    keys = dict(row.activities.values_list("code", "pk"))
    lines, page = [], None
    for line in content.lines:
        activities = []
        if whole or line.code == chosen:
            part = Paginator(line.activities, A_PAGE).get_page(request.GET.get("page"))
            page = page if whole else part
            activities = [
                shown.shown_activity(one, year=row.year, counting=counting, key=keys.get(one.code))
                for one in (line.activities if whole else part)
            ]
        lines.append(
            shown.shown_line(
                line.code,
                line.title,
                sums.lines[line.code],
                n=len(line.activities),
                chosen=line.code == chosen,
                priorities=line.priorities,
                activities=activities,
            )
        )
    return lines, page


def _chosen(codes: list[str], wanted: str) -> str:
    return wanted if wanted in codes else next(iter(codes), "")


def _next(request: HttpRequest, row: Programme) -> dict[str, object]:
    """The one next action of the person who looks."""
    version = row.versions.order_by("-number").defer("content").prefetch_related("agreed").first()
    there = set() if version is None else {one.side for one in version.agreed.all()}
    open_sides = [side for side in row.sides.all() if side.side not in there]
    mine = [
        side
        for side in open_sides
        if side.office is not None and may(request.user, PUBLISH, side.office)
    ]
    by_letter = [side for side in open_sides if side.office is None]
    if by_letter and may_on(request.user, PUBLISH, row):
        mine += by_letter
    return {
        "version": version,
        "open_sides": [side.side for side in open_sides],
        "mine": mine if row.stage == Programme.Stage.PROPOSED else [],
        "may_write": may_on(request.user, WRITE, row),
    }
