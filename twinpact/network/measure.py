"""One measured number of a network, with what it rests on."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit, and of how many things (``known`` of ``total``) it was formed.

    ``value`` is None where it is not defined or nothing is known; never 0 for want of data.
    ``of`` says what was counted: territories, links, pairs.
    """

    name: str
    value: float | None
    unit: str
    known: int
    total: int
    of: str


def rounded(value: float | None, figures: int = 12) -> float | None:
    """A number to as many figures as hold on every machine; whole numbers stay whole."""
    if value is None or isinstance(value, int):
        return value
    return float(f"{value:.{figures}g}")


Progress = Callable[[int, int], None]
"""Told of how many parts of how many are done."""


def untold(_done: int, _all: int) -> None:
    """Nobody watches."""
