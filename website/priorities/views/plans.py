"""The list of plans, the page of one, entering and changing it, showing it to the public."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from website.accounts.permissions import WRITE, chosen_office, offices_where, require
from website.agreements.giving import give_bytes
from website.priorities import actions
from website.priorities.convert import to_library
from website.priorities.coverage import coverage_page
from website.priorities.forms import PlanForm
from website.priorities.forms.plan import plan_initial
from website.priorities.models import DevelopmentPlan, KeyFigureReport, PlanFile
from website.priorities.outline import outline
from website.priorities.queries import counted, readable_plans, staff_figures
from website.priorities.shown_period import shown_period
from website.priorities.template_table import template_table
from website.priorities.views.reading import now, plan_for, rights

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The development plans of the person's offices."""
    context = {
        "plans": counted(readable_plans(request.user)),
        "may_write": offices_where(request.user, WRITE).exists(),
        "waiting": waiting(request),
    }
    return render(request, "priorities/plans.html", context)


def waiting(request: HttpRequest) -> list[KeyFigureReport]:
    """The figures that wait for somebody who approves them, the oldest first."""
    rows = KeyFigureReport.objects.filter(
        state="submitted", indicator__plan__in=readable_plans(request.user)
    )
    return list(rows.select_related("indicator__plan", "said_by").order_by("said_at", "pk")[:50])


@login_required
@require_safe
def template(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A spreadsheet to fill in; that of a plan has a column for each year of its term."""
    row = None if pk is None else plan_for(request, pk)
    plan = None if row is None else to_library(row)
    content = template_table(plan, sheet=_("Development plan"))
    return give_bytes(content, name="development_plan.xlsx", media_type=XLSX)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new plan; somebody who writes in several offices first says for which one."""
    offices = list(offices_where(request.user, WRITE))
    if not offices:
        raise PermissionDenied
    office = chosen_office(offices, request.GET.get("office"))
    if office is None:
        context = {"offices": offices, "back": "priorities:list"}
        return render(request, "agreements/choose_office.html", context)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            row = actions.begin_plan(office=office, plan=form.plan(), by=request.user, at=now())
        except actions.PlanCodeTakenError as refused:
            form.add_error("code", str(refused))
        else:
            messages.success(request, _("The plan is in the register, as a draft."))
            return redirect("priorities:plan", pk=row.pk)
    return _form_page(request, {"form": form, "office": office})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a plan is called, its territory and its term."""
    row = plan_for(request, pk)
    require(request.user, WRITE, row.office)
    form = PlanForm(request.POST if request.method == "POST" else None, initial=plan_initial(row))
    if form.is_valid():
        try:
            actions.change_plan(
                pk=pk,
                version=form.cleaned_data["version"] or 0,
                plan=form.plan(to_library(row)),
                by=request.user,
                at=now(),
            )
        except actions.PlanCodeTakenError as refused:
            form.add_error("code", str(refused))
        except (actions.PlanChangedMeanwhileError, actions.NotStorableError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your change is saved."))
            return redirect("priorities:plan", pk=pk)
    return _form_page(request, {"form": form, "office": row.office, "plan": row})


def _form_page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    status = 422 if context["form"].is_bound else 200
    return render(request, "priorities/plan_form.html", context, status=status)


@login_required
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan: its priorities as a tree, what works on each, and how its indicators stand."""
    rows = readable_plans(request.user).filter(pk=pk)
    shown = shown_period(rows, request.GET.get("period", ""), staff_figures)
    if shown is None:
        raise Http404
    row = shown.row
    context = {
        "plan": row,
        "outline": outline(row, shown.lines, coverage_page(row, shown.plan)),
        "choices": shown.choices,
        "chosen": shown.chosen,
        "lights": shown.lights,
        "lights_title": shown.lights_title,
        "files": row.files.filter(state=PlanFile.State.OPEN),
        **rights(request, row),
    }
    return render(request, "priorities/plan.html", context)


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan to the public."""
    row = plan_for(request, pk)
    try:
        actions.publish_plan(pk=row.pk, by=request.user, at=now())
    except actions.NothingToShowError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The public sees this plan now."))
    return redirect("priorities:plan", pk=pk)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a plan out of the public's sight."""
    row: DevelopmentPlan = plan_for(request, pk)
    actions.withdraw_plan(pk=row.pk, by=request.user)
    messages.success(request, _("The public does not see this plan any more."))
    return redirect("priorities:plan", pk=pk)
