"""Bringing the spreadsheet of a plan: the preview, and the decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twinpact.formats.table import UnreadableFileError
from website.accounts.permissions import WRITE, require
from website.agreements.filters import whole
from website.priorities import actions
from website.priorities.actions.importing import reading_of
from website.priorities.forms import PlanFileForm
from website.priorities.models import PlanFile
from website.priorities.queries import readable_plans
from website.priorities.views.reading import now, plan_for, rights

#: So many differences and findings of a kind stand on the page.
MOST_SHOWN = 200


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a file; it is read at once, and nothing of the plan changes."""
    row = plan_for(request, pk)
    require(request.user, WRITE, row.office)
    posted = request.method == "POST"
    form = PlanFileForm(*((request.POST, request.FILES) if posted else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = actions.bring_plan_file(
                pk=pk, filename=file.name, content=file.read(), by=request.user, at=now()
            )
        except UnreadableFileError as trouble:
            said = _("The file cannot be read: %(trouble)s") % {"trouble": trouble}
            form.add_error("file", said)
        else:
            return redirect("priorities:preview", pk=pk, file=kept.pk)
    context = {"plan": row, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "priorities/bring.html", context, status=status)


@login_required
@require_safe
def preview(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """What the file holds, what was found in it, and what it would change of the plan."""
    row = plan_for(request, pk)
    kept = get_object_or_404(PlanFile, pk=file, plan=row)
    context: dict[str, object] = {"plan": row, "file": kept, **rights(request, row)}
    if kept.state == PlanFile.State.OPEN:
        try:
            reading = reading_of(kept, row)
        except UnreadableFileError as trouble:
            context["trouble"] = str(trouble)
        else:
            by_change = {
                name: [one for one in reading.differences if one.change == name]
                for name in ("new", "changed", "absent")
            }
            context |= {
                "reading": reading,
                "counts": {name: len(some) for name, some in by_change.items()},
                "by_change": {name: some[:MOST_SHOWN] for name, some in by_change.items()},
                "findings": reading.findings[:MOST_SHOWN],
                "most": MOST_SHOWN,
            }
    return render(request, "priorities/preview.html", context)


@login_required
@require_POST
def accept(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take over what the file says."""
    kept = _file(request, pk, file)
    seen = whole(request.POST.get("version"), least=0, most=2**31 - 1, otherwise=0)
    try:
        actions.accept_plan_file(pk=kept.pk, version=seen, by=request.user, at=now())
    except actions.PlanChangedMeanwhileError:
        messages.warning(
            request, _("Somebody changed the plan meanwhile. Look at the differences again.")
        )
        return redirect("priorities:preview", pk=pk, file=file)
    except (
        actions.NothingToAcceptError,
        actions.FileDecidedError,
        actions.StillInUseError,
        UnreadableFileError,
    ) as refused:
        messages.error(request, str(refused))
        return redirect("priorities:preview", pk=pk, file=file)
    messages.success(request, _("The plan says now what the file says."))
    return redirect("priorities:plan", pk=pk)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Leave the file aside."""
    kept = _file(request, pk, file)
    try:
        actions.discard_plan_file(pk=kept.pk, by=request.user, at=now())
    except actions.FileDecidedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The file is left aside; the plan is as it was."))
    return redirect("priorities:plan", pk=pk)


def _file(request: HttpRequest, pk: int, file: int) -> PlanFile:
    readable = readable_plans(request.user)
    found: PlanFile = get_object_or_404(PlanFile, pk=file, plan=pk, plan__in=readable)
    return found
