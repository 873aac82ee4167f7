"""The table of weights: a number for each feature that anyone can read and dispute."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features import FEATURES

COLUMNS = ("feature", "motivation", "weight", "neutral")
_MOTIVATIONS = {feature.name: feature.motivation for feature in FEATURES}


class BadWeightsError(ValueError):
    """A table of weights cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What one unit of a feature adds to the score, and the value that adds nothing.

    The ``neutral`` value is the mean over candidates when the weights were learned; a candidate of
    which the feature is not known counts as neutral.
    """

    weight: float
    neutral: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights by feature."""

    of: Mapping[str, Weight]

    def adds(self, name: str, values: Floats) -> Floats:
        """What a feature adds to each candidate's score; nothing where it is not known."""
        weight = self.of[name]
        added = (values - np.float32(weight.neutral)) * np.float32(weight.weight)
        np.nan_to_num(added, copy=False, nan=0.0)
        return added

    def used(self) -> tuple[str, ...]:
        """The features that count."""
        return tuple(name for name, weight in self.of.items() if weight.weight)


def read_weights(text: str) -> Weights:
    """The weights of a table (CSV with feature, weight, neutral).

    Raises:
        BadWeightsError: A feature is unknown or named twice, a number missing or unreadable.
    """
    found: dict[str, Weight] = {}
    for row in csv.DictReader(io.StringIO(text)):
        name = row.get("feature") or ""
        if name not in _MOTIVATIONS:
            raise BadWeightsError(f"There is no feature {name!r}.")
        if name in found:
            raise BadWeightsError(f"The feature {name} has two weights.")
        try:
            found[name] = Weight(float(row["weight"]), float(row["neutral"]))
        except (KeyError, TypeError, ValueError):
            raise BadWeightsError(f"The weight of {name} is not a number.") from None
        if not np.isfinite((found[name].weight, found[name].neutral)).all():
            raise BadWeightsError(f"The weight of {name} is not a number.")
    if not found:
        raise BadWeightsError("The table of weights is empty.")
    return Weights(found)


def write_weights(weights: Weights) -> str:
    """The table of weights as CSV, in the order of the features."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for feature in FEATURES:
        if feature.name in weights.of:
            one = weights.of[feature.name]
            row = (feature.name, feature.motivation, f"{one.weight:.5g}", f"{one.neutral:.5g}")
            writer.writerow(row)
    return out.getvalue()


@cache
def shipped_weights() -> Weights:
    """The weights that come with the library; see ``tables/README.md`` for what they rest on."""
    path = files("twinpact.matching").joinpath("tables", "weights.csv")
    return read_weights(path.read_text("utf-8"))
