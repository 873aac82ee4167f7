"""What is open at the end of a year goes over to the next."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from twinpact.plans.carrying import is_open
from twinpact.plans.refusing import PlanRefusedError
from website.accounts.permissions import WRITE
from website.agreements.words import reader_language
from website.plans.actions import (
    NotAgreedYetError,
    NotBeingDraftedError,
    carry_over_programme,
)
from website.plans.forms.programme import CarryForm
from website.plans.models import Programme
from website.plans.permissions import require_on
from website.plans.queries import agreed
from website.plans.views.reading import now, page_context, programme_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def carry(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the open activities that go over into the programme of the next year."""
    row = programme_for(request, pk)
    require_on(request.user, WRITE, row)
    coming = Programme.objects.filter(agreement=row.agreement_id, year=row.year + 1).first()
    told = agreed(row)
    activities = () if told is None else told.programme.activities
    open_ones = [(one.code, f"{one.code} {one.title}") for one in activities if is_open(one)]
    form = CarryForm(request.POST if request.method == "POST" else None, open_ones=open_ones)
    if form.is_bound and coming is not None and form.is_valid():
        try:
            unsettled = carry_over_programme(
                pk=pk,
                into=coming.pk,
                activities=form.cleaned_data["activities"],
                by=request.user,
                at=now(),
            )
        except PlanRefusedError as refused:
            form.add_error(None, refused.say(reader_language()))
        except (NotAgreedYetError, NotBeingDraftedError) as refused:
            form.add_error(None, str(refused))
        else:
            _say(request, unsettled)
            return redirect("plans:programme", pk=coming.pk)
    context = page_context(request, row) | {
        "form": form,
        "coming": coming,
        "open_ones": open_ones,
        "agreed": told,
        "drafting": coming is not None and coming.stage == Programme.Stage.DRAFTING,
        "carried": getattr(row, "carried_into", None),
    }
    return render(request, "plans/carry.html", context, status=422 if form.errors else 200)


def _say(request: HttpRequest, unsettled: tuple[str, ...]) -> None:
    messages.success(request, _("The activities stand in this year with what was left."))
    if unsettled:
        said = ngettext(
            "Nobody can say what is left of this budget line: %(codes)s. Its amount is open here.",
            "Nobody can say what is left of these budget lines: %(codes)s. Their amounts are open "
            "here.",
            len(unsettled),
        )
        messages.warning(request, said % {"codes": ", ".join(unsettled)})
