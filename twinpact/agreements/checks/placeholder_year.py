"""A year that stands on far too many rows: probably a stand-in for "unknown"."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import median

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding

REACH = 5
"""A year is compared with the five years before it and the five after it."""
FEWEST_NEIGHBOURS = 4
THRESHOLD = 3.0
MAD_TO_SIGMA = 1.4826
CHANCE = 0.001
"""The chance, over all years of a table together, of accusing a year by accident."""


def check(agreements: Sequence[Agreement], *, on: date) -> Iterator[Finding]:
    """Finds years that are outliers against their neighbours and cannot be chance.

    Two conditions must both hold for the number of rows n of a year:

    1. Hampel's identifier: n lies more than 3 robust standard deviations above the median of the
       neighbouring years, the deviation being 1.4826 times the median absolute deviation
       (F. R. Hampel 1974, "The influence curve and its role in robust estimation", JASA 69, 383;
       L. Davies and U. Gather 1993, "The identification of multiple outliers", JASA 88, 782).
    2. Even if as many agreements were expected as the busiest neighbouring year had, n of them
       would be practically impossible: the Poisson tail, bounded by Chernoff's inequality
       exp(n - m - n ln(n/m)) (Mitzenmacher and Upfal 2005, theorem 5.4), is below 0.001 divided
       by the number of years compared. This spares small tables and true waves of signing.

    Only years within the span of the table count as neighbours. One finding for each year, on the
    table as a whole; ``rows`` are its rows.
    """
    by_year: dict[int, list[Agreement]] = defaultdict(list)
    for agreement in agreements:
        year = _year(agreement)
        if year is not None:
            by_year[year].append(agreement)
    for accused in accused_years({year: len(rows) for year, rows in by_year.items()}):
        rows = tuple(a.row for a in by_year[int(accused["year"])] if a.row is not None)
        yield finding("placeholder_year", column="signed", rows=rows, values=accused)


def accused_years(rows_of_year: Mapping[int, int]) -> list[dict[str, int | str]]:
    """The years that stand on too many rows: the year, its count, what is usual around it."""
    counts = Counter(rows_of_year)
    return [
        {"year": year, "count": counts[year], "usual": _span(neighbours)}
        for year in sorted(counts)
        if len(neighbours := _neighbours(counts, year)) >= FEWEST_NEIGHBOURS
        and _stands_out(counts, year, neighbours)
    ]


def _year(agreement: Agreement) -> int | None:
    first, last = agreement.signed.earliest, agreement.signed.latest
    if first is None or last is None or first.year != last.year:
        return None
    return first.year


def _neighbours(counts: Counter[int], year: int) -> list[int]:
    first, last = min(counts), max(counts)
    near = range(max(first, year - REACH), min(last, year + REACH) + 1)
    return [counts[other] for other in near if other != year]


def _stands_out(counts: Counter[int], year: int, neighbours: list[int]) -> bool:
    n = counts[year]
    middle = median(neighbours)
    spread = MAD_TO_SIGMA * median(abs(other - middle) for other in neighbours)
    expected = max(*neighbours, 1)
    if n <= middle + THRESHOLD * spread or n <= expected:
        return False
    log_chance = n - expected - n * math.log(n / expected)
    return log_chance < math.log(CHANCE / len(counts))


def _span(neighbours: list[int]) -> str:
    return f"{min(neighbours)}–{max(neighbours)}"
