"""The table of weights, as ``weights.yaml`` gives it or an office has learnt it anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any

import yaml

from twinpact.agreements.sameness.comparisons import COMPARISONS


class BadWeightsError(ValueError):
    """The table of weights lacks an entry, or holds a number that cannot be."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Of pairs that are one agreement, and of pairs that are not, the share with a likeness."""

    same: float
    different: float

    @property
    def bits(self) -> float:
        """What the likeness weighs: +1 makes a pair twice as likely, -1 half as likely."""
        return log2(self.same / self.different)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights by comparison and level, the shares before anything is compared, the limits.

    All are fractions. ``against`` is the share between a table and the register, ``within`` that
    within one table. From ``same_from`` on a pair is the same, up to ``different_to`` different.
    """

    of: Mapping[str, Mapping[str, Weight]]
    against: float
    within: float
    same_from: float
    different_to: float

    @property
    def least_bits(self) -> float:
        """What a pair must weigh at least, so as not to be plainly different."""
        return bits(self.different_to) - max(bits(self.against), bits(self.within))


def bits(share: float) -> float:
    """A share as odds on the scale of the weights: one half is 0, two thirds are 1."""
    return log2(share / (1 - share))


@cache
def published_weights() -> Weights:
    """The table that comes with the library."""
    return read_weights(files(__package__).joinpath("weights.yaml").read_text("utf-8"))


def read_weights(text: str) -> Weights:
    """A table of weights in the form of ``weights.yaml``.

    Raises:
        BadWeightsError: An entry is missing, or is no share between 0 and 100.
    """
    try:
        table: Mapping[str, Any] = yaml.safe_load(text)
        weights = Weights(
            of={one.weights: _levels(table[one.weights], one.codes) for one in COMPARISONS},
            against=_share(table["prior"]["against"]),
            within=_share(table["prior"]["within"]),
            same_from=float(table["outcomes"]["same"]),
            different_to=float(table["outcomes"]["different"]),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as problem:
        raise BadWeightsError(f"The table of weights cannot be read: {problem!r}") from None
    if not 0 < weights.different_to < weights.same_from < 1:
        raise BadWeightsError("Of the limits the one for different must be below that for same.")
    return weights


def _levels(entries: Mapping[str, Any], codes: tuple[str, ...]) -> Mapping[str, Weight]:
    return {
        code: Weight(_share(entries[code]["same"]), _share(entries[code]["different"]))
        for code in codes
    }


def _share(percent: float) -> float:
    if not 0 < percent < 100:
        raise BadWeightsError(f"{percent} is no share between 0 and 100.")
    return percent / 100
