"""What an office settles for its programmes: its currency, its rates, its funding gate."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from website.accounts.models import Office
from website.accounts.permissions import ADMINISTER, READ, WRITE, may, offices_where, require
from website.plans.actions import enter_rate, settle_plans
from website.plans.forms.settings import RateForm, SettingsForm
from website.plans.models import PlanSettings
from website.plans.views.reading import today_in

A_PAGE = 50


def _office(request: HttpRequest, slug: str) -> Office:
    found: Office = get_object_or_404(offices_where(request.user, READ), slug=slug)
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """The settings of an office's programmes, and its rates."""
    office = _office(request, slug)
    kept = PlanSettings.objects.filter(office=office).first()
    form = SettingsForm(request.POST if request.method == "POST" else None, kept=kept)
    if form.is_bound:
        require(request.user, ADMINISTER, office)
        if form.is_valid():
            settle_plans(office=office, told=form.told(), by=request.user)
            messages.success(request, _("The settings of the programmes are kept."))
            return redirect("plans:settings", slug=slug)
    return _page(request, office, form, None)


@login_required
@require_http_methods(["POST"])
def rate(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a rate; one of the same day and currencies takes the place of the earlier."""
    office = _office(request, slug)
    require(request.user, WRITE, office)
    kept = PlanSettings.objects.filter(office=office).first()
    form = RateForm(request.POST, into="", today=today_in(office))
    if not form.is_valid():
        return _page(request, office, SettingsForm(None, kept=kept), form)
    enter_rate(office=office, by=request.user, **form.cleaned_data)
    messages.success(request, _("The rate is kept."))
    return redirect("plans:settings", slug=slug)


def _page(
    request: HttpRequest, office: Office, form: SettingsForm, rate_form: RateForm | None
) -> HttpResponse:
    kept = PlanSettings.objects.filter(office=office).first() or PlanSettings()
    found = office.rates.order_by("currency", "into", "-on")
    wrong = bool(form.errors or (rate_form is not None and rate_form.errors))
    context = {
        "office": office,
        "form": form,
        "kept": kept,
        "rate_form": rate_form or RateForm(None, into=kept.currency, today=today_in(office)),
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "may_settle": may(request.user, ADMINISTER, office),
        "may_write": may(request.user, WRITE, office),
    }
    return render(request, "plans/settings.html", context, status=422 if wrong else 200)
