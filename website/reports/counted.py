"""Counts of the register as charts and tables: how many, by what, and how much is known."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from twinpact.indicators import VOCABULARY
from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.agreements import counting, words
from website.agreements.counting import CountTable
from website.agreements.models import Agreement, AgreementFinding
from website.agreements.sheet import field_word
from website.reports import charts
from website.reports.content import Block, Cell, Chart, Column, Light, Paragraph, Share, Table
from website.reports.wording import unknown_word

MOST_BARS = 15
#: Dimensions of which an agreement can have several words, so that the bars add up to more.
SEVERAL = ("theme", "partner_country")


def count_chart(
    base: QuerySet[Agreement], name: str, *, title: str, column: str
) -> Iterator[Block]:
    """The agreements by one dimension as bars and as a table; nothing where there are none."""
    table = counting.numeralia(base, rows=name, columns="form")
    if not table.row_totals:
        return
    if set(table.row_totals) == {None}:
        yield Paragraph(_("%(title)s: it is not known of any of them.") % {"title": title})
        return
    counted = [(value_word(name, code), n) for code, n in _ordered(table)]
    several = _("An agreement with several counts once in each.") if name in SEVERAL else ""
    yield Chart(
        _title(title, counted, table),
        _("Bars: %(bars)s.")
        % {"bars": "; ".join(f"{label} {n}" for label, n in counted[:MOST_BARS])},
        charts.bars(list(_bars(table)), title=title),
        Table(
            title,
            (Column(column, 6), Column(_("Agreements"), 1, numbers=True)),
            tuple((label, n) for label, n in counted),
            total=(_("All agreements"), table.total),
            note=several,
        ),
        show_data=name == "partner_country",
    )


def _title(title: str, counted: list[tuple[str, int]], table: CountTable) -> str:
    """The chart's message, where one word is that of more than half of the agreements."""
    label, n = max(counted, key=lambda one: one[1])
    if 2 * n > table.total and table.row_totals.get(None, 0) != n:
        return _("%(title)s: %(word)s, %(n)s of %(total)s") % {
            "title": title, "n": n, "total": table.total, "word": label,
        }  # fmt: skip
    return title


def _ordered(table: CountTable) -> list[tuple[str | None, int]]:
    """The words of a list in its own order, years by time, the rest by number; unknown last."""
    known = [code for code in table.row_codes if code is not None]
    if table.rows not in VOCABULARY and table.rows != "decade":
        known.sort(key=lambda code: -table.row_totals[code])
    told: list[str | None] = [*known, *([None] if None in table.row_totals else [])]
    return [(code, table.row_totals[code]) for code in told]


def _bars(table: CountTable) -> Iterator[dict[str, object]]:
    known = [(code, n) for code, n in _ordered(table) if code is not None]
    for code, n in known[:MOST_BARS]:
        yield {"label": value_word(table.rows, code), "n": n, "text": str(n), "kind": "known"}
    rest = sum(n for _code, n in known[MOST_BARS:])
    if rest:
        yield {"label": _("All others"), "n": rest, "text": str(rest), "kind": "others"}
    if None in table.row_totals:
        n = table.row_totals[None]
        yield {"label": unknown_word(), "n": n, "text": str(n), "kind": "unknown"}


def value_word(dimension: str, code: str | None) -> str:
    """A value of a dimension in words."""
    if code is None:
        return unknown_word()
    if dimension == "decade":
        return _("%(first)s to %(last)s") % {"first": code, "last": int(code) + 9}
    return words.word(dimension, code)


def completeness_table(base: QuerySet[Agreement]) -> Table:
    """For how many agreements each field is known."""
    rows: list[tuple[Cell, ...]] = []
    for one in counting.completeness(base):
        share = Share(Decimal(one.known) / one.total) if one.total else None
        name = _("Parties") if one.field == "parties" else field_word(one.field)
        rows.append((name, one.known, one.total, share))
    return Table(
        _("For how many agreements each field is known"),
        (
            Column(_("Field"), 5), Column(_("Known"), 2, numbers=True),
            Column(_("Of"), 2, numbers=True), Column(_("Share"), 2, numbers=True),
        ),
        tuple(rows),
        empty=_("There is nothing to count."),
    )  # fmt: skip


def findings_table(office: Office) -> Table:
    """The kinds of findings of an office's records, the gravest first."""
    counted = (
        AgreementFinding.objects.filter(office=office)
        .order_by()
        .values_list("severity", "code")
        .annotate(n=Count("pk"), agreements=Count("agreement", distinct=True))
    )
    gravity = {code: place for place, code in enumerate(terms("severities"))}
    ordered = sorted(counted, key=lambda row: (gravity.get(row[0], 9), -row[2], row[1]))
    return Table(
        _("What the checks found"),
        (
            Column(_("How grave"), 3), Column(_("What"), 6),
            Column(_("Findings"), 2, numbers=True), Column(_("Agreements"), 2, numbers=True),
        ),
        tuple(
            (Light(severity, words.word("severity", severity)), words.word("finding", code), n, of)
            for severity, code, n, of in ordered
        ),
        empty=_("The checks found nothing to mend."),
    )  # fmt: skip
