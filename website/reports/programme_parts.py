"""Parts that the reports on a programme share: the year's calendar, activities, and money."""

from collections.abc import Callable, Iterator, Sequence

from babel.dates import get_month_names
from django.utils.translation import gettext as _

from twinpact.plans import Activity, BudgetLine, People, Programme, Total
from twinpact.plans.summaries import budget_by, summary_of_programme
from twinpact.plans.totals import total
from website.reports import charts
from website.reports.content import Block, Cell, Chart, Column, Figures, Heading, Paragraph, Table
from website.reports.programme_frame import Frame, activity_name
from website.reports.saying import locale_of, money, word_of
from website.reports.wording import known_locale


def month_names(frame: Frame) -> tuple[str, ...]:
    """The twelve months, short."""
    names = get_month_names(
        "abbreviated", "stand-alone", known_locale(locale_of(frame.letterhead))
    )
    return tuple(names[n] for n in range(1, 13))


def calendar(programme: Programme, frame: Frame) -> Iterator[Block]:
    """In which months of the year each activity is done, as bars and as a table."""
    months = month_names(frame)
    dated = [one for one in programme.activities if one.months]
    if not programme.activities:
        return
    undated = [one for one in programme.activities if not one.months]
    table = Table(
        _("Activities by month"),
        (Column(_("Activity"), 6), Column(_("Months"), 6)),
        tuple(
            (activity_name(one), ", ".join(months[n - 1] for n in sorted(one.months)) or None)
            for one in programme.activities
        ),
    )
    if not dated:
        yield table
        return
    values = [
        {"label": activity_name(one), "month": month, "kind": "others" if one.state in STILL else
         "known"}
        for one in dated for month in sorted(one.months)
    ]  # fmt: skip
    told = [f"{activity_name(one)}: {', '.join(months[n - 1] for n in sorted(one.months))}"
            for one in dated]  # fmt: skip
    yield Chart(
        _("When it is done in %(year)s") % {"year": programme.year},
        _("A calendar of months. %(activities)s.") % {"activities": "; ".join(told)},
        charts.gantt(values, title=_("Activities by month"), months=months),
        table,
    )
    if any(one.state in STILL for one in dated):
        yield Paragraph(_("Pale: cancelled, postponed or carried over."), "note")
    if undated:
        names = "; ".join(activity_name(one) for one in undated)
        yield Paragraph(_("No month is told for: %(activities)s.") % {"activities": names}, "note")


#: The states of an activity that is not done in this year.
STILL = ("cancelled", "postponed", "carried_over")


def people_words(people: People) -> Cell:
    """How many people; what is known of them where the sum is not."""
    if people.total is not None:
        return people.total
    parts = [
        text % {"n": n}
        for n, text in (
            (people.women, _("%(n)s women")),
            (people.men, _("%(n)s men")),
            (people.others, _("%(n)s others")),
        )
        if n is not None
    ]
    return "; ".join((*parts, _("the rest not known"))) if parts else None


def responsible_words(one: Activity, frame: Frame) -> str | None:
    """Who answers for an activity on each side."""
    told = [
        f"{frame.side(who.side)}: {', '.join(part for part in (who.body, who.post) if part)}"
        for who in one.responsible
    ]
    return "\n".join(told) or None


def money_figures(programme: Programme, frame: Frame) -> Figures:
    """What the programme comes to."""
    told = summary_of_programme(programme, frame.counting)
    rows = [
        (len(programme.activities), _("activities")),
        (money(told.budget, frame.letterhead), _("budget, money and in kind")),
        (money(told.spent, frame.letterhead), _("spent")),
        (told.expected.value, _("people expected")),
    ]
    return Figures(tuple((_short(cell), words) for cell, words in rows))


def _short(cell: Cell) -> Cell:
    """A sum told in sentences is too long for a figure; the tables tell it whole."""
    return _("in part") if isinstance(cell, str) else cell


