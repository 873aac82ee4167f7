"""Which priorities somebody works on, and what no priority needs, as a page shows it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinpact import plans as library
from website.priorities.models import DevelopmentPlan
from website.priorities.pointers import SOURCES, Pointing, pointings_of
from website.priorities.tree import branches


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A priority with what works on it or on a part of it.

    ``direct`` is what points to the priority itself; ``share`` the number in hundredths of the
    largest one, for a bar.
    """

    priority: library.Priority
    depth: int
    n: int
    share: float
    direct: tuple[Pointing, ...]
    counts: tuple[tuple[str, int], ...]

    @property
    def unworked(self) -> bool:
        """Whether nobody works on it."""
        return self.n == 0


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The coverage of a plan in words. ``unneeded`` is what serves no priority, by kind."""

    title: str
    lines: tuple[CoverageLine, ...]
    unworked: tuple[library.Priority, ...]
    unneeded: tuple[tuple[str, tuple[Pointing, ...]], ...]
    total: int

    @property
    def worked(self) -> int:
        """How many priorities somebody works on."""
        return self.total - len(self.unworked)


def coverage_page(row: DevelopmentPlan, plan: library.DevelopmentPlan) -> CoveragePage:
    """The coverage of a plan by everything that is registered to point to priorities."""
    pointings = pointings_of(row)
    found = library.coverage(plan, [one.pointer for one in pointings])
    by_pointer = {(one.pointer.kind, one.pointer.code): one for one in pointings}
    most = max((len(some) for some in found.by_priority.values()), default=0)
    lines = []
    for branch in branches(plan):
        code = branch.priority.code
        some = found.by_priority[code]
        direct = [by_pointer[one.kind, one.code] for one in some if code in one.priorities]
        lines.append(
            CoverageLine(
                branch.priority,
                branch.depth,
                len(some),
                100 * len(some) / most if most else 0,
                tuple(direct),
                _by_kind(some),
            )
        )
    unneeded = [by_pointer[one.kind, one.code] for one in found.unneeded]
    unworked = tuple(one for one in plan.priorities if one.code in set(found.unworked))
    return CoveragePage(
        _title(len(plan.priorities), len(unworked)),
        tuple(lines),
        unworked,
        tuple(
            (str(source.word), tuple(told))
            for source in SOURCES
            if (told := [one for one in unneeded if one.pointer.kind == source.kind])
        ),
        len(plan.priorities),
    )


def _by_kind(pointers: Sequence[library.Pointer]) -> tuple[tuple[str, int], ...]:
    """How many things of each kind there are, in the order of the list."""
    counts = Counter(one.kind for one in pointers)
    return tuple((str(one.word), counts[one.kind]) for one in SOURCES if counts[one.kind])


def _title(total: int, unworked: int) -> str:
    """What the picture says, as a sentence."""
    if not total:
        return _("The plan has no priorities yet")
    if unworked == 0:
        return _("Somebody works on every priority")
    if unworked == total:
        return _("Nobody works on any priority yet")
    return ngettext(
        "Nobody works on %(n)d of %(total)d priorities",
        "Nobody works on %(n)d of %(total)d priorities",
        unworked,
    ) % {"n": unworked, "total": total}
