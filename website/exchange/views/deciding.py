"""Deciding on an import: rows, fields, all or none; trying again and taking back."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from website.agreements.filters import whole
from website.exchange import actions
from website.exchange.models import Import, ImportState
from website.exchange.preview import PAGE, touched_rows
from website.exchange.selection import Choice
from website.exchange.undo_plan import undo_plan
from website.exchange.views.previewing import decision, frame
from website.exchange.views.reach import import_or_404


def _act(request: HttpRequest, act: Callable[[], object], said: str = "") -> bool:
    """Do what somebody decided; tell it, or why it cannot be now."""
    try:
        act()
    except actions.NotNowError as not_now:
        messages.error(request, str(not_now))
        return False
    if said:
        messages.success(request, said)
    return True


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide that the chosen rows go into the register."""
    batch = import_or_404(request, pk)
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    publish = "publish" in request.POST
    _act(
        request,
        lambda: actions.accept_import(pk=batch.pk, by=request.user, at=now, publish=publish),
    )
    return redirect("exchange:preview", pk=pk)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide that nothing of the file goes into the register."""
    batch = import_or_404(request, pk)
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    _act(
        request,
        lambda: actions.discard_import(pk=batch.pk, by=request.user, at=now),
        _("Discarded. The register is as it was; the file is kept."),
    )
    return redirect("exchange:preview", pk=pk)


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again what a fault stopped."""
    batch = import_or_404(request, pk)
    _act(request, lambda: actions.try_again(pk=batch.pk, by=request.user))
    return redirect("exchange:preview", pk=pk)


@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose rows and fields: those of the page one by one, or all that the address shows."""
    batch = import_or_404(request, pk)
    choice = Choice.from_query(request.GET)
    done = _act(request, lambda: _chosen(request, batch, choice))
    if request.htmx and done:
        context = frame(request, batch) | decision(batch, choice)
        return render(request, "exchange/_decision.html", context)
    query = choice.to_query(page=choice.page)
    address = redirect("exchange:preview", pk=pk)
    address["Location"] += f"?{query}#rows" if query else "#rows"
    return address


def _chosen(request: HttpRequest, batch: Import, choice: Choice) -> None:
    posted, by = request.POST, request.user
    if (all_of_them := posted.get("all")) in ("take", "leave"):
        taken = all_of_them == "take"
        if field := posted.get("field"):
            actions.leave_field(pk=batch.pk, field=field, leave=not taken, choice=choice, by=by)
            return
        n = actions.choose_rows(pk=batch.pk, taken=taken, choice=choice, by=by)
        said = (
            ngettext("%(n)d more row is chosen.", "%(n)d more rows are chosen.", n)
            if taken
            else ngettext("%(n)d row is left out.", "%(n)d rows are left out.", n)
        )
        messages.success(request, said % {"n": n})
        return
    shown, rows = _numbers(posted.getlist("shown")), _numbers(posted.getlist("row"))
    actions.choose_rows(pk=batch.pk, taken=True, rows=shown & rows, by=by)
    actions.choose_rows(pk=batch.pk, taken=False, rows=shown - rows, by=by)
    _choose_fields(batch, posted.getlist("shown_field"), set(posted.getlist("take")), request)


def _choose_fields(batch: Import, shown: list[str], taken: set[str], request: HttpRequest) -> None:
    """Fields are posted as ``row:field``; together for each field and decision."""
    by_decision: dict[tuple[str, bool], set[int]] = {}
    for one in shown:
        number, _colon, field = one.partition(":")
        by_decision.setdefault((field, one not in taken), set()).update(_numbers([number]))
    for (field, leave), rows in by_decision.items():
        actions.leave_field(pk=batch.pk, field=field, leave=leave, rows=rows, by=request.user)


def _numbers(texts: list[str]) -> set[int]:
    return {int(text) for text in texts if text.isascii() and text.isdecimal()}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what taking the import back would undo and what stays; then do it."""
    batch = import_or_404(request, pk)
    if request.method == "POST":
        now = timezone.now()  # noqa: TID251 a view is where the clock is read
        _act(request, lambda: actions.ask_to_undo(pk=batch.pk, by=request.user, at=now))
        return redirect("exchange:preview", pk=pk)
    if batch.state != ImportState.DONE:
        return redirect("exchange:preview", pk=pk)
    plan = undo_plan(batch)
    pages = Paginator(plan.touched, PAGE)
    number = whole(request.GET.get("page"), least=1, most=pages.num_pages, otherwise=1)
    page = pages.page(number)
    context = frame(request, batch)
    context |= {"plan": plan, "page": page, "touched": touched_rows(page.object_list)}
    return render(request, "exchange/undo.html", context)
