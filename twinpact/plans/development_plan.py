"""The development plan of a government's term: priorities, programmes and key indicators."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twinpact.agreements.partial_dates import UNKNOWN_DATE, PartialDate
from twinpact.plans.indicators import Indicator


class UnknownPriorityError(LookupError):
    """A programme or indicator names a priority that the plan does not have."""


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority of the plan; ``within`` is the wider one of which it is a part."""

    code: str
    title: str
    within: str | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanProgramme:
    """A programme of the plan under a priority."""

    code: str
    title: str
    priority: str


@dataclass(frozen=True, slots=True)
class KeyIndicator:
    """An indicator of the plan under a priority; who answers for it, and its source."""

    indicator: Indicator
    priority: str
    programme: str | None = None
    body: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class DevelopmentPlan:
    """What a government wants of its term (2008-2011); dates as precise as they are known."""

    code: str
    title: str
    territory: str | None = None
    starts: PartialDate = UNKNOWN_DATE
    ends: PartialDate = UNKNOWN_DATE
    priorities: tuple[Priority, ...] = ()
    programmes: tuple[PlanProgramme, ...] = ()
    indicators: tuple[KeyIndicator, ...] = ()

    def __post_init__(self) -> None:
        known = {one.code for one in self.priorities}
        named = {one.priority for one in self.programmes}
        named |= {one.priority for one in self.indicators}
        named |= {one.within for one in self.priorities if one.within is not None}
        if strange := sorted(named - known):
            raise UnknownPriorityError(", ".join(strange))


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something that points to priorities: an agreement, an activity, a search or a request."""

    kind: str
    code: str
    priorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which priorities are worked on, and what works on none.

    ``by_priority`` holds the pointers of each priority and of its parts; ``unworked``
    are the priorities with none, ``unneeded`` the pointers to no priority of the plan, and
    ``unknown`` the codes that the plan does not have.
    """

    by_priority: Mapping[str, tuple[Pointer, ...]]
    unworked: tuple[str, ...]
    unneeded: tuple[Pointer, ...]
    unknown: tuple[str, ...]


def coverage(plan: DevelopmentPlan, pointers: Iterable[Pointer]) -> Coverage:
    """What is done for each priority of a plan, and what no priority needs."""
    within = {one.code: one.within for one in plan.priorities}
    found: dict[str, list[Pointer]] = {code: [] for code in within}
    unneeded: list[Pointer] = []
    unknown: dict[str, None] = {}
    for pointer in pointers:
        reached: set[str] = set()
        for code in pointer.priorities:
            if code not in within:
                unknown[code] = None
            reached |= _upwards(code, within)
        for code in within:
            if code in reached:
                found[code].append(pointer)
        if not reached:
            unneeded.append(pointer)
    by_priority = {code: tuple(some) for code, some in found.items()}
    unworked = tuple(code for code, some in by_priority.items() if not some)
    return Coverage(by_priority, unworked, tuple(unneeded), tuple(unknown))


def _upwards(code: str, within: Mapping[str, str | None]) -> set[str]:
    """A priority and the wider ones of which it is a part."""
    reached: set[str] = set()
    current: str | None = code
    while current is not None and current in within and current not in reached:
        reached.add(current)
        current = within[current]
    return reached
