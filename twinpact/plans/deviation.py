"""How far what was reached lies from what was promised."""

from dataclasses import dataclass
from decimal import Decimal

from twinpact.plans.amounts import EXACT
from twinpact.plans.indicators import Indicator, Value


@dataclass(frozen=True, slots=True)
class Deviation:
    """``difference`` is actual less target, ``share`` the part of the promise that was kept.

    1 is the whole promise. Both are None where they are not known; ``reason`` is a word of the
    list ``light_reasons`` and says how the share was found, or why there is none.
    """

    difference: Decimal | None
    share: Decimal | None
    reason: str


def deviation(indicator: Indicator, target: Value | None, actual: Value | None) -> Deviation:
    """The deviation of an actual from a target.

    Of a cumulative indicator with a baseline, the share is that of the way from there to the
    target; otherwise it is actual by target (where less is better, target by actual). Yes or no
    is kept or not. Words are read by people: they have no share.
    """
    if indicator.kind == "qualitative":
        return Deviation(None, None, "told_in_words")
    if actual is None:
        return Deviation(None, None, "actual_unknown")
    if target is None:
        return Deviation(None, None, "target_unknown")
    if isinstance(target, bool) and isinstance(actual, bool):
        kept = actual == target
        return Deviation(None, Decimal(int(kept)), "as_promised" if kept else "not_as_promised")
    if isinstance(target, Decimal) and isinstance(actual, Decimal):
        return _of_numbers(indicator, target, actual)
    return Deviation(None, None, "not_measurable")


def _of_numbers(indicator: Indicator, target: Decimal, actual: Decimal) -> Deviation:
    difference = EXACT.subtract(actual, target)
    start = None if indicator.baseline is None else indicator.baseline.value
    if isinstance(start, Decimal) and start != target and indicator.counting == "cumulative":
        way = EXACT.subtract(actual, start) / EXACT.subtract(target, start)
        return Deviation(difference, way, "share_of_way")
    above, below = (actual, target) if indicator.direction == "up" else (target, actual)
    if below > 0 and above >= 0:
        return Deviation(difference, above / below, "share_of_target")
    if (actual >= target) if indicator.direction == "up" else (actual <= target):
        return Deviation(difference, Decimal(1), "as_promised")
    return Deviation(difference, None, "not_measurable")
