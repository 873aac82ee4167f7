"""Whether two agreements began at the same time, as precisely as the sources say."""

from collections.abc import Collection

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.partial_dates import PartialDate
from twinpact.agreements.sameness.comparison import Cell, Comparison, Level

_OVERLAP = "begun_from_l <= begun_to_r and begun_from_r <= begun_to_l"
_GREATER_SPAN = "greatest(begun_to_l - begun_from_l, begun_to_r - begun_from_r)"
_YEARS = "abs(begun_year_l - begun_year_r)"
_DAYS = "greatest(begun_from_l - begun_to_r, begun_from_r - begun_to_l)"

COMPARISON = Comparison(
    name="start",
    columns={
        "begun_from": "number",
        "begun_to": "number",
        "begun_year": "number",
        "begun_digits": "text",
    },
    unknown="begun_from_l is null or begun_from_r is null",
    levels=(
        Level("same_day", f"{_OVERLAP} and {_GREATER_SPAN} = 0"),
        Level("same_month", f"{_OVERLAP} and {_GREATER_SPAN} < 31"),
        Level("same_year", _OVERLAP),
        Level("near_days", f"{_DAYS} <= 92 and {_GREATER_SPAN} < 31"),
        Level("next_year", f"{_YEARS} <= 1"),
        Level("year_slip", "begun_digits_l = begun_digits_r"),
        Level("few_years", f"{_YEARS} <= 3"),
    ),
    weights="start",
)
"""``near_days``: up to three months apart, as signature and entry into force are.
``year_slip``: the same digits in another order (1967, 1976)."""


def beginning(agreement: Agreement) -> PartialDate:
    """The date of signature, and where that is not known the one of entry into force."""
    return agreement.in_force if agreement.signed.earliest is None else agreement.signed


def cells(agreement: Agreement, stand_in_years: Collection[int]) -> dict[str, Cell]:
    """The first and the last day of the beginning; a year that stands for "unknown" is unknown."""
    first, last = beginning(agreement).earliest, beginning(agreement).latest
    if first is None or last is None or _stands_in(beginning(agreement), stand_in_years):
        return dict.fromkeys(COMPARISON.columns)
    return {
        "begun_from": first.toordinal(),
        "begun_to": last.toordinal(),
        "begun_year": first.year,
        "begun_digits": "".join(sorted(str(first.year))),
    }


def _stands_in(date: PartialDate, years: Collection[int]) -> bool:
    return date.precision == "year" and date.earliest is not None and date.earliest.year in years
