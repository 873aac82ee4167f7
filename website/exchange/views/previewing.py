"""The preview of an import: how far it is, what would become of each row, and the decision."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from twinpact.agreements import say
from website.accounts.permissions import PUBLISH, WRITE, may
from website.agreements import words
from website.agreements.models.evidence import SEVERITIES
from website.exchange import convert
from website.exchange.actions.deciding import WRITABLE
from website.exchange.iati_rules import shown_rules
from website.exchange.models import Import, ImportRow, ImportState
from website.exchange.models.imports import UNDER_WAY
from website.exchange.preview import PAGE, columns, constants, shown_rows
from website.exchange.queries import Summary, import_summary, open_questions
from website.exchange.selection import Choice, counted_word
from website.exchange.views.reach import import_or_404

WITHOUT_ROWS = (*UNDER_WAY, ImportState.REFUSED, ImportState.STOPPED)


@login_required
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; then the rows, what was found in them, and the decision."""
    batch = import_or_404(request, pk)
    context = frame(request, batch)
    if request.htmx:
        return _progress(request, context)
    if batch.state in WITHOUT_ROWS:
        return render(request, "exchange/preview.html", context)
    choice = Choice.from_query(request.GET)
    context |= decision(batch, choice)
    context |= _rows(batch, choice, context["summary"])
    return render(request, "exchange/preview.html", context)


def frame(request: HttpRequest, batch: Import) -> dict[str, object]:
    """What every page of an import needs."""
    return {
        "batch": batch,
        "under_way": batch.state in UNDER_WAY,
        "progress": getattr(batch, "progress", None),
        "may_write": may(request.user, WRITE, batch.office),
        "may_publish": may(request.user, PUBLISH, batch.office),
        "decidable": batch.state in (ImportState.READY, ImportState.DONE),
    }


def _progress(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """The bar alone; when the work is done the whole page loads anew."""
    response = render(request, "exchange/_progress.html", context)
    if not context["under_way"]:
        response["HX-Refresh"] = "true"
    return response


def decision(batch: Import, choice: Choice) -> dict[str, object]:
    """The numbers on which somebody decides."""
    summary = import_summary(batch)
    left = {one: summary.outcomes[one] - summary.written[one] for one in WRITABLE}
    return {
        "choice": choice,
        "left": sum(left.values()),
        "summary": summary,
        "tabs": [
            (
                outcome,
                counted_word(outcome, summary.outcomes[outcome]),
                summary.outcomes[outcome],
                summary.taken[outcome],
                left.get(outcome, 0),
            )
            for outcome in ImportRow.Outcome
            if summary.outcomes[outcome]
        ],
        "to_write": {outcome.value: summary.taken[outcome] for outcome in WRITABLE},
        "writes": sum(summary.taken[outcome] for outcome in WRITABLE),
        "written": sum(summary.written.values()),
        "remarks": remarks(batch),
        "iati_rules": shown_rules(batch),
        "open": open_questions(batch).count() if summary.outcomes["possible"] else 0,
    }


def remarks(batch: Import) -> list[str]:
    """What of the file is no row, in sentences: totals, notes, colours, further tables."""
    language = words.reader_language()
    kept = batch.summary.get("remarks", ())
    return [say(convert.finding_from_json(one), language) for one in kept]


class Counted(Paginator):
    """Pages whose number of rows is known without counting, where only an outcome is chosen."""

    known: int | None = None

    @cached_property
    def count(self) -> int:
        return super().count if self.known is None else self.known


def _rows(batch: Import, choice: Choice, summary: Summary) -> dict[str, object]:
    pages = Counted(choice.of(batch).values_list("pk", flat=True), PAGE)
    if choice == Choice(outcome=choice.outcome, page=choice.page):
        counts = summary.outcomes
        pages.known = counts[choice.outcome] if choice.outcome else sum(counts.values())
    page = pages.page(min(choice.page, pages.num_pages))
    taken = batch.mapping.get("columns", {})
    return {
        "page": page,
        "rows": shown_rows(batch, list(page.object_list), taken),
        "columns": columns(batch),
        "constants": constants(batch),
        "severities": SEVERITIES,
        "narrowed": choice.narrows,
        "query": choice.to_query(),
        "previous": choice.to_query(page=page.number - 1),
        "next": choice.to_query(page=page.number + 1),
        "first": choice.to_query(page=1),
        "last": choice.to_query(page=pages.num_pages),
    }
