"""A person's wishes about reminders, their calendar, and an office's own settings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from website.accounts.models import Membership, Role
from website.accounts.permissions import ADMINISTER, READ, offices_where
from website.desks import actions
from website.desks.feeds import calendar, digest_of
from website.desks.forms import DeskSettingsForm, WishesForm
from website.desks.models import CalendarFeed, DeskSettings, Wishes
from website.desks.reminders import language_of, user_of

SHOWN_ONCE = "calendar_address"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Whether to be reminded, in which language; and the secret address of the calendar."""
    kept = Wishes.objects.filter(user=request.user).first()
    form = WishesForm(
        request.POST if request.method == "POST" else None,
        instance=kept,
        initial=None if kept else {"language": (get_language() or "en")[:2]},
    )
    if request.method == "POST" and form.is_valid():
        actions.wish(user=request.user, **form.cleaned_data)
        messages.success(request, _("Your wishes are kept."))
        return redirect("desks:reminders")
    context = {
        "form": form,
        "feed": CalendarFeed.objects.filter(user=request.user).first(),
        "address": request.session.pop(SHOWN_ONCE, None),
    }
    return render(request, "desks/reminders.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def feed(request: HttpRequest) -> HttpResponse:
    """A new address for the calendar, shown once; or none any more."""
    if "close" in request.POST:
        actions.close_feed(user=request.user)
        messages.success(request, _("The address answers no more."))
        return redirect("desks:reminders")
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    token = actions.open_feed(user=request.user, at=now)
    address = reverse("calendar_feed", args=[token])
    request.session[SHOWN_ONCE] = request.build_absolute_uri(address)
    return redirect("desks:reminders")


@never_cache
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address; a program asks for it, nobody signs in."""
    found = (
        CalendarFeed.objects.select_related("user")
        .filter(digest=digest_of(token), user__is_active=True)
        .first()
    )
    if found is None:
        raise Http404
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    language = language_of(found.user)
    with override(language):
        body = calendar(
            list(offices_where(found.user, READ)),
            today=timezone.localdate(now),
            at=now,
            site=request.get_host().partition(":")[0],
            address=request.build_absolute_uri(f"/{language}"),
        )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="agreements.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The end of the mails, from the address in each of them; nobody needs to sign in for it."""
    user = user_of(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        actions.wish(user=user, reminders=False, language=language_of(user))
    return render(request, "desks/stop.html", {"done": request.method == "POST"})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """How long ahead an office is told of an end, and how its registry numbers are written."""
    office = get_object_or_404(offices_where(request.user, ADMINISTER), slug=slug)
    kept = DeskSettings.objects.filter(office=office).first()
    form = DeskSettingsForm(request.POST if request.method == "POST" else None, instance=kept)
    if request.method == "POST" and form.is_valid():
        actions.settle_desk(office=office, by=request.user, **form.cleaned_data)
        messages.success(request, _("The settings of the desk are kept."))
        return redirect("desks:desk_settings", slug=slug)
    numbers = Membership.objects.filter(office=office, role=Role.AUTHORITY).exists()
    context = {"office": office, "form": form, "numbers": numbers}
    return render(request, "desks/settings.html", context, status=422 if form.errors else 200)
