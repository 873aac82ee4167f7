"""The procedure of an agreement: what is done, what is next, and whose turn it is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from twinpact.agreements.lifecycle import open_steps
from twinpact.directives import say_conflict, say_side
from twinpact.vocabularies import terms
from website.accounts.permissions import WRITE, may
from website.agreements.words import reader_language
from website.procedures.actions import (
    DayAheadError,
    NothingAheadError,
    ProcedureBegunError,
    RecordDisagreesError,
    StateKnownError,
    UnknownFactError,
    begin_procedure,
    state_fact,
)
from website.procedures.ahead import Ahead, ahead_of
from website.procedures.course import Course
from website.procedures.forms import BeginForm
from website.procedures.happenings import happenings
from website.procedures.life import sign_of, sign_words
from website.procedures.models import Procedure
from website.procedures.next_action import next_action
from website.procedures.rule_lines import rule_line
from website.procedures.timeline import timeline_of
from website.procedures.views.reading import agreement_for, course_for, now, today_of
from website.procedures.words import step_word


@login_required
@require_safe
def procedure(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole procedure, or the offer to begin it."""
    row = agreement_for(request, pk)
    if not Procedure.objects.filter(agreement=row).exists():
        return _begin_page(request, row)
    course = course_for(request, pk)
    on = today_of(row)
    ahead = ahead_of(course, on)
    action = next_action(course, ahead, request.user)
    context = {
        "agreement": row,
        "procedure": course.procedure,
        "action": action,
        "timeline": timeline_of(course, ahead, request.user),
        "questions": _questions(course, ahead, request),
        "sides": [(say_side(one, reader_language()), one) for one in ahead.assessment.sides],
        "conflicts": [say_conflict(one, reader_language()) for one in ahead.assessment.conflicts],
        "other_steps": _other_steps(course, ahead, request),
        "happenings": happenings(course),
        "life": sign_words(sign_of(row, on=on)),
        "may_write": may(request.user, WRITE, row.office),
        "confidences": _confidences(),
        "record_differs": row.state != course.life.state,
    }
    return render(request, "procedures/procedure.html", context)


def _confidences() -> list[dict[str, str]]:
    """The marks that say how sure a rule is, with what each means."""
    language = reader_language()
    return [
        {
            "code": one.code,
            "word": one.in_language(language),
            "note": one.extra["note"].get(language, one.extra["note"]["en"]),
        }
        for one in terms("confidences").values()
    ]


def _begin_page(request: HttpRequest, row: object, form: BeginForm | None = None) -> HttpResponse:
    form = form or BeginForm(None, today=today_of(row), state=row.state)
    context = {
        "agreement": row,
        "form": form,
        "may_write": may(request.user, WRITE, row.office),
        "ended": row.state is not None and not open_steps(row.state),
    }
    status = 422 if form.is_bound else 200
    return render(request, "procedures/begin.html", context, status=status)


@login_required
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the procedure."""
    row = agreement_for(request, pk)
    form = BeginForm(request.POST, today=today_of(row), state=row.state)
    if not form.is_valid():
        return _begin_page(request, row, form)
    told = form.cleaned_data
    try:
        begin_procedure(
            agreement=row.pk, on=told["on"], state=told.get("state"), by=request.user, at=now()
        )
    except (DayAheadError, StateKnownError, RecordDisagreesError, NothingAheadError) as refused:
        form.add_error(None, str(refused))
        return _begin_page(request, row, form)
    except ProcedureBegunError as refused:
        messages.warning(request, str(refused))
    return redirect("procedures:procedure", pk=pk)


@login_required
@require_POST
def fact(request: HttpRequest, pk: int, side: int, fact: str) -> HttpResponse:
    """Answer a question that a rule asks."""
    course = course_for(request, pk)
    try:
        state_fact(
            pk=course.procedure.pk,
            side=side,
            fact=fact,
            answer=request.POST.get("answer", ""),
            by=request.user,
            at=now(),
        )
    except UnknownFactError as refused:
        messages.error(request, str(refused))
    return redirect("procedures:procedure", pk=pk)


def _questions(course: Course, ahead: Ahead, request: HttpRequest) -> list[tuple[object, object]]:
    """All questions that rules ask, each once for a side, with the rule that asks it."""
    found = {}
    for told in ahead.assessment.standings:
        line = rule_line(course, told, request.user)
        for question in line.questions:
            found.setdefault((line.side, question.fact), (line, question))
    return list(found.values())


def _other_steps(course: Course, ahead: Ahead, request: HttpRequest) -> list[dict[str, str]]:
    """The steps that are open beside the one that is next."""
    if not may(request.user, WRITE, course.procedure.office):
        return []
    return [
        {"code": one.code, "word": step_word(one.code)} for one in open_steps(course.life.state)
    ]
