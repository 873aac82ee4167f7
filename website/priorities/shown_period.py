"""A plan as a page shows it: the figures of one period, which the reader chooses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from twinpact import plans as library
from website.priorities.convert import to_library, with_parts
from website.priorities.figures import (
    FigureLine,
    LightCount,
    PeriodChoice,
    chosen_period,
    figure_lines,
    keys_of,
    light_counts,
    lights_title,
    of_period,
    periods_of,
)
from website.priorities.models import DevelopmentPlan
from website.priorities.queries import targets_in

Figures = Callable[..., tuple[library.KeyFigure, ...]]


@dataclass(frozen=True, slots=True)
class ShownPeriod:
    """A plan, read with its parts, and its figures in a period; the number of queries is fixed.

    ``row`` and ``plan`` hold the targets of this period only. ``n_shown`` of ``n_indicators``
    have a target in it.
    """

    row: DevelopmentPlan
    plan: library.DevelopmentPlan
    choices: Sequence[PeriodChoice]
    chosen: PeriodChoice | None
    lines: dict[str, list[FigureLine]]
    lights: Sequence[LightCount]
    lights_title: str
    n_indicators: int
    n_shown: int


def shown_period(
    rows: QuerySet[DevelopmentPlan], asked: str, figures: Figures
) -> ShownPeriod | None:
    """The plan of a query in the period of the address; None where there is no such plan.

    ``figures`` makes the key figures of a row and a part of its plan: for staff or the public.
    """
    found = rows.first()
    if found is None:
        return None
    choices = periods_of(found)
    chosen = chosen_period(found, choices, asked)
    period = None if chosen is None else chosen.period
    targets = None if period is None else targets_in(period)
    row = with_parts(rows, targets).get()
    plan = to_library(row)
    some = figures(row, plan=of_period(plan, period))
    counts = light_counts(some)
    return ShownPeriod(
        row,
        plan,
        choices,
        chosen,
        figure_lines(some, keys_of(row)),
        counts,
        lights_title(counts),
        len(plan.indicators),
        len(some),
    )
