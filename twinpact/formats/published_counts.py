"""A table of published counts: territory, level, form, region, unit, value and where it stands."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from twinpact.agreements import Finding, finding
from twinpact.formats.tables import Table
from twinpact.indicators.published_counts import PublishedCount, Unit
from twinpact.vocabularies import read_word

COLUMNS = (
    "territory", "level", "form", "region", "unit", "value", "as_of", "written", "source",
    "locator",
)  # fmt: skip
_MARKS = frozenset({"territory", "unit", "value", "source"})
_LISTS = {"level": "levels", "form": "count_classes", "region": "regions"}
_UNITS: dict[str, Unit] = {"count": "count", "percent": "percent", "%": "percent"}


def is_table_of_counts(table: Table) -> bool:
    """Whether the headings are those of a table of published counts."""
    return set(table.header) >= _MARKS


def read_published_counts(table: Table) -> tuple[list[PublishedCount], list[Finding]]:
    """The counts of the table; a row that cannot be read becomes a finding, and no count."""
    counts, found = [], []
    for number, cells in table.rows:
        wrong = _wrong_cell(cells)
        if wrong is None:
            counts.append(_count(number, cells))
            continue
        values = {"written": cells.get(wrong) or "", "column": wrong}
        found.append(finding("count_unread", row=number, column=wrong, values=values))
    return counts, found


def _wrong_cell(cells: Mapping[str, str | None]) -> str | None:
    """The first column of the row that does not hold what it should."""
    for column in ("territory", "source"):
        if not cells.get(column):
            return column
    for column, list_name in _LISTS.items():
        if (text := cells.get(column)) and _code(list_name, text) is None:
            return column
    if (cells.get("unit") or "") not in _UNITS:
        return "unit"
    return None if _number(cells.get("value")) is not None else "value"


def _count(number: int, cells: Mapping[str, str | None]) -> PublishedCount:
    value = _number(cells["value"])
    codes = {
        column: _code(list_name, cells.get(column) or "") for column, list_name in _LISTS.items()
    }
    return PublishedCount(
        territory=cells["territory"] or "",
        unit=_UNITS[cells["unit"] or ""],
        value=Decimal(0) if value is None else value,
        source=cells["source"] or "",
        as_of=cells.get("as_of"),
        locator=cells.get("locator"),
        written=cells.get("written"),
        row=number,
        level=codes["level"],
        form=codes["form"],
        region=codes["region"],
    )


def _code(list_name: str, text: str) -> str | None:
    word = read_word(list_name, text) if text else None
    return None if word is None else word.code


def _number(text: str | None) -> Decimal | None:
    try:
        value = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None
