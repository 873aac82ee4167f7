"""What a feature is: a measure of every candidate at once, and the motivation that it serves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.question import Question

Motivation = Literal["historical", "social", "economic", "strategic"]
Gaps = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing by which candidates are measured.

    ``measure`` gives one number a candidate, nan where it is not known. ``said`` gives what the
    sentence of a candidate needs, or None where the feature says nothing for this candidate; a
    feature without it counts in the score and is named in the table, and gives no sentence.

    ``sign`` is what the weight may be: 1 nothing below zero, -1 nothing above, 0 either. A
    sentence is said as a reason only of a candidate for which the measure adds to the score.
    """

    name: str
    motivation: Motivation
    measure: Callable[[Question], Floats]
    said: Callable[[Question, int], Gaps | None] | None = None
    sign: int = 0


def lifted(values: Floats) -> Floats:
    """A strength on a scale on which the first little counts most: 0 at 0, 4 at 1."""
    return np.log1p(values / 0.02).astype(np.float32)
