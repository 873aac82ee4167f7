"""An indicator over all its periods: the figures in words, and a chart of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from twinpact import plans as library
from website.priorities.charts import periods_chart
from website.priorities.figures import FigureLine, figure_lines
from website.priorities.models import KeyIndicator


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """The lines of an indicator, a period each; ``chart`` is None of words and of yes or no."""

    lines: tuple[FigureLine, ...]
    title: str
    chart: dict[str, object] | None


def page_of(figures: Sequence[library.KeyFigure], key: KeyIndicator) -> IndicatorPage:
    """The page of one indicator out of the figures of its plan."""
    mine = [one for one in figures if one.key.indicator.code == key.code]
    lines = [line for some in figure_lines(mine, {key.code: key.pk}).values() for line in some]
    title = chart_title(key, lines)
    measured = key.kind in ("quantitative", "percentage") and any(
        (one.target is not None and one.target.value is not None) or one.actual.value is not None
        for one in mine
    )
    chart = periods_chart(mine, lines, title=title) if measured else None
    return IndicatorPage(tuple(lines), title, chart)


def chart_title(key: KeyIndicator, lines: Sequence[FigureLine]) -> str:
    """What the chart says, as a sentence."""
    known = [one for one in lines if one.actual]
    if not known:
        return _("%(indicator)s: nothing is known yet of what was reached") % {
            "indicator": key.title
        }
    last = known[-1]
    if not last.target:
        return _("%(indicator)s: %(actual)s in %(period)s") % {
            "indicator": key.title,
            "actual": last.actual,
            "period": last.period,
        }
    return _("%(indicator)s: %(actual)s of %(target)s in %(period)s") % {
        "indicator": key.title,
        "actual": last.actual,
        "target": last.target,
        "period": last.period,
    }


def only(plan: library.DevelopmentPlan, code: str) -> library.DevelopmentPlan:
    """The plan with one of its indicators alone."""
    kept = tuple(one for one in plan.indicators if one.indicator.code == code)
    return replace(plan, indicators=kept)
