"""Rows that may be agreements of the register: side by side, to be decided by people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from website.agreements.filters import whole
from website.exchange import actions
from website.exchange.models import Import
from website.exchange.queries import open_questions
from website.exchange.side_by_side import side_by_side
from website.exchange.views.previewing import frame
from website.exchange.views.reach import import_or_404

PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """The open questions of an import; one decision for each, or for several at once."""
    batch = import_or_404(request, pk)
    if request.method == "POST":
        _answer(request, batch)
        return redirect("exchange:questions", pk=pk)
    pages = Paginator(open_questions(batch), PAGE)
    number = whole(request.GET.get("page"), least=1, most=pages.num_pages, otherwise=1)
    page = pages.page(number)
    context = frame(request, batch)
    context |= {"page": page, "pairs": side_by_side(page.object_list)}
    return render(request, "exchange/questions.html", context)


def _answer(request: HttpRequest, batch: Import) -> None:
    """Single ones are posted as ``verdict-<question>``, several as ``chosen`` with ``all``."""
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    wanted: dict[str, set[int]] = {}
    for name, verdict in request.POST.items():
        number = name.removeprefix("verdict-")
        if name.startswith("verdict-") and number.isascii() and number.isdecimal() and verdict:
            wanted.setdefault(verdict, set()).add(int(number))
    if (for_all := request.POST.get("all")) and (chosen := request.POST.getlist("chosen")):
        wanted = {for_all: {int(one) for one in chosen if one.isascii() and one.isdecimal()}}
    try:
        n = sum(
            actions.answer_questions(
                pk=batch.pk, questions=numbers, verdict=verdict, by=request.user, at=now
            )
            for verdict, numbers in wanted.items()
        )
    except actions.NotNowError as not_now:
        messages.error(request, str(not_now))
        return
    said = ngettext("%(n)d decision is kept.", "%(n)d decisions are kept.", n)
    messages.success(request, said % {"n": n})
