"""Whether the sources call two agreements by the same number or key.

Keys that differ say nothing: each source has its own.
"""

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.sameness.comparison import Cell, Comparison, Level

COMPARISON = Comparison(
    name="source_key",
    columns={"source_key": "text"},
    unknown="source_key_l is null or source_key_r is null or source_key_l <> source_key_r",
    levels=(Level("same", "source_key_l = source_key_r"),),
    weights="source_key",
)


def cells(agreement: Agreement) -> dict[str, Cell]:
    """The key as the source writes it."""
    return {"source_key": (agreement.key or "").strip() or None}
