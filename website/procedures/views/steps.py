"""Taking a step of the life."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from twinpact.agreements.lifecycle import Step, UnknownStepError, open_steps, step
from twinpact.directives import Assessment
from website.accounts.permissions import ADMINISTER, WRITE, may, require
from website.agreements.models import Registration
from website.procedures.actions import (
    DayAheadError,
    RecordDisagreesError,
    StepForbiddenError,
    StepTakenMeanwhileError,
    take_step,
)
from website.procedures.ahead import ahead_of, held_by
from website.procedures.course import Course
from website.procedures.forms import StepForm
from website.procedures.papers import papers_at_hand
from website.procedures.refusing import refusing_rule
from website.procedures.rule_lines import rule_line
from website.procedures.views.reading import course_for, now, today_of
from website.procedures.words import paper_word, step_word


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take a step, or say which rules forbid it."""
    course = course_for(request, pk)
    require(request.user, WRITE, course.procedure.office)
    wanted = _step(code)
    form = _form(request, course, wanted)
    if request.method != "POST":
        return _page(request, course, wanted, form)
    if not form.is_valid():
        return _page(request, course, wanted, form, status=422)
    try:
        take_step(
            pk=course.procedure.pk,
            number=form.cleaned_data["number"],
            wanted=form.wanted(),
            registry=form.registry(),
            by=request.user,
            at=now(),
        )
    except StepTakenMeanwhileError as told:
        messages.error(request, str(told))
        return redirect("procedures:procedure", pk=pk)
    except (StepForbiddenError, DayAheadError, RecordDisagreesError) as refused:
        return _page(request, course, wanted, form, refused=str(refused), status=422)
    done = _("Done: %(step)s.") % {"step": step_word(code)}
    messages.success(request, done)
    return redirect("procedures:procedure", pk=pk)


def _step(code: str) -> Step:
    try:
        return step(code)
    except UnknownStepError as unknown:
        raise Http404 from unknown


def _form(request: HttpRequest, course: Course, wanted: Step) -> StepForm:
    on = today_of(course.agreement)
    assessment = course.assess(on)
    aside = ()
    if may(request.user, ADMINISTER, course.procedure.office):
        held = held_by(course, assessment, wanted.code, on)
        aside = tuple(refusing_rule(course, one.key) for one in held)
    return StepForm(
        request.POST if request.method == "POST" else None,
        step=wanted,
        number=len(course.taken) + 1,
        today=on,
        at_hand=papers_at_hand(course, on),
        aside=aside,
        registry=wanted.code == "enter_into_force" and _asks_registry(course, assessment),
    )


def _asks_registry(course: Course, assessment: Assessment) -> bool:
    """Whether a registry number is asked for with the step, because no rule asks for it."""
    by_rule = any(one.rule.artefact == "registration_certificate" for one in assessment.standings)
    registered = Registration.objects.filter(agreement=course.agreement).exists()
    return not by_rule and not registered


def _page(
    request: HttpRequest,
    course: Course,
    wanted: Step,
    form: StepForm,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    on = today_of(course.agreement)
    held = held_by(course, ahead_of(course, on).assessment, wanted.code, on)
    context = {
        "agreement": course.agreement,
        "procedure": course.procedure,
        "step": wanted,
        "step_word": step_word(wanted.code),
        "form": form,
        "refused": refused,
        "held": [rule_line(course, one, request.user) for one in held],
        "open": wanted in open_steps(course.life.state),
        "at_hand": [paper_word(one) for one in wanted.artefacts if one in form.at_hand],
    }
    return render(request, "procedures/step.html", context, status=status)
