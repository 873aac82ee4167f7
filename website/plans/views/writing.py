"""Writing a programme that is being drafted: its lines, its activities, its own budget."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from twinpact.plans import Activity as Content
from twinpact.plans import DevelopmentPlan as PlanContent
from website.accounts.permissions import WRITE
from website.plans import convert, shown
from website.plans.actions import (
    ChangedMeanwhileError,
    CodeTakenError,
    LineNotEmptyError,
    NotBeingDraftedError,
    put_activity,
    put_budget,
    put_line,
    remove_activity,
    remove_line,
)
from website.plans.coordination import repeated
from website.plans.forms.activity import (
    ActivityForms,
    BudgetFormSet,
    Codes,
    budget_initial,
    budget_of,
)
from website.plans.forms.programme import LineForm
from website.plans.models import Activity, Programme
from website.plans.permissions import require_on
from website.plans.queries import ACTIVITY_PARTS, agreed, counting_of
from website.plans.views.reading import page_context, programme_for, today_in
from website.priorities.convert import plan_of

REFUSED = (CodeTakenError, ChangedMeanwhileError, NotBeingDraftedError, LineNotEmptyError)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: int, line: int | None = None) -> HttpResponse:
    """Add a line of work, or change one."""
    row = _to_write(request, pk)
    old = None if line is None else get_object_or_404(row.lines, pk=line)
    start = {}
    if old is not None:
        start = {"code": old.code, "title": old.title, "priorities": old.priorities}
    posted = request.POST if request.method == "POST" else None
    form = LineForm(posted, plan=_plan_of(row), initial=start)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        code = told["code"] or (old.code if old else _codes(row).next("L"))
        act = lambda: put_line(  # noqa: E731 one act, tried
            pk=pk,
            code=code,
            title=told["title"],
            priorities=told.get("priorities", () if old is None else old.priorities),
            by=request.user,
            line=line,
        )
        if _tried(form, act):
            return redirect(f"{reverse('plans:programme', args=[pk])}?line={code}")
    context = page_context(request, row) | {"form": form, "line": old}
    return render(request, "plans/line.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def line_removed(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Remove a line without activities."""
    row = programme_for(request, pk)
    get_object_or_404(row.lines, pk=line)
    try:
        remove_line(pk=pk, line=line, by=request.user)
    except REFUSED as refused:
        messages.error(request, str(refused))
    return redirect("plans:programme", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: HttpRequest, pk: int, activity: int | None = None) -> HttpResponse:
    """An activity: to write while the programme is being drafted, else to read."""
    row = programme_for(request, pk)
    old = None
    if activity is not None:
        rows = row.activities.select_related("line").prefetch_related(*ACTIVITY_PARTS)
        old = get_object_or_404(rows, pk=activity)
    context = page_context(request, row)
    if row.stage != Programme.Stage.DRAFTING or not context["may_write"]:
        if old is None or request.method == "POST":
            require_on(request.user, WRITE, row)
            return _closed(request, row)
        return _read(request, row, old, context)
    return _write(request, row, old, context)


def _closed(request: HttpRequest, row: Programme) -> HttpResponse:
    messages.error(request, _("This programme was put to the sides. Open it for changes first."))
    return redirect("plans:programme", pk=row.pk)


def _write(
    request: HttpRequest, row: Programme, old: Activity | None, context: dict[str, object]
) -> HttpResponse:
    lines = list(row.lines.all())
    if not lines:
        messages.info(request, _("Add a line of work first; activities stand under it."))
        return redirect("plans:line", pk=row.pk)
    before = None if old is None else convert.activity_of(old)
    forms = ActivityForms(
        request.POST if request.method == "POST" else None,
        lines=row.lines.all(),
        sides=list(context["side_names"].items()),
        year=row.year,
        currency=row.currency,
        plan=_plan_of(row),
        activity=before,
        line=_line_of(request, lines, old),
    )
    if forms.main.is_bound and forms.is_valid():
        told = forms.told(_codes(row))
        act = lambda: put_activity(  # noqa: E731 one act, tried
            pk=row.pk,
            line=forms.main.cleaned_data["line"].pk,
            activity=told,
            by=request.user,
            row=None if old is None else old.pk,
            as_read=_as_read(request, before),
        )
        if saved := _tried(forms.main, act):
            return _after_saving(request, row, saved, told)
    context |= {
        "forms": forms,
        "activity": old,
        "mark": _mark(before),
        "repeats": [] if before is None else repeated(
            before, programme=row, key=old.pk, user=request.user
        ),
    }  # fmt: skip
    status = 422 if forms.has_errors or forms.main.errors else 200
    return render(request, "plans/activity_edit.html", context, status=status)


