"""An amount of money in a currency, and exact sums of such amounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

_MOST_DIGITS = 40
EXACT = Context(prec=400)
"""Sums and products of amounts and rates, of at most 40 digits each, are never rounded."""


class NoAmountError(ValueError):
    """The number is no amount of money: infinite, not a number, or of too many digits."""


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of a currency, by its ISO 4217 code."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        check_number(self.amount)


def check_number(number: Decimal) -> None:
    """Refuses what no sum could hold exactly.

    Raises:
        NoAmountError: The number is not finite or has more digits than money has.
    """
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise NoAmountError(f"{number} is not a number.")
    if len(number.as_tuple().digits) > _MOST_DIGITS or abs(exponent) > _MOST_DIGITS:
        raise NoAmountError("the number has too many digits.")


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """The sum, without rounding."""
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number)
    return total
