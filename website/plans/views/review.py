"""The figures that were reported: reviewed, returned, approved; and the evidence of each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twinpact.plans.refusing import PlanRefusedError
from website.accounts.permissions import WRITE
from website.agreements.actions.documents import FileRefusedError, TooLargeError
from website.agreements.documents import own_download
from website.agreements.giving import give
from website.agreements.words import reader_language
from website.plans.actions import (
    ChangedMeanwhileError,
    DayAheadError,
    DeviationReasonMissingError,
    NotAgreedYetError,
    add_evidence,
    submit_figures,
    take_step_of_updates,
)
from website.plans.entry import OPEN
from website.plans.forms.review import EvidenceForm, StepsForm
from website.plans.lights_shown import rule_words
from website.plans.models import Programme, Update
from website.plans.permissions import require_on
from website.plans.queries import agreed, updates_of
from website.plans.reviewing import STATES, chosen, counts_of, reported, steps_for
from website.plans.views.reading import now, page_context, programme_for, today_in

A_PAGE = 50
REFUSED = (DayAheadError, DeviationReasonMissingError, NotAgreedYetError)
DONE = {
    "submit": ngettext_lazy("%(n)d figure was submitted.", "%(n)d figures were submitted.", "n"),
    "send_back": ngettext_lazy("%(n)d figure was returned.", "%(n)d figures were returned.", "n"),
    "approve": ngettext_lazy("%(n)d figure was approved.", "%(n)d figures were approved.", "n"),
    "reopen": ngettext_lazy("%(n)d figure was reopened.", "%(n)d figures were reopened.", "n"),
}


@login_required
@require_safe
def updates(request: HttpRequest, pk: int) -> HttpResponse:
    """What was reported, by state: those that wait for review first."""
    return _list(request, programme_for(request, pk))


def _list(
    request: HttpRequest, programme: Programme, form: StepsForm | None = None
) -> HttpResponse:
    told = agreed(programme)
    counts = counts_of(programme)
    state = request.GET.get("state", "submitted" if counts["submitted"] else "")
    state = state if state in STATES else ""
    line = request.GET.get("line", "")
    page, rows = None, []
    if told is not None:
        found = chosen(programme, told, state=state, line=line)
        page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
        rows = reported(told, list(page), user=request.user)
    steps = steps_for(request.user, programme)
    offered = sorted({step for one in rows for step in steps[one.row.state]})
    context = page_context(request, programme) | {
        "rows": rows,
        "page": page,
        "counts": counts,
        "all": sum(counts.values()),
        "states": STATES,
        "state": state,
        "line": line,
        "lines": () if told is None else told.programme.lines,
        "steps": [one for one in ("approve", "send_back", "submit", "reopen") if one in offered],
        "form": form or StepsForm(None),
        "rule": rule_words(),
        "query": urlencode({"state": state, "line": line}),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "plans/updates.html", context, status=status)


@login_required
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step with the chosen figures, with all of them or with none."""
    programme = programme_for(request, pk)
    offered = list(programme.updates.values_list("pk", flat=True))
    form = StepsForm(request.POST, offered=offered)
    if not form.is_valid():
        return _list(request, programme, form)
    said = form.cleaned_data
    try:
        _take(request, programme, said["step"], said["updates"], said["reason"])
    except PlanRefusedError as refused:
        form.add_error(None, refused.say(reader_language()))
    except REFUSED as refused:
        form.add_error(None, str(refused))
    if form.errors:
        return _list(request, programme, form)
    messages.success(request, DONE[said["step"]] % {"n": len(said["updates"])})
    query = {name: request.GET[name] for name in ("state", "line") if request.GET.get(name)}
    return redirect(f"{reverse('plans:updates', args=[pk])}?{urlencode(query)}")


def _take(
    request: HttpRequest, programme: Programme, step: str, keys: list[int], reason: str
) -> None:
    plain = {
        "pk": programme.pk,
        "updates": keys,
        "on": today_in(programme.office),
        "by": request.user,
        "at": now(),
    }
    if step == "submit":
        submit_figures(**plain)
    else:
        take_step_of_updates(step=step, reason=reason, **plain)


def _update(request: HttpRequest, pk: int, update: int) -> tuple[Programme, Update]:
    programme = programme_for(request, pk)
    return programme, get_object_or_404(updates_of(programme), pk=update)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, pk: int, update: int) -> HttpResponse:
    """A figure with its steps and the files that show it; a draft takes more of them."""
    programme, row = _update(request, pk, update)
    told = agreed(programme)
    if told is None:
        raise Http404
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EvidenceForm(*posted)
    status = 200
    if posted:
        require_on(request.user, WRITE, programme)
        status = _bring(request, row, form)
        if status == 200:
            messages.success(request, _("The file is kept with the papers of the agreement."))
            return redirect("plans:evidence", pk=pk, update=update)
    context = page_context(request, programme) | {
        "one": reported(told, [row], user=request.user)[0],
        "form": form,
        "open": row.state in OPEN,
        "steps": [(one, one.taken_by) for one in row.steps.all()],
        "rule": rule_words(),
    }
    return render(request, "plans/evidence.html", context, status=status)


def _bring(request: HttpRequest, row: Update, form: EvidenceForm) -> int:
    """The status of the answer: 200 where the file was taken."""
    if not form.is_valid():
        return 422
    file = form.cleaned_data["file"]
    try:
        add_evidence(
            pk=row.programme_id,
            update=row.pk,
            chunks=file.chunks(),
            filename=file.name,
            by=request.user,
            at=now(),
        )
    except TooLargeError as refused:
        form.add_error("file", str(refused))
        return 413
    except (FileRefusedError, ChangedMeanwhileError) as refused:
        form.add_error("file", str(refused))
        return 422
    return 200


@login_required
@require_safe
def evidence_file(request: HttpRequest, pk: int, update: int, document: int) -> FileResponse:
    """A file of a figure, for both sides of the programme."""
    _programme, row = _update(request, pk, update)
    found = own_download(get_object_or_404(row.evidence, pk=document))
    if found is None:
        raise Http404
    return give(found)
