"""Showing an agreement to the public, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from website.agreements import words
from website.agreements.actions import NotReadyError, publish_agreement, unpublish_agreement
from website.agreements.desk import readable


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, or say which findings must be settled first."""
    row = get_object_or_404(readable(request.user), pk=pk)
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    try:
        publish_agreement(pk=row.pk, by=request.user, at=now)
    except NotReadyError as not_ready:
        named = dict.fromkeys(words.word("finding", code) for code in not_ready.codes)
        messages.error(
            request,
            _("Not published. Settle this first: %(findings)s.") % {"findings": ", ".join(named)},
        )
    else:
        messages.success(request, _("The agreement is published."))
    return redirect("agreements:sheet", pk=pk)


@login_required
@require_POST
def unpublish(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an agreement out of the public's sight; the record stays."""
    row = get_object_or_404(readable(request.user), pk=pk)
    unpublish_agreement(pk=row.pk, by=request.user)
    messages.success(request, _("The public does not see the agreement any more."))
    return redirect("agreements:sheet", pk=pk)
