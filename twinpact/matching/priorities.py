"""What an office wants: how much each motivation counts, and how much South–South cooperation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from twinpact.matching.features import Motivation

MOST = 3.0


class BadPriorityError(ValueError):
    """A slider stands outside its range."""


@dataclass(frozen=True, slots=True)
class Priorities:
    """Sliders: 1 leaves what was learned, 0 takes a motivation out, 3 makes it count three times.

    ``south_south`` (0 to 3) is added to the score of candidates in developing regions (M49) where
    the seeker is in one as well.
    """

    motivations: Mapping[Motivation, float] = field(default_factory=dict)
    south_south: float = 0.0

    def __post_init__(self) -> None:
        """Refuses what lies outside.

        Raises:
            BadPriorityError: A slider is below 0 or above 3.
        """
        for value in (*self.motivations.values(), self.south_south):
            if not 0 <= value <= MOST:
                raise BadPriorityError(f"A priority lies between 0 and {MOST:.0f}, not {value}.")

    def of(self, motivation: Motivation) -> float:
        return self.motivations.get(motivation, 1.0)
