"""Whether two agreements are about the same, by the words that they use for it."""

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.sameness.comparison import Cell, Comparison, Level
from twinpact.vocabularies import fold

LONGEST_TEXT = 2000
FEWEST_LETTERS = 4
"""Shorter words ("de", "the") say nothing of the subject."""
_SHARED = "array_length(array_intersect(about_l, about_r))"

COMPARISON = Comparison(
    name="focus",
    columns={"about": "words"},
    unknown="about_l is null or about_r is null",
    levels=(
        Level("same", f"{_SHARED} = array_length(about_l) and {_SHARED} = array_length(about_r)"),
        Level("alike", f"2 * {_SHARED} >= least(array_length(about_l), array_length(about_r))"),
    ),
    weights="focus",
)
"""``alike``: the shorter text shares half of its words with the longer."""


def cells(agreement: Agreement) -> dict[str, Cell]:
    """The words of the focus, each once."""
    words = fold((agreement.focus or "")[:LONGEST_TEXT]).split()
    telling = sorted({word for word in words if len(word) >= FEWEST_LETTERS})
    return {"about": tuple(telling) or None}
