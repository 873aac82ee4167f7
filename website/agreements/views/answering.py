"""The pages on which a counterpart answers; they need no account and are found by no search.

The link of the letter opens a cookie and leads on to an address without the secret, so that the
secret stands in no page, no history of requests and no address that another site gets to see.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from website.accounts.limits import (
    Limit,
    TooManyAttemptsError,
    count_attempt,
    refuse_after_too_many,
    sender_of,
)
from website.agreements import convert
from website.agreements.actions import (
    AnswerSaid,
    ChangedMeanwhileError,
    ClosedInvitationError,
    DraftTooLongError,
    answer_invitation,
    invitation_of,
    save_draft,
    state_of,
)
from website.agreements.forms.answer import AnswerForm
from website.agreements.links import UnknownLinkError
from website.agreements.models import Agreement, Invitation
from website.agreements.queries import with_all
from website.agreements.sides import digest, shown

#: Links that are none, from one address; answers and drafts to one invitation.
WRONG_LINKS = Limit("wrong invitation links", 20, timedelta(minutes=15))
ANSWERS = Limit("answers to an invitation", 60, timedelta(hours=1))
#: What is ticked and not typed: several values under one name.
SEVERAL = ("motivations-value",)
View = Callable[..., HttpResponse]


def cookie_name(pk: int) -> str:
    """The cookie in which a browser keeps the link of an invitation."""
    return f"invitation_{pk}"


def kept_quiet(view: View) -> View:
    """No cache keeps the page, no search engine lists it; too many attempts are refused."""

    @wraps(view)
    def quiet(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except TooManyAttemptsError:
            response = render(request, "429.html", status=429)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return quiet


@kept_quiet
@require_safe
def enter(request: HttpRequest, link: str) -> HttpResponse:
    """The link of the letter: remembered in a cookie, and on to the page."""
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    try:
        invitation = _invitation(request, link, now)
    except UnknownLinkError as unknown:
        return _no_such_link(request, unknown)
    response = redirect("answer:page", pk=invitation.pk)
    response["Referrer-Policy"] = "no-referrer"
    response.set_cookie(
        cookie_name(invitation.pk),
        link,
        expires=invitation.expires_at + timedelta(days=30),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


@kept_quiet
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer field by field, save and go on later, or look at what was answered."""
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    link = request.COOKIES.get(cookie_name(pk), "")
    try:
        invitation = _invitation(request, link, now)
    except UnknownLinkError as unknown:
        return _no_such_link(request, unknown)
    state = state_of(invitation, at=now)
    if state == "answered" and request.method != "POST":
        return _thanks(request, invitation)
    if state not in ("open", "draft"):
        return _closed(request, ClosedInvitationError(state))
    row = with_all(Agreement.register.all()).get(pk=invitation.agreement_id)
    if request.method != "POST":
        return _page(request, invitation, row, _form(row, invitation.draft or None))
    count_attempt(ANSWERS, str(pk), at=now)
    try:
        return _write(request, invitation, row, link, now)
    except ClosedInvitationError as closed:
        return _closed(request, closed)


def _write(
    request: HttpRequest, invitation: Invitation, row: Agreement, link: str, now: datetime
) -> HttpResponse:
    typed = {name: request.POST.getlist(name) for name in request.POST if name in _names(row)}
    if "save" in request.POST:
        return _save(request, invitation, link, typed, now)
    form = _form(row, typed, bound=True)
    if not form.is_valid():
        return _page(request, invitation, row, form, status=422)
    said = AnswerSaid(
        answers=form.answers(),
        given_by=form.cleaned_data["given_by"],
        post=form.cleaned_data["post"],
        note=form.cleaned_data["note"],
        language=(get_language() or "en")[:2],
        invitation=invitation,
    )
    try:
        answer_invitation(link=link, seen=request.POST.get("seen", ""), said=said, at=now)
    except ChangedMeanwhileError as changed:
        messages.warning(request, str(changed))
        return _page(request, invitation, row, form, status=409)
    return redirect("answer:page", pk=invitation.pk)


def _save(
    request: HttpRequest,
    invitation: Invitation,
    link: str,
    typed: dict[str, list[str]],
    now: datetime,
) -> HttpResponse:
    try:
        save_draft(link=link, draft=typed, at=now)
    except DraftTooLongError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("Your answer is saved, not sent. Go on with the same link when you like.")
        )
    return redirect("answer:page", pk=invitation.pk)


def _names(row: Agreement) -> set[str]:
    return set(_form(row, None).fields)


def _form(
    row: Agreement, typed: dict[str, list[str]] | None, *, bound: bool = False
) -> AnswerForm:
    """The form; a draft fills it without being judged."""
    fields = shown(convert.to_library(row))
    empty = AnswerForm(fields=fields)
    if typed is None:
        return empty
    values = {
        name: texts if name in SEVERAL else texts[-1] for name, texts in typed.items() if texts
    }
    if not bound:
        return AnswerForm(fields=fields, initial=values)
    return AnswerForm(values, fields=fields)


def _page(
    request: HttpRequest,
    invitation: Invitation,
    row: Agreement,
    form: AnswerForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "invitation": invitation,
        "agreement": row,
        "form": form,
        "seen": digest(form.asked),
        "party": next(p for p in row.parties.all() if p.position == invitation.position),
    }
    return render(request, "agreements/answer.html", context, status=status)


def _thanks(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    row = with_all(Agreement.register.all()).get(pk=invitation.agreement_id)
    version = invitation.version
    context = {
        "agreement": row,
        "version": version,
        "answers": version.answers.all(),
    }
    return render(request, "agreements/answered.html", context)


def _invitation(request: HttpRequest, link: str, now: datetime) -> Invitation:
    """The invitation of a link; who tries many that are none has to wait."""
    who = sender_of(request)
    refuse_after_too_many(WRONG_LINKS, who, at=now)
    try:
        return invitation_of(link)
    except UnknownLinkError:
        count_attempt(WRONG_LINKS, who, at=now)
        raise


def _no_such_link(request: HttpRequest, unknown: UnknownLinkError) -> HttpResponse:
    context = {"said": str(unknown), "unknown": True}
    return render(request, "agreements/answer_closed.html", context, status=404)


def _closed(request: HttpRequest, closed: ClosedInvitationError) -> HttpResponse:
    context = {"said": str(closed), "state": closed.state}
    status = 409 if closed.state == "answered" else 410
    return render(request, "agreements/answer_closed.html", context, status=status)
