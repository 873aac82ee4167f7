"""Entering, changing and removing priorities, programmes and indicators."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from twinpact import plans as library
from twinpact.plans.development_plan import UnknownPriorityError
from website.accounts.permissions import WRITE, require
from website.priorities import actions
from website.priorities.actions.planning import without
from website.priorities.convert import to_library
from website.priorities.forms import IndicatorForm, PriorityForm, ProgrammeForm
from website.priorities.forms.indicator import indicator_initial
from website.priorities.forms.parts import part_initial
from website.priorities.models import (
    DevelopmentPlan,
    KeyIndicator,
    PlanProgramme,
    Priority,
)
from website.priorities.views.reading import now, plan_for

REFUSALS = (
    actions.PlanChangedMeanwhileError,
    actions.NotStorableError,
    actions.StillInUseError,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of parts: its rows, its form, and how pages call it."""

    model: type[Any]
    form: type[forms.Form]
    new: str | Promise
    change: str | Promise


KINDS = {
    "priority": Kind(
        Priority, PriorityForm, gettext_lazy("Add a priority"), gettext_lazy("Change the priority")
    ),
    "programme": Kind(
        PlanProgramme,
        ProgrammeForm,
        gettext_lazy("Add a programme"),
        gettext_lazy("Change the programme"),
    ),
    "indicator": Kind(
        KeyIndicator,
        IndicatorForm,
        gettext_lazy("Add an indicator"),
        gettext_lazy("Change the indicator"),
    ),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, pk: int, kind: str, part: int | None = None) -> HttpResponse:
    """The form of a part: a new one, or one that the plan has."""
    told, row = _kind(kind), plan_for(request, pk)
    require(request.user, WRITE, row.office)
    whole = to_library(row)
    old = None if part is None else get_object_or_404(told.model, pk=part, plan=row)
    code = None if old is None else old.code
    if kind != "priority" and not whole.priorities:
        messages.warning(request, _("Enter a priority first."))
        return redirect("priorities:plan", pk=pk)
    form = told.form(
        request.POST if request.method == "POST" else None,
        plan=whole,
        code=code,
        initial=_initial(request, whole, kind, code) | {"version": row.version},
    )
    if form.is_valid() and _save(request, row, form):
        messages.success(request, _("Your change is saved."))
        return redirect("priorities:plan", pk=pk)
    context = {
        "plan": row,
        "form": form,
        "kind": kind,
        "part": old,
        "heading": told.new if old is None else told.change,
    }
    status = 422 if form.is_bound else 200
    return render(request, "priorities/part_form.html", context, status=status)


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _initial(
    request: HttpRequest, plan: library.DevelopmentPlan, kind: str, code: str | None
) -> dict[str, object]:
    """What the form shows first; a new part hangs on the priority of the address."""
    if code is None:
        under = request.GET.get("under", "")
        return {"priority": under, "within": under}
    if kind == "indicator":
        return indicator_initial(plan, code)
    return part_initial(plan, kind, code)


def _save(request: HttpRequest, row: DevelopmentPlan, form: forms.Form) -> bool:
    try:
        actions.change_plan(
            pk=row.pk,
            version=form.cleaned_data["version"] or 0,
            plan=form.whole(),
            by=request.user,
            at=now(),
        )
    except REFUSALS as refused:
        form.add_error(None, str(refused))
        return False
    return True


@login_required
@require_POST
def remove(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """Take a part out of a plan, where nothing rests on it."""
    told, row = _kind(kind), plan_for(request, pk)
    old = get_object_or_404(told.model, pk=part, plan=row)
    try:
        actions.change_plan(
            pk=pk,
            version=row.version,
            plan=without(to_library(row), kind, old.code),
            by=request.user,
            at=now(),
        )
    except UnknownPriorityError:
        messages.error(
            request, _("Other parts of the plan hang on %(code)s.") % {"code": old.code}
        )
    except REFUSALS as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("%(code)s is no part of the plan any more.") % {"code": old.code}
        )
    return redirect("priorities:plan", pk=pk)
