"""How an office is called in IATI."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from website.accounts.permissions import ADMINISTER, READ, may, offices_where
from website.iati.actions import settle_iati
from website.iati.forms import IatiSettingsForm
from website.iati.queries import settings_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """The identifier, kind, language and currency of an office; its administrator says them."""
    office = get_object_or_404(offices_where(request.user, READ), slug=slug)
    kept = settings_of(office)
    may_settle = may(request.user, ADMINISTER, office)
    posted = request.POST if request.method == "POST" else None
    form = IatiSettingsForm(posted, kept=kept)
    if posted is not None and form.is_valid():
        settle_iati(office=office, told=form.settled(), by=request.user)
        messages.success(request, _("The settings for IATI are kept."))
        return redirect("iati:office", slug=slug)
    context = {"office": office, "form": form, "may_settle": may_settle, "kept": kept}
    return render(request, "iati/settings.html", context, status=422 if form.errors else 200)