def _line_of(request: HttpRequest, lines: list, old: Activity | None) -> object:
    if old is not None:
        return old.line
    wanted = request.GET.get("line", "")
    return next((one for one in lines if one.code == wanted), lines[0])


def _after_saving(
    request: HttpRequest, row: Programme, saved: Activity, told: Content
) -> HttpResponse:
    found = repeated(told, programme=row, key=saved.pk, user=request.user)
    if found:
        messages.warning(
            request,
            _("Saved. It may repeat what another body already runs: look at the list below."),
        )
        return redirect("plans:activity", pk=row.pk, activity=saved.pk)
    messages.success(request, _("The activity is saved."))
    if "another" in request.POST:
        address = reverse("plans:new_activity", args=[row.pk])
        return redirect(f"{address}?line={saved.line.code}")
    return redirect(f"{reverse('plans:programme', args=[row.pk])}?line={saved.line.code}")


def _as_read(request: HttpRequest, before: Content | None) -> Content | None:
    """What the person saw: the activity as it is now, unless its mark says that it changed."""
    if before is None or request.POST.get("mark") == _mark(before):
        return before
    return Content("", "")  # equals nothing that is stored, so the action refuses


def _mark(activity: Content | None) -> str:
    """A mark of what the person saw: another one when somebody has changed it."""
    if activity is None:
        return ""
    bare = replace(activity, months=frozenset())
    return hashlib.sha256(f"{bare!r} {sorted(activity.months)}".encode()).hexdigest()


def _read(
    request: HttpRequest, row: Programme, old: Activity, context: dict[str, object]
) -> HttpResponse:
    told = agreed(row)
    found = convert.activity_of(old)
    if told is not None:
        found = next((one for one in told.programme.activities if one.code == old.code), found)
    counting = counting_of(row, told, on=today_in(row.office))
    context |= {
        "activity": old,
        "content": found,
        "shown": shown.shown_activity(found, year=row.year, counting=counting),
        "indicators": [
            (result, one, shown.light_of(one, counting))
            for result in found.results
            for one in result.indicators
        ],
        "repeats": repeated(found, programme=row, key=old.pk, user=request.user),
    }
    return render(request, "plans/activity.html", context)


@login_required
@require_POST
def activity_removed(request: HttpRequest, pk: int, activity: int) -> HttpResponse:
    """Remove an activity of a programme that is being drafted."""
    row = programme_for(request, pk)
    old = get_object_or_404(row.activities.select_related("line"), pk=activity)
    try:
        remove_activity(pk=pk, row=activity, by=request.user)
    except REFUSED as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The activity is removed; the history keeps it."))
    return redirect(f"{reverse('plans:programme', args=[pk])}?line={old.line.code}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def budget(request: HttpRequest, pk: int) -> HttpResponse:
    """What is put in for the programme as a whole."""
    row = _to_write(request, pk)
    context = page_context(request, row)
    own = row.budget.filter(activity__isnull=True)
    lines = [convert.budget_line_of(one) for one in own]
    rows = BudgetFormSet(
        request.POST if request.method == "POST" else None,
        prefix="budget",
        sides=list(context["side_names"].items()),
        initial=budget_initial(lines, row.currency),
    )
    if rows.is_bound and rows.is_valid():
        told = budget_of(rows, _codes(row))
        try:
            put_budget(pk=pk, budget=told, by=request.user)
        except REFUSED as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The budget is saved."))
            return redirect("plans:programme", pk=pk)
    context["rows"] = rows
    return render(
        request, "plans/budget.html", context, status=422 if rows.total_error_count() else 200
    )


def _to_write(request: HttpRequest, pk: int) -> Programme:
    row = programme_for(request, pk)
    require_on(request.user, WRITE, row)
    if row.stage != Programme.Stage.DRAFTING:
        raise Http404
    return row


def _plan_of(row: Programme) -> PlanContent | None:
    """The development plan of which the programme speaks."""
    return None if row.plan_id is None else plan_of(row.plan_id)


def _codes(row: Programme) -> Codes:
    taken: set[str] = set()
    for rows in (row.lines, row.activities, row.results, row.indicators, row.budget):
        taken |= set(rows.values_list("code", flat=True))
    return Codes(taken)


def _tried(form: object, act: Callable[[], object]) -> object:
    """What the act gave; why it was refused stands at the head of the form."""
    try:
        return act()
    except REFUSED as refused:
        form.add_error(None, str(refused))  # type: ignore[attr-defined]
        return None
