"""The priorities of a plan as a tree, in the order of the plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from twinpact import plans as library


@dataclass(frozen=True, slots=True)
class Branch:
    """A priority, how deep it lies (0 for the widest), and the codes of all that hold it."""

    priority: library.Priority
    depth: int
    wider: tuple[str, ...]


def branches(plan: library.DevelopmentPlan) -> list[Branch]:
    """Each priority, followed by its parts."""
    parts: dict[str | None, list[library.Priority]] = {}
    for one in plan.priorities:
        parts.setdefault(one.within, []).append(one)
    return list(_below(parts, None, ()))


def _below(
    parts: dict[str | None, list[library.Priority]], code: str | None, wider: tuple[str, ...]
) -> Iterator[Branch]:
    for one in parts.get(code, ()):
        yield Branch(one, len(wider), wider)
        yield from _below(parts, one.code, (*wider, one.code))
