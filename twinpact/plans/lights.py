"""The traffic light of an indicator, by a rule that anyone can read and dispute."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from twinpact.plans.deviation import Deviation, deviation
from twinpact.plans.indicators import Indicator, Value
from twinpact.vocabularies import sentence, term, terms

UNKNOWN_LIGHT = "grey"
_LIST = "traffic_lights"


class BadLightRuleError(ValueError):
    """A rule names each light once, from the highest share down, and the last from none on."""


@dataclass(frozen=True, slots=True)
class LightRule:
    """From which share of the target on each light shines, the highest first.

    The last light has no least share: it shines for all below. Grey is not in the rule: it is for
    what is not known.
    """

    bands: tuple[tuple[str, Decimal | None], ...]

    def __post_init__(self) -> None:
        shares = [share for _, share in self.bands[:-1]]
        falling = [one for one in shares if one is not None]
        if (
            not self.bands
            or self.bands[-1][1] is not None
            or len(falling) != len(shares)
            or sorted(set(falling), reverse=True) != falling
            or len({light for light, _ in self.bands}) != len(self.bands)
            or any(light not in terms(_LIST) or light == UNKNOWN_LIGHT for light, _ in self.bands)
        ):
            raise BadLightRuleError(repr(self.bands))

    def light(self, share: Decimal | None) -> str:
        """The light of a share; grey where it is not known."""
        if share is None:
            return UNKNOWN_LIGHT
        return next(light for light, least in self.bands if least is None or share >= least)

    def say(self, language: str) -> tuple[str, ...]:
        """The rule as whole sentences, a light each, grey last."""
        told, below = [], "100"
        for light, least in self.bands:
            start = "" if least is None else percent(least)
            values = {"from": start, "below": below}
            told.append(sentence(light, language, values, list_name=_LIST))
            below = start
        told.append(sentence(UNKNOWN_LIGHT, language, {}, list_name=_LIST))
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Light:
    """A light, the deviation that it rests on, and the figures that its sentence shows."""

    light: str
    deviation: Deviation
    values: Mapping[str, str]

    def say(self, language: str) -> str:
        """Why it has its colour, as a whole sentence with the figures."""
        return sentence(self.deviation.reason, language, self.values, list_name="light_reasons")


@cache
def usual_rule() -> LightRule:
    """The rule of the list ``traffic_lights``, for offices that have set none of their own."""
    bands = [
        (code, None if word.extra["from"] is None else Decimal(word.extra["from"]))
        for code, word in terms(_LIST).items()
        if code != UNKNOWN_LIGHT
    ]
    return LightRule(tuple(bands))


def light_of(
    indicator: Indicator, target: Value | None, actual: Value | None, rule: LightRule | None = None
) -> Light:
    """The light of what was reached against what was promised."""
    told = deviation(indicator, target, actual)
    start = None if indicator.baseline is None else indicator.baseline.value
    values = {
        "actual": _shown(actual),
        "target": _shown(target),
        "baseline": _shown(start),
        "share": "" if told.share is None else percent(told.share),
    }
    return Light((rule or usual_rule()).light(told.share), told, values)


def percent(share: Decimal) -> str:
    """A share as a percentage with at most one decimal: "90", "66.7"."""
    number = (share * 100).quantize(Decimal("0.1"))
    return f"{number:f}".removesuffix(".0")


def light_name(light: str, language: str) -> str:
    """How people call a light."""
    return term(_LIST, light).in_language(language)


def _shown(value: Value | None) -> str:
    if value is None or isinstance(value, bool | str):
        return "" if value is None else str(value)
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
