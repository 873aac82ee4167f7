"""The outline of a programme that is being drafted: what its sums are made of, and no more."""

from collections import defaultdict
from datetime import date

from django.db import connection

from twinpact import plans as library
from twinpact.plans import Amount, People
from twinpact.plans.summaries import summary_of_line, summary_of_programme
from website.plans import convert
from website.plans.models import Programme
from website.plans.models.values import plain
from website.plans.queries import Sums, counting_of
from website.plans.remembering import remembered


def outline_of(programme: Programme) -> library.Programme:
    """Lines, and activities with their months, people and money; three queries."""
    budget = defaultdict(list)
    columns = ("activity_id", "code", "kind", "amount", "currency", "on", "side", "source", "what")
    for key, code, kind, amount, currency, on, side, source, what in programme.budget.values_list(
        *columns
    ):
        money = None if amount is None else Amount(plain(amount), currency)
        budget[key].append(library.BudgetLine(code, what, source, side, kind, money, on=on))
    activities = defaultdict(list)
    columns = ("pk", "line_id", "code", "title", "months", "expected_women", "expected_men",
               "expected_others")  # fmt: skip
    for key, line, code, title, months, women, men, others in programme.activities.order_by(
        "position", "pk"
    ).values_list(*columns):
        activities[line].append(
            library.Activity(
                code,
                title,
                months=frozenset(months),
                expected=People(women, men, others),
                budget=tuple(budget[key]),
            )
        )
    lines = tuple(
        library.Line(row.code, row.title, tuple(row.priorities), tuple(activities[row.pk]))
        for row in programme.lines.all()
    )
    return library.Programme(
        convert.code_of(programme),
        str(programme.agreement_id),
        programme.year,
        lines=lines,
        budget=tuple(budget[None]),
    )


def sums_of_draft(programme: Programme, *, on: date) -> Sums:
    """What is promised so far, made once for each change and each rate."""
    counting = counting_of(programme, None, on=on)
    name = connection.settings_dict["NAME"]
    written = (programme.pk, programme.begun_at, programme.version)
    key = (name, "draft", *written, programme.currency, counting.rates)

    def read() -> Sums:
        outline = outline_of(programme)
        lines = {one.code: summary_of_line(one, programme.year, counting) for one in outline.lines}
        return Sums(summary_of_programme(outline, counting), lines)

    return remembered("sum", key, read)
