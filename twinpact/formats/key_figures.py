"""The key indicators of a plan as CSV and JSON, in the shape that a quality system takes."""

import json
from collections.abc import Iterable
from decimal import Decimal

from twinpact.formats.writing import write_csv
from twinpact.plans.indicators import Value
from twinpact.plans.key_figures import KeyFigure

COLUMNS = (
    "priority", "programme", "code", "indicator", "kind", "unit", "baseline", "baseline_year",
    "period_start", "period_end", "target", "actual", "so_far", "parts_known", "parts", "share",
    "light", "body", "source", "verification", "evidence",
)  # fmt: skip
"""One row for each indicator and target. An empty cell is unknown, and 0 is zero."""

Row = dict[str, str | int | None]


def key_figures_as_csv(figures: Iterable[KeyFigure]) -> str:
    """The figures as CSV."""
    return write_csv(COLUMNS, ([row[name] for name in COLUMNS] for row in _rows(figures)))


def key_figures_as_json(figures: Iterable[KeyFigure]) -> str:
    """The figures as a JSON list of records; null is unknown. Numbers are texts, to the digit."""
    return json.dumps({"indicators": _rows(figures)}, ensure_ascii=False, indent=1) + "\n"


def _rows(figures: Iterable[KeyFigure]) -> list[Row]:
    return [_row(one) for one in figures]


def _row(figure: KeyFigure) -> Row:
    key, indicator, target = figure.key, figure.key.indicator, figure.target
    baseline = indicator.baseline
    share = figure.light.deviation.share
    return {
        "priority": key.priority,
        "programme": key.programme,
        "code": indicator.code,
        "indicator": indicator.title,
        "kind": indicator.kind,
        "unit": indicator.unit or None,
        "baseline": _shown(None if baseline is None else baseline.value),
        "baseline_year": None if baseline is None else baseline.year,
        "period_start": None if target is None else target.period.starts.isoformat(),
        "period_end": None if target is None else target.period.ends.isoformat(),
        "target": _shown(None if target is None else target.value),
        "actual": _shown(figure.actual.value),
        "so_far": _shown(figure.actual.so_far),
        "parts_known": figure.actual.known,
        "parts": figure.actual.parts,
        "share": None if share is None else f"{share:.4f}",
        "light": figure.light.light,
        "body": key.body or None,
        "source": key.source or None,
        "verification": indicator.verification or None,
        "evidence": " ".join(figure.evidence) or None,
    }


def _shown(value: Value | None) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if isinstance(value, Decimal) and "." in plain else plain
