"""Whether two agreements end at the same time."""

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.sameness.comparison import Cell, Comparison, Level

COMPARISON = Comparison(
    name="ends",
    columns={"ends_from": "number", "ends_to": "number"},
    unknown="ends_from_l is null or ends_from_r is null",
    levels=(Level("same", "ends_from_l <= ends_to_r and ends_from_r <= ends_to_l"),),
    weights="ends",
)


def cells(agreement: Agreement) -> dict[str, Cell]:
    """The first and the last day that the end can be."""
    first, last = agreement.ends.earliest, agreement.ends.latest
    if first is None or last is None:
        return {"ends_from": None, "ends_to": None}
    return {"ends_from": first.toordinal(), "ends_to": last.toordinal()}
