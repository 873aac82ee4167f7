"""A count table in words: labels, addresses of the agreements behind each cell, and a message."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from twinpact.indicators import DIMENSIONS
from twinpact.vocabularies import fold
from website.agreements import words
from website.agreements.counting import CountTable
from website.agreements.filters import Filters
from website.agreements.queries import UNKNOWN

TITLES = {
    "level": gettext_lazy("level of the near side"),
    "partner_level": gettext_lazy("level of the far side"),
    "form": gettext_lazy("form"),
    "scope": gettext_lazy("scope"),
    "state": gettext_lazy("state"),
    "country": gettext_lazy("country of the near side"),
    "partner_country": gettext_lazy("country of the far side"),
    "partner_region": gettext_lazy("region of the far side"),
    "year": gettext_lazy("year of signature"),
    "decade": gettext_lazy("decade of signature"),
    "motivation": gettext_lazy("motivation"),
    "theme": gettext_lazy("theme"),
}
# The dimensions that the list can filter by in the same sense, so that a count opens its rows.
FILTERED = ("level", "form", "state", "theme", "motivation")


def dimensions() -> list[tuple[str, str]]:
    """What agreements can be counted by, in words."""
    return [(name, str(TITLES.get(name, name))) for name in DIMENSIONS]


def value_word(dimension: str, code: str | None) -> str:
    """A value of a dimension in words."""
    if code is None:
        return _("not known")
    if dimension == "decade":
        return _("%(first)s to %(last)s") % {"first": code, "last": int(code) + 9}
    return words.word(dimension, code)


def selection(dimension: str, code: str | None) -> dict[str, str] | None:
    """The filters that leave the agreements of a value; None where the list has no such filter."""
    if dimension in FILTERED:
        return {dimension: UNKNOWN if code is None else code}
    if code is not None and dimension == "year":
        return {"signed_from": code, "signed_to": code}
    if code is not None and dimension == "decade":
        return {"signed_from": code, "signed_to": str(int(code) + 9)}
    return None


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, the address query of its agreements, and how strong it is among the cells (0–4)."""

    n: int
    query: str | None
    strength: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table."""

    label: str
    known: bool
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True, slots=True)
class CountPage:
    """The table as the page shows it."""

    rows_title: str
    columns_title: str
    columns: list[tuple[str, bool]]
    lines: list[Line]
    column_totals: list[Cell]
    total: int
    overlapping: bool


def count_page(table: CountTable, filters: Filters) -> CountPage:
    """The count table in words; a count leads to its agreements where the list can show them."""
    largest = max(table.cells.values(), default=0)

    def cell(n: int, *chosen: dict[str, str] | None) -> Cell:
        known = all(one is not None for one in chosen)
        changes = {name: value for one in chosen if one for name, value in one.items()}
        strength = 0 if not (n and largest) else 1 + min(3, 4 * n // (largest + 1))
        return Cell(n, filters.to_query(**changes) if known and n else None, strength)

    columns = _in_order(table.columns, table.column_codes)
    lines = []
    for row in _in_order(table.rows, table.row_codes):
        by_row = selection(table.rows, row)
        cells = [
            cell(table.cells.get((row, column), 0), by_row, selection(table.columns, column))
            for column in columns
        ]
        total = cell(table.row_totals.get(row, 0), by_row)
        lines.append(Line(value_word(table.rows, row), row is not None, cells, total))
    return CountPage(
        rows_title=str(TITLES[table.rows]),
        columns_title=str(TITLES[table.columns]),
        columns=[(value_word(table.columns, c), c is not None) for c in columns],
        lines=lines,
        column_totals=[
            cell(table.column_totals.get(c, 0), selection(table.columns, c)) for c in columns
        ],
        total=table.total,
        overlapping=sum(table.row_totals.values()) > table.total
        or sum(table.column_totals.values()) > table.total,
    )


def _in_order(dimension: str, codes: Sequence[str | None]) -> list[str | None]:
    """Codes as the count gives them; countries by their names, the unknown last."""
    if dimension not in ("country", "partner_country"):
        return list(codes)
    return sorted(codes, key=lambda code: (code is None, fold(value_word(dimension, code))))


def message(table: CountTable) -> str:
    """What the table says first, as a sentence: the title of its chart."""
    title = str(TITLES[table.rows])
    known = {code: n for code, n in table.row_totals.items() if code is not None}
    if not known:
        return _("The %(dimension)s of none of these agreements is known") % {"dimension": title}
    n = max(known.values())
    first = [value_word(table.rows, code) for code in table.row_codes if known.get(code) == n]
    gaps = {"dimension": title, "n": n, "total": table.total, "first": first[0]}
    if len(first) == 2:
        text = ngettext(
            "%(first)s and %(second)s lead by %(dimension)s, with %(n)s agreement each",
            "%(first)s and %(second)s lead by %(dimension)s, with %(n)s agreements each",
            n,
        )
        return text % (gaps | {"second": first[1]})
    if len(first) > 2:
        text = ngettext(
            "No %(dimension)s stands out: %(many)s of them have %(n)s agreement each",
            "No %(dimension)s stands out: %(many)s of them have %(n)s agreements each",
            n,
        )
        return text % (gaps | {"many": len(first)})
    if 2 * n > table.total:
        return _("Most agreements by %(dimension)s: %(first)s, with %(n)s of %(total)s") % gaps
    return _("First by %(dimension)s: %(first)s, with %(n)s of %(total)s agreements") % gaps
