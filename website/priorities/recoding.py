"""Finding again the parts of a plan in a file that names no codes."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace

from twinpact import plans as library
from twinpact.vocabularies import fold

Key = tuple[str, ...]


def recoded(
    read: library.DevelopmentPlan, plan: library.DevelopmentPlan, coded: Container[str]
) -> library.DevelopmentPlan:
    """What was read, with the codes that its parts have in the plan.

    ``coded`` are the kinds of parts whose codes stand in a column of the file (``priority_code``,
    ``programme_code``, ``indicator_code``): those stay as they are. The others were counted
    through when the file was read, which says nothing: they are found by their titles, a programme
    and an indicator under their priority, and what is new gets a code that is free.
    """
    if "priority_code" not in coded:
        codes = _codes(
            [(one.code, (fold(one.title),)) for one in plan.priorities],
            [(one.code, (fold(one.title),)) for one in read.priorities],
            lambda n: f"P{n}",
        )
        read = _with_priorities(read, codes)
    if "programme_code" not in coded:
        codes = _codes(
            [(one.code, (one.priority, fold(one.title))) for one in plan.programmes],
            [(one.code, (one.priority, fold(one.title))) for one in read.programmes],
            lambda n: f"G{n}",
        )
        read = _with_programmes(read, codes)
    if "indicator_code" not in coded:
        codes = _codes(
            map(_named, plan.indicators), map(_named, read.indicators), lambda n: f"K{n}"
        )
        read = _with_indicators(read, codes)
    return read


def _named(key: library.KeyIndicator) -> tuple[str, Key]:
    return key.indicator.code, (key.priority, fold(key.indicator.title))


def _codes(
    there: Iterable[tuple[str, Key]], read: Iterable[tuple[str, Key]], name: Callable[[int], str]
) -> Mapping[str, str]:
    """The code in the plan for each code that was read."""
    taken: set[str] = set()
    waiting: dict[Key, list[str]] = {}
    for code, key in there:
        taken.add(code)
        waiting.setdefault(key, []).append(code)
    found: dict[str, str] = {}
    number = 0
    for code, key in read:
        if waiting.get(key):
            found[code] = waiting[key].pop(0)
            continue
        number += 1
        while name(number) in taken:
            number += 1
        taken.add(name(number))
        found[code] = name(number)
    return found


def _with_priorities(
    plan: library.DevelopmentPlan, codes: Mapping[str, str]
) -> library.DevelopmentPlan:
    return replace(
        plan,
        priorities=tuple(
            replace(one, code=codes[one.code], within=one.within and codes[one.within])
            for one in plan.priorities
        ),
        programmes=tuple(replace(one, priority=codes[one.priority]) for one in plan.programmes),
        indicators=tuple(replace(one, priority=codes[one.priority]) for one in plan.indicators),
    )


def _with_programmes(
    plan: library.DevelopmentPlan, codes: Mapping[str, str]
) -> library.DevelopmentPlan:
    return replace(
        plan,
        programmes=tuple(replace(one, code=codes[one.code]) for one in plan.programmes),
        indicators=tuple(
            replace(one, programme=one.programme and codes[one.programme])
            for one in plan.indicators
        ),
    )


def _with_indicators(
    plan: library.DevelopmentPlan, codes: Mapping[str, str]
) -> library.DevelopmentPlan:
    return replace(
        plan,
        indicators=tuple(
            replace(one, indicator=replace(one.indicator, code=codes[one.indicator.code]))
            for one in plan.indicators
        ),
    )
