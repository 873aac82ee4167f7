"""A plan as the public reads it: its priorities, their figures, and what serves each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twinpact import plans as library
from website.priorities.figures import FigureLine
from website.priorities.models import DevelopmentPlan
from website.priorities.pointers import Pointing, pointings_of
from website.priorities.tree import Branch, branches


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """A priority with its figures, and what serves it and has a page for the public."""

    pk: int
    branch: Branch
    lines: tuple[FigureLine, ...]
    served_by: tuple[Pointing, ...]


def public_groups(
    row: DevelopmentPlan,
    plan: library.DevelopmentPlan,
    lines: Mapping[str, Sequence[FigureLine]],
) -> list[PublicGroup]:
    """Every priority of a plan, read with its parts, in the order of the tree."""
    keys = {one.code: one.pk for one in row.priorities.all()}
    served: dict[str, list[Pointing]] = {}
    for one in pointings_of(row):
        for code in one.pointer.priorities if one.public_address else ():
            served.setdefault(code, []).append(one)
    return [
        PublicGroup(
            keys[one.priority.code],
            one,
            tuple(lines.get(one.priority.code, ())),
            tuple(served.get(one.priority.code, ())),
        )
        for one in branches(plan)
    ]
