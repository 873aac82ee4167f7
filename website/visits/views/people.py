"""Erasing a person who asks for it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from website.accounts.permissions import WRITE, offices_where, require
from website.visits.actions import NoSuchPersonError, erase_people
from website.visits.forms import EraseForm
from website.visits.models import VisitPerson


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase a person from a visit, and from others on which somebody of this name was."""
    offices = offices_where(request.user, WRITE)
    rows = VisitPerson.objects.select_related("visit__office").order_by("visit_id", "pk")
    person = get_object_or_404(rows, pk=pk)
    require(request.user, WRITE, person.visit.office)
    named = rows.filter(visit__office__in=offices, name__iexact=person.name)
    form = EraseForm(
        request.POST if request.method == "POST" else None, people=named, initial={"people": [pk]}
    )
    if form.is_valid():
        chosen = [one.pk for one in form.cleaned_data["people"]]
        try:
            erase_people(
                pks=chosen,
                by=request.user,
                at=timezone.now(),  # noqa: TID251 a view is where the clock is read
            )
        except NoSuchPersonError as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(
                request, _("The person is erased. Look whether a file holds the name.")
            )
        return redirect("visits:sheet", pk=person.visit_id)
    context = {"form": form, "person": person, "visit": person.visit}
    return render(request, "visits/erase.html", context, status=422 if form.errors else 200)
