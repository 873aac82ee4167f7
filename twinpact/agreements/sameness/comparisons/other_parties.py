"""The parties beside the two that are compared, in an agreement of three or more."""

from collections.abc import Iterable

from twinpact.agreements.sameness.comparison import Cell, Comparison, Level
from twinpact.agreements.sameness.comparisons.party import Named

COMPARISON = Comparison(
    name="other_parties",
    columns={"others": "text"},
    unknown="others_l = '' and others_r = ''",
    levels=(Level("same", "others_l = others_r"),),
    weights="other_parties",
)


def cells(others: Iterable[Named]) -> dict[str, Cell]:
    """The other parties in an order of their own, by place or by name."""
    return {"others": "|".join(sorted(one.place or one.sound for one in others))}
