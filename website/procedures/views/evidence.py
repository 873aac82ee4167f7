"""Saying that a rule was done or refused, and taking that back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from website.procedures.actions import (
    DayAheadError,
    RuleNotOpenError,
    WithdrawnAlreadyError,
    give_evidence,
    withdraw_evidence,
)
from website.procedures.actions.evidencing import standing_on
from website.procedures.forms import EvidenceForm, WithdrawalForm
from website.procedures.models import RuleEvidence
from website.procedures.permissions import require_evidence
from website.procedures.rule_lines import rule_line
from website.procedures.views.reading import course_for, now, today_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, pk: int, side: int, rule: str) -> HttpResponse:
    """Enter that a rule was done or refused."""
    course = course_for(request, pk)
    found = course.rule_of(side, rule)
    if found is None:
        raise Http404
    directive, known = found
    require_evidence(request.user, known, directive, course.procedure.office)
    on = today_of(course.agreement)
    form = EvidenceForm(
        request.POST if request.method == "POST" else None,
        rule=known,
        directive=directive,
        agreement=course.agreement,
        today=on,
    )
    if form.is_valid():
        try:
            give_evidence(
                pk=course.procedure.pk, shown=form.shown(side), by=request.user, at=now()
            )
        except (RuleNotOpenError, DayAheadError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Entered: %(rule)s.") % {"rule": rule})
            return redirect("procedures:procedure", pk=pk)
    told = standing_on(course, side, known, on)
    context = {
        "agreement": course.agreement,
        "procedure": course.procedure,
        "side": side,
        "form": form,
        "line": None if told is None else rule_line(course, told, request.user),
        "rule": known,
        "side_name": course.case.sides[side - 1].name,
    }
    return render(
        request,
        "procedures/evidence.html",
        context,
        status=422 if form.errors or form.non_field_errors() else 200,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """Take back what was entered by mistake."""
    course = course_for(request, pk)
    row = get_object_or_404(RuleEvidence, pk=evidence, procedure=course.procedure)
    found = course.rule_of(row.side, row.rule)
    if found is None:
        raise Http404
    require_evidence(request.user, found[1], found[0], course.procedure.office)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw_evidence(
                pk=row.pk, reason=form.cleaned_data["reason"], by=request.user, at=now()
            )
        except WithdrawnAlreadyError as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("Taken back."))
        return redirect("procedures:procedure", pk=pk)
    context = {"agreement": course.agreement, "form": form, "row": row, "rule": found[1]}
    return render(request, "procedures/withdraw.html", context, status=422 if form.errors else 200)
