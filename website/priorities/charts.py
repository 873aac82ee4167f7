"""The chart of an indicator as a Vega-Lite specification (https://vega.github.io/vega-lite/).

What was reached stands as a bar beside the period, what was promised as a tick across it; a figure
that nobody knows is drawn as unknown, dashed and empty up to the target. Colours are names of our
tokens; the page's script puts in what they stand for.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from twinpact import plans as library
from twinpact.plans.indicators import Value
from website.priorities.figures import FigureLine
from website.priorities.values import shown

STEP = 34


def periods_chart(
    figures: Sequence[library.KeyFigure], lines: Sequence[FigureLine], *, title: str
) -> dict[str, object]:
    """The figures of one indicator, a bar for each period."""
    rows = [_row(one, line) for one, line in zip(figures, lines, strict=True)]
    axis = {"labelLimit": 220, "labelPadding": 8, "ticks": False, "domain": False}
    side = {"field": "period", "type": "nominal", "sort": None, "title": None, "axis": axis}
    # Each layer holds some of the periods: the order of all of them is said once.
    scale = {"domain": [row["period"] for row in rows]}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": title,
        "width": "container",
        "height": {"step": STEP},
        "padding": {"left": 0, "right": 20, "top": 4, "bottom": 4},
        "data": {"values": rows},
        "encoding": {"y": {**side, "scale": scale}},
        "layer": [
            _bar("known", "actual", {"color": "--near"}),
            _bar(
                "unknown",
                "target",
                {"fill": "--paper", "stroke": "--line-strong", "strokeDash": [3, 3]},
            ),
            {
                "transform": [{"filter": "isValid(datum.target)"}],
                "mark": {"type": "tick", "thickness": 3, "color": "--far", "height": 26},
                "encoding": {"x": _length("target")},
            },
            {
                "transform": [{"filter": "isValid(datum.end)"}],
                "mark": {"type": "text", "align": "left", "dx": 8, "color": "--ink"},
                "encoding": {
                    "x": _length("end"),
                    "text": {"field": "label", "type": "nominal"},
                },
            },
        ],
        "config": {
            "background": None,
            "view": {"stroke": None},
            "font": "--sans",
            "axis": {"labelColor": "--ink", "labelFontSize": 14},
            "text": {"fontSize": 14},
        },
    }


def _length(field: str) -> dict[str, object]:
    return {"field": field, "type": "quantitative", "axis": None, "stack": None}


def _bar(kind: str, field: str, look: dict[str, object]) -> dict[str, object]:
    return {
        "transform": [{"filter": {"field": "kind", "equal": kind}}],
        "mark": {"type": "bar", "height": {"band": 0.5}, **look},
        "encoding": {"x": _length(field)},
    }


def _row(figure: library.KeyFigure, line: FigureLine) -> dict[str, object]:
    actual = _number(figure.actual.value)
    target = None if figure.target is None else _number(figure.target.value)
    known = [one for one in (actual, target) if one is not None]
    return {
        "period": line.period or _("no period"),
        "actual": actual,
        "target": target,
        "end": max(known, default=None),
        "kind": "unknown" if actual is None else "known",
        "label": _label(figure),
    }


def _label(figure: library.KeyFigure) -> str:
    """Both figures without their unit, which the title says: "12 of 40", "12", "? of 40"."""
    target = None if figure.target is None else figure.target.value
    actual = shown(figure.actual.value) or "?"
    if target is None:
        return actual
    return _("%(actual)s of %(target)s") % {"actual": actual, "target": shown(target)}


def _number(value: Value | None) -> float | None:
    return float(value) if isinstance(value, Decimal) else None
