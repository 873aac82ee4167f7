"""The authority's pages: the queue, an answer, the book of numbers."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from website.accounts.permissions import NotAllowedError
from website.agreements.filters import whole
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.desks import actions
from website.desks.authority import (
    KINDS,
    asking,
    authority_offices,
    by_day,
    counted,
    countries_examined,
    kind_of,
    of_kind,
    queue,
    with_agreements,
)
from website.desks.forms import ActForm, OpinionForm, RegistrationForm
from website.desks.models import RegistryNumber
from website.desks.rule_words import rules_of
from website.desks.time_words import time_left
from website.procedures.actions import DayAheadError, RuleNotOpenError
from website.procedures.course import day_in
from website.procedures.models import Turn

PAGE = 50
FORMS = {"opinion": OpinionForm, "registration": RegistrationForm, "other": ActForm}
REFUSALS = (
    actions.AnsweredError,
    actions.NumberTakenError,
    RuleNotOpenError,
    DayAheadError,
    NotAllowedError,
)


def examined_or_refused(request: HttpRequest) -> list[str]:
    """The countries for whose authority the person works.

    Raises:
        NotAllowedError: There are none.
    """
    countries = countries_examined(request.user)
    if not countries:
        raise NotAllowedError(_("This desk is for people who work for a national authority."))
    return countries


@login_required
@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """What asks the authority for an answer, the first due first."""
    countries = examined_or_refused(request)
    today = timezone.localdate()
    turns = asking(countries)
    counts = counted(turns, today)
    kind = request.GET.get("kind", "")
    late = request.GET.get("late") == "1"
    if kind in KINDS:
        turns = of_kind(turns, kind)
    if late:
        turns = turns.filter(due__lt=today)
    n = turns.count() if late else counts[kind if kind in KINDS else "all"]
    pages = max(1, -(-n // PAGE))
    page = whole(request.GET.get("page"), least=1, most=pages, otherwise=1)
    found = with_agreements(by_day(turns))[(page - 1) * PAGE : page * PAGE]
    context = {
        "asked": queue(found, today),
        "counts": counts,
        "kind": kind if kind in KINDS else "",
        "late": late,
        "page": page,
        "pages": pages,
        "countries": countries,
    }
    return render(request, "desks/opinions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, procedure: int, side: int, rule: str) -> HttpResponse:
    """One agreement that asks: what it is, which rule it is about, and the answer."""
    turn = get_object_or_404(
        with_agreements(asking(examined_or_refused(request))),
        procedure=min(procedure, 2**63 - 1),
        side=min(side, 32767),
        rule=rule,
    )
    agreement: Agreement = with_all(Agreement.register).get(pk=turn.procedure.agreement_id)
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    kind, today = kind_of(turn), day_in(turn.country, now)
    offices = authority_offices(request.user, turn.country)
    form = FORMS[kind](
        request.POST if request.method == "POST" else None,
        offices=offices,
        agreement=agreement,
        today=today,
    )
    if request.method == "POST" and form.is_valid() and _answer(request, turn, kind, form):
        return redirect("desks:opinions")
    context = {
        "turn": turn,
        "agreement": agreement,
        "kind": kind,
        "words": rules_of([turn])[turn.pk],
        "days": time_left(turn.due, today),
        "form": form,
        "answers": bool(offices),
    }
    return render(request, "desks/answer.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, turn: Turn, kind: str, form: forms.Form) -> bool:
    """Write the answer; a refusal stands in the form."""
    try:
        told = ACTS[kind](request, turn, form)
    except actions.NoteMissingError as missing:
        form.add_error("note", str(missing))
        return False
    except REFUSALS as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, told)
    return True


def _answer_of(turn: Turn, form: forms.Form) -> actions.Answer:
    given = form.cleaned_data
    return actions.Answer(
        procedure=turn.procedure_id,
        side=turn.side,
        rule=turn.rule,
        office=given["office"],
        on=given["on"],
        note=given["note"],
        document=given.get("document"),
    )


def _give_opinion(request: HttpRequest, turn: Turn, form: forms.Form) -> str:
    given = actions.give_opinion(
        answer=_answer_of(turn, form),
        outcome=form.cleaned_data["outcome"],
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )
    return _("The opinion is given: %(outcome)s.") % {"outcome": given.get_outcome_display()}


def _register(request: HttpRequest, turn: Turn, form: forms.Form) -> str:
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    entry = actions.register_agreement(answer=_answer_of(turn, form), by=request.user, at=now)
    return _("The agreement is registered under number %(number)s.") % {"number": entry.written}


def _note(request: HttpRequest, turn: Turn, form: forms.Form) -> str:
    actions.note_act(
        answer=_answer_of(turn, form),
        outcome=form.cleaned_data["outcome"],
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )
    return _("It is noted.")


ACTS: dict[str, Callable[[HttpRequest, Turn, forms.Form], str]] = {
    "opinion": _give_opinion,
    "registration": _register,
    "other": _note,
}


@login_required
@require_safe
def registry(request: HttpRequest) -> HttpResponse:
    """The authority's register: every number of a year, in order."""
    countries = examined_or_refused(request)
    rows = RegistryNumber.objects.filter(country__in=countries)
    years = list(rows.order_by("-year").values_list("year", flat=True).distinct())
    if not years:
        return render(request, "desks/registry.html", {"years": []})
    year = whole(request.GET.get("year"), least=0, most=9999, otherwise=years[0])
    if year not in years:
        raise Http404
    found = (
        rows.filter(year=year)
        .select_related("office", "agreement", "evidence", "entered_by")
        .prefetch_related("agreement__parties__place")
        .order_by("office__name", "number")
    )
    page = Paginator(found, 2 * PAGE).get_page(request.GET.get("page"))
    return render(request, "desks/registry.html", {"years": years, "year": year, "page": page})
