"""Rows that may be agreements of the register: side by side, to be decided by people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from website.agreements.filters import whole
from website.exchange import actions
from website.exchange.models import Import
from website.exchange.queries import open_questions, questions_by_band
from website.exchange.side_by_side import side_by_side
from website.exchange.views.previewing import Counted, frame
from website.exchange.views.reach import import_or_404

PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """The open questions of an import; one decision for each, or for several at once."""
    batch = import_or_404(request, pk)
    band = _band(request)
    if request.method == "POST":
        _answer(request, batch, band)
        return redirect(request.get_full_path())
    counts = questions_by_band(batch)
    pages = Counted(open_questions(batch, band).values_list("pk", flat=True), PAGE)
    pages.known = counts[band] if band else sum(counts.values())
    number = whole(request.GET.get("page"), least=1, most=pages.num_pages, otherwise=1)
    page = pages.page(number)
    context = frame(request, batch) | {
        "page": page,
        "pairs": side_by_side(page.object_list),
        "band": band,
        "bands": [(name, BAND_WORDS[name], n) for name, n in counts.items() if n],
        "open": sum(counts.values()),
    }
    return render(request, "exchange/questions.html", context)


BAND_WORDS = {
    "plain": gettext_lazy("plainly alike (98 % and more)"),
    "likely": gettext_lazy("likely (80 to 98 %)"),
    "doubtful": gettext_lazy("doubtful (below 80 %)"),
}


def _band(request: HttpRequest) -> str:
    band = request.GET.get("alike", "")
    return band if band in BAND_WORDS else ""


def _answer(request: HttpRequest, batch: Import, band: str) -> None:
    """What somebody decided.

    Single ones are posted as ``verdict-<question>``, several as ``chosen`` with ``all``, and all
    that are listed, on this page and the others, as ``listed`` with ``all``.
    """
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    wanted: dict[str, set[int]] = {}
    for name, verdict in request.POST.items():
        number = name.removeprefix("verdict-")
        if name.startswith("verdict-") and number.isascii() and number.isdecimal() and verdict:
            wanted.setdefault(verdict, set()).add(int(number))
    if (for_all := request.POST.get("all")) and (chosen := request.POST.getlist("chosen")):
        wanted = {for_all: {int(one) for one in chosen if one.isascii() and one.isdecimal()}}
    if for_all and request.POST.get("listed"):
        wanted = {for_all: set(open_questions(batch, band).values_list("pk", flat=True))}
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
