"""Which priorities an agreement serves: plan by plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from website.accounts.permissions import WRITE, require
from website.agreements.desk import readable
from website.agreements.queries import with_parties
from website.priorities import actions
from website.priorities.convert import to_library
from website.priorities.forms import PointingForm
from website.priorities.forms.pointing import pointing_initial
from website.priorities.models import AgreementServes
from website.priorities.views.reading import now, plan_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, pk: int, plan: int) -> HttpResponse:
    """Say which priorities of a plan an agreement serves, that it serves none, or nothing."""
    agreement = get_object_or_404(with_parties(readable(request.user)), pk=pk)
    require(request.user, WRITE, agreement.office)
    row = plan_for(request, plan)
    said = AgreementServes.objects.filter(agreement=agreement, plan=row).first()
    form = PointingForm(
        request.POST if request.method == "POST" else None,
        plan=to_library(row),
        initial=pointing_initial(said),
    )
    if form.is_valid():
        try:
            actions.point_agreement(
                agreement=pk,
                plan=plan,
                priorities=form.wanted(),
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=now(),
            )
        except (
            actions.PointedMeanwhileError,
            actions.OtherOfficeError,
            actions.UnknownPriorityError,
        ) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Noted which priorities the agreement serves."))
            if request.GET.get("back") == "coverage":
                return redirect("priorities:coverage", pk=plan)
            return redirect("agreements:sheet", pk=pk)
    context = {"agreement": agreement, "plan": row, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "priorities/point.html", context, status=status)
