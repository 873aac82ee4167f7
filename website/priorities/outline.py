"""A plan as a tree of priorities: their programmes, indicators and what works on each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from website.priorities.coverage import CoverageLine, CoveragePage
from website.priorities.figures import FigureLine
from website.priorities.models import DevelopmentPlan, KeyIndicator, PlanProgramme


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator, and its figure in the period that is shown; None where it has none there."""

    row: KeyIndicator
    line: FigureLine | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A priority with all that hangs on it. ``pk`` is that of its row."""

    pk: int
    covered: CoverageLine
    programmes: tuple[PlanProgramme, ...]
    indicators: tuple[IndicatorEntry, ...]


def outline(
    row: DevelopmentPlan, lines: Mapping[str, Sequence[FigureLine]], page: CoveragePage
) -> list[Entry]:
    """Each priority of a plan, read with its parts, in the order of the tree."""
    keys = {one.code: one.pk for one in row.priorities.all()}
    figures = {line.pk: line for some in lines.values() for line in some}
    programmes: dict[int, list[PlanProgramme]] = {}
    for programme in row.programmes.all():
        programmes.setdefault(programme.priority_id, []).append(programme)
    indicators: dict[int, list[IndicatorEntry]] = {}
    for one in row.indicators.all():
        entry = IndicatorEntry(one, figures.get(one.pk))
        indicators.setdefault(one.priority_id, []).append(entry)
    entries = []
    for line in page.lines:
        pk = keys[line.priority.code]
        entries.append(
            Entry(pk, line, tuple(programmes.get(pk, ())), tuple(indicators.get(pk, ())))
        )
    return entries
