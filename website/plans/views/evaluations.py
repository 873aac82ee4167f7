"""The evaluations of an agreement: filled in, read, decided, and what follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from twinpact.plans.evaluation import EvaluationKind
from twinpact.plans.refusing import PlanRefusedError
from website.accounts.permissions import PUBLISH, WRITE, may, require
from website.agreements.desk import readable
from website.agreements.models import Agreement
from website.agreements.queries import with_parties
from website.agreements.words import reader_language
from website.plans import words
from website.plans.actions import (
    ChangedMeanwhileError,
    DecidedBeforeError,
    ReasonMissingError,
    decide_evaluation,
    save_evaluation,
)
from website.plans.evaluated import (
    ahead_of,
    answers_of,
    principles_of,
    score_of,
    score_words,
)
from website.plans.forms.evaluation import DecisionForm, EvaluationForm
from website.plans.models import Evaluation
from website.plans.models.evaluation import EVALUATION_KINDS
from website.plans.views.reading import now, today_in

REFUSED = (ChangedMeanwhileError, DecidedBeforeError)


def _agreement(request: HttpRequest, pk: int) -> Agreement:
    rows = with_parties(readable(request.user)).select_related("office")
    found: Agreement = get_object_or_404(rows, pk=pk)
    return found


def _evaluation(agreement: Agreement, evaluation: int) -> Evaluation:
    rows = agreement.evaluations.select_related("decided_by", "begun_by", "programme")
    row: Evaluation = get_object_or_404(rows, pk=evaluation)
    row.agreement = agreement
    return row


@login_required
@require_safe
def evaluations(request: HttpRequest, pk: int) -> HttpResponse:
    """The evaluations of an agreement, the newest first."""
    agreement = _agreement(request, pk)
    found = agreement.evaluations.select_related("programme", "decided_by")
    context = {
        "agreement": agreement,
        "rows": [(row, score_of(row), score_words(score_of(row))) for row in found],
        "kinds": [(code, words.word("evaluation_kinds", code)) for code in EVALUATION_KINDS],
        "may_write": may(request.user, WRITE, agreement.office),
    }
    return render(request, "plans/evaluations.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Fill in a new evaluation."""
    if kind not in EVALUATION_KINDS:
        raise Http404
    return _fill_in(request, _agreement(request, pk), kind, None)  # type: ignore[arg-type]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, evaluation: int) -> HttpResponse:
    """Change an evaluation that has not decided."""
    agreement = _agreement(request, pk)
    row = _evaluation(agreement, evaluation)
    if row.decision is not None:
        return redirect("plans:evaluation", pk=pk, evaluation=evaluation)
    return _fill_in(request, agreement, row.kind, row)


def _fill_in(
    request: HttpRequest, agreement: Agreement, kind: EvaluationKind, row: Evaluation | None
) -> HttpResponse:
    require(request.user, WRITE, agreement.office)
    form = EvaluationForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        agreement=agreement,
        today=today_in(agreement.office),
        row=row,
    )
    if form.is_bound and form.is_valid():
        kept = _save(request, agreement, form, row)
        if kept is not None:
            messages.success(request, _("The evaluation is saved."))
            return redirect("plans:evaluation", pk=agreement.pk, evaluation=kept.pk)
    context = {
        "agreement": agreement,
        "form": form,
        "row": row,
        "kind_word": words.word("evaluation_kinds", kind),
    }
    status = 422 if form.errors else 200
    return render(request, "plans/evaluation_edit.html", context, status=status)


def _save(
    request: HttpRequest, agreement: Agreement, form: EvaluationForm, row: Evaluation | None
) -> Evaluation | None:
    try:
        return save_evaluation(
            agreement=agreement.pk,
            told=form.told(),
            by=request.user,
            at=now(),
            pk=None if row is None else row.pk,
            version=None if row is None else form.cleaned_data["version"],
        )
    except PlanRefusedError as refused:
        form.add_error(None, refused.say(reader_language()))
    except REFUSED as refused:
        form.add_error(None, str(refused))
    return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest, pk: int, evaluation: int) -> HttpResponse:
    """An evaluation with its answers and picture; decided here, and what follows from it."""
    agreement = _agreement(request, pk)
    row = _evaluation(agreement, evaluation)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.user, PUBLISH, agreement.office)
    if form.is_bound and form.is_valid():
        try:
            decide_evaluation(pk=row.pk, by=request.user, at=now(), **form.cleaned_data)
        except (DecidedBeforeError, ReasonMissingError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Decided."))
            return redirect("plans:evaluation", pk=pk, evaluation=evaluation)
    score = score_of(row)
    context = {
        "agreement": agreement,
        "row": row,
        "kind_word": words.word("evaluation_kinds", row.kind),
        "answers": answers_of(row),
        "principles": principles_of(row),
        "score": score,
        "mean": score_words(score),
        "form": form,
        "ahead": ahead_of(row, on=today_in(agreement.office)),
        "may_write": may(request.user, WRITE, agreement.office),
        "may_decide": may(request.user, PUBLISH, agreement.office),
    }
    return render(request, "plans/evaluation.html", context, status=422 if form.errors else 200)
