"""The page of an indicator for staff: its figures, what was reported, and the next steps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twinpact.plans import UpdateStepRefusedError, open_update_steps
from website.accounts.permissions import WRITE, may, require
from website.agreements.words import reader_language
from website.priorities import actions
from website.priorities.actions.reporting import STEP_NEEDS
from website.priorities.convert import to_library
from website.priorities.forms import ReportForm, StepForm
from website.priorities.forms.report import report_initial
from website.priorities.indicator_page import only, page_of
from website.priorities.models import KeyFigureReport, KeyIndicator
from website.priorities.queries import staff_figures
from website.priorities.reports import ReportEntry, report_entries
from website.priorities.values import word
from website.priorities.views.reading import indicator_for, now, plan_for, rights

REFUSALS = (
    actions.ReportClosedError,
    actions.ReportChangedMeanwhileError,
    actions.NoSuchTargetError,
    actions.WrongFigureError,
    actions.ForeignDocumentError,
)


@login_required
@require_safe
def indicator(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """An indicator: what was promised and reached, and everything that was reported."""
    key = indicator_for(request, pk, part)
    row = plan_for(request, pk)
    figures = staff_figures(row, plan=only(to_library(row), key.code))
    context = {
        "plan": key.plan,
        "key": key,
        "page": page_of(figures, key),
        "entries": _entries(request, key),
        **rights(request, key.plan),
    }
    return render(request, "priorities/indicator.html", context)


def _entries(request: HttpRequest, key: KeyIndicator) -> list[ReportEntry]:
    allowed = {
        code for code, needed in STEP_NEEDS.items() if may(request.user, needed, key.plan.office)
    }
    return report_entries(key, user=request.user, allowed=allowed)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int, part: int, report: int | None = None) -> HttpResponse:
    """Report a figure, or change one that is a draft or was returned."""
    key = indicator_for(request, pk, part)
    require(request.user, WRITE, key.plan.office)
    old = None
    if report is not None:
        old = get_object_or_404(KeyFigureReport, pk=report, indicator=key)
    if not key.targets.all():
        messages.warning(request, _("This indicator has no target yet. Enter one first."))
        return redirect("priorities:indicator", pk=pk, part=part)
    form = ReportForm(request.POST if request.method == "POST" else None, key=key)
    if old is not None:
        form.initial = report_initial(old, form.periods)
    if form.is_valid() and _save(request, key, old, form):
        return redirect("priorities:indicator", pk=pk, part=part)
    context = {"plan": key.plan, "key": key, "form": form, "report": old}
    status = 422 if form.is_bound else 200
    return render(request, "priorities/report_form.html", context, status=status)


def _save(
    request: HttpRequest, key: KeyIndicator, old: KeyFigureReport | None, form: ReportForm
) -> bool:
    told = {"figure": form.figure(), "by": request.user, "at": now()}
    try:
        if old is None:
            actions.report_figure(indicator=key.pk, **told)
        else:
            version = form.cleaned_data["version"] or 0
            actions.change_figure(pk=old.pk, version=version, **told)
    except REFUSALS as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(
        request, _("The figure is entered as a draft. Submit it so that it can be approved.")
    )
    return True


@login_required
@require_POST
def step(request: HttpRequest, pk: int, part: int, report: int, code: str) -> HttpResponse:
    """Submit, return, approve or reopen a figure."""
    key = indicator_for(request, pk, part)
    row = get_object_or_404(KeyFigureReport, pk=report, indicator=key)
    form = StepForm(request.POST)
    known = {one.code for one in open_update_steps(row.state)}
    if not form.is_valid() or code not in known:
        messages.error(request, _("This step is not open any more."))
        return redirect("priorities:indicator", pk=pk, part=part)
    try:
        actions.take_figure_step(
            pk=row.pk,
            version=form.cleaned_data["version"] or 0,
            step=code,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=now(),
        )
    except UpdateStepRefusedError as refused:
        messages.error(request, refused.say(reader_language()))
    except actions.ReportChangedMeanwhileError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Done: %(step)s.") % {"step": word("update_steps", code)})
    return redirect("priorities:indicator", pk=pk, part=part)