def budget(programme: Programme, frame: Frame) -> Iterator[Block]:
    """The money: line by line, and by source, side, kind and currency."""
    yield Heading(_("Budget"))
    yield Table(
        _("Budget lines"),
        (
            Column(_("Line"), 3), Column(_("What"), 5), Column(_("Source"), 4),
            Column(_("Side"), 4), Column(_("Kind"), 3), Column(_("Amount"), 4, numbers=True),
            Column(_("Spent"), 4, numbers=True),
        ),
        tuple(
            (
                one.code, one.what, one.source or None, frame.side(one.side),
                word_of("budget_kinds", one.kind), one.amount, one.spent,
            )
            for one in programme.budget_lines
        ),
        empty=_("The programme has no budget line."),
    )  # fmt: skip
    if not programme.budget_lines:
        return
    ways: tuple[tuple[str, str, Callable[[BudgetLine], str | int | None]], ...] = (
        (_("Budget by source"), _("Source"), lambda line: line.source or None),
        (_("Budget by side"), _("Side"), lambda line: frame.side(line.side)),
        (_("Budget by kind"), _("Kind"), lambda line: word_of("budget_kinds", line.kind)),
        (_("Budget by currency"), _("Currency"), _currency),
    )
    whole = summary_of_programme(programme, frame.counting).budget
    for title, head, key in ways:
        yield _budget_table(title, head, budget_by(programme, frame.counting, key), whole, frame)


def _currency(line: BudgetLine) -> str | None:
    return None if line.amount is None else line.amount.currency


def _budget_table(
    title: str, head: str, parts: dict[str | int | None, Total], whole: Total, frame: Frame
) -> Table:
    named = sorted(parts.items(), key=lambda one: (one[0] is None, str(one[0])))
    amount = _("Amount in %(currency)s") % {"currency": frame.counting.currency}
    return Table(
        title,
        (Column(head, 5), Column(_("Lines"), 2, numbers=True), Column(amount, 6, numbers=True)),
        tuple(
            (None if key is None else str(key), told.lines, money(told, frame.letterhead))
            for key, told in named
        ),
        total=(_("All"), whole.lines, money(whole, frame.letterhead)),
    )


def rates_note(programme: Programme, frame: Frame) -> Iterator[Block]:
    """Which rates of exchange were used; nothing where none was needed."""
    currencies = {
        amount.currency
        for line in programme.budget_lines
        for amount in (line.amount, line.spent)
        if amount is not None
    } - {frame.counting.currency}
    if currencies:
        yield Paragraph(
            _("Amounts in %(currencies)s are converted into %(currency)s by the rate of "
              "their day; what no rate converts stands beside the sum.")
            % {"currencies": ", ".join(sorted(currencies)), "currency": frame.counting.currency},
            "note",
        )  # fmt: skip


def spent_table(programme: Programme, frame: Frame) -> Table:
    """Planned and spent of each activity, and what is put in for the whole."""
    parts: list[tuple[str, Sequence[BudgetLine]]] = [
        (activity_name(one), one.budget) for one in programme.activities if one.budget
    ]
    if programme.budget:
        parts.append((_("The programme as a whole"), programme.budget))
    return Table(
        _("Planned and spent"),
        (
            Column(_("For what"), 6), Column(_("Planned"), 4, numbers=True),
            Column(_("Spent"), 4, numbers=True),
        ),
        tuple(
            (name, _sum(lines, programme, frame, "amount"), _sum(lines, programme, frame, "spent"))
            for name, lines in parts
        ),
        empty=_("The programme has no budget line."),
    )  # fmt: skip


def _sum(lines: Sequence[BudgetLine], programme: Programme, frame: Frame, what: str) -> Cell:
    told = total(
        [(getattr(one, what), one.on) for one in lines],
        into=frame.counting.currency,
        rates=frame.counting.rates,
        on=programme.period.starts,
    )
    return money(told, frame.letterhead)
