"""The light that an update would give, before somebody has approved it."""

from collections.abc import Iterable
from dataclasses import replace

from twinpact.plans.actuals import actual_of_period
from twinpact.plans.indicators import Indicator, Period, Value
from twinpact.plans.lights import Light, LightRule, light_of
from twinpact.plans.updates import Update
from twinpact.vocabularies import term


def target_of(indicator: Indicator, period: Period) -> Value | None:
    """What is to be reached in just this period; None where nobody set it."""
    found = (one.value for one in indicator.targets if one.period == period)
    return next(found, None)


def light_if_approved(
    indicator: Indicator, update: Update, updates: Iterable[Update], rule: LightRule | None = None
) -> Light:
    """The light of the period of an update if that counted too, beside what counts already."""
    others = [one for one in updates if one.code != update.code]
    told = [*others, replace(update, state="approved")]
    actual = actual_of_period(indicator, update.period, told)
    return light_of(indicator, target_of(indicator, update.period), actual.value, rule)


def asks_reason(light: Light) -> bool:
    """Whether somebody should say why the promise was not kept, by the list of lights."""
    return bool(term("traffic_lights", light.light).extra.get("asks_reason"))
