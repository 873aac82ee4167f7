"""The key indicators of a development plan: what was promised, what was reached, and the light.

For the public, and for the quality system of an administration: Antioquia's indicators of the
four-year plan had to reach one with public access (founding paper, note 5).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from twinpact.plans.actuals import Actual, actual_of_period, actual_of_periods, add_actuals
from twinpact.plans.development_plan import DevelopmentPlan, KeyIndicator
from twinpact.plans.indicators import Indicator, Period, Target
from twinpact.plans.lights import Light, LightRule, light_of
from twinpact.plans.programme import Programme
from twinpact.plans.updates import Update, approved_of, by_indicator


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key indicator in a period: its target, what was reached, the light, and the evidence.

    ``target`` None is an indicator of which nothing was promised; ``reported`` says whether the
    figure was reported for the plan itself, and is not the sum of activities that feed it.
    """

    key: KeyIndicator
    target: Target | None
    actual: Actual
    light: Light
    reported: bool
    evidence: tuple[str, ...] = ()


def actual_of_kpi(
    kpi: Indicator,
    programmes: Iterable[Programme],
    updates: Sequence[Update],
    *,
    period: Period | None = None,
) -> Actual:
    """What all indicators that feed an indicator of the plan give together (in a period).

    Only those of its own kind are added; one of them unknown makes the plan's figure unknown.
    """
    return _sum(kpi, _feeding(kpi, programmes), by_indicator(updates), period)


def key_figures(
    plan: DevelopmentPlan,
    programmes: Sequence[Programme],
    updates: Sequence[Update],
    rule: LightRule | None = None,
) -> tuple[KeyFigure, ...]:
    """A figure for each key indicator and each of its targets, in the order of the plan.

    Updates that were approved for the indicator of the plan itself go before the sum of what the
    activities that feed it report: never are both added.
    """
    told = by_indicator(updates)
    return tuple(
        _figure(key, target, programmes, told, rule)
        for key in plan.indicators
        for target in (key.indicator.targets or (None,))
    )


def _figure(
    key: KeyIndicator,
    target: Target | None,
    programmes: Sequence[Programme],
    updates: Mapping[str, tuple[Update, ...]],
    rule: LightRule | None,
) -> KeyFigure:
    kpi = key.indicator
    period = None if target is None else target.period
    mine = updates.get(kpi.code, ())
    own = () if period is None else approved_of(mine, kpi.code, period)
    if period is not None and own:
        actual = actual_of_period(kpi, period, mine)
        told: tuple[Update, ...] = own
    else:
        feeding = _feeding(kpi, programmes)
        actual = _sum(kpi, feeding, updates, period)
        told = tuple(
            update
            for one in feeding
            for update in approved_of(updates.get(one.code, ()), one.code)
            if _inside(update.period, period)
        )
    light = light_of(kpi, None if target is None else target.value, actual.value, rule)
    evidence = tuple(dict.fromkeys(file for one in told for file in one.evidence))
    return KeyFigure(key, target, actual, light, bool(own), evidence)


def _sum(
    kpi: Indicator,
    feeding: Sequence[Indicator],
    updates: Mapping[str, tuple[Update, ...]],
    period: Period | None,
) -> Actual:
    parts: list[Actual] = []
    for one in feeding:
        periods = [t.period for t in one.targets if _inside(t.period, period)]
        if periods:
            parts.append(actual_of_periods(one, periods, updates.get(one.code, ())))
    return add_actuals(kpi.kind, parts) if parts else Actual(parts=0)


def _feeding(kpi: Indicator, programmes: Iterable[Programme]) -> list[Indicator]:
    return [
        one
        for programme in programmes
        for one in programme.indicators
        if one.feeds == kpi.code and one.kind == kpi.kind
    ]


def _inside(inner: Period, outer: Period | None) -> bool:
    return outer is None or (outer.starts <= inner.starts and inner.ends <= outer.ends)
