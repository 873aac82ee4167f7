"""Rates of exchange, each with its day and source."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from twinpact.plans.amounts import EXACT, Amount, check_number


class NoRateError(ValueError):
    """A rate is a positive number from one currency into another."""


@dataclass(frozen=True, slots=True)
class Rate:
    """On this day, one unit of ``currency`` was worth ``value`` units of ``into``."""

    currency: str
    into: str
    value: Decimal
    on: date
    source: str = ""

    def __post_init__(self) -> None:
        check_number(self.value)
        if self.value <= 0 or self.currency == self.into:
            raise NoRateError(f"{self.value} from {self.currency} into {self.into} is no rate.")


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates that an office entered.

    A rate holds from its day on until a later one, but no longer than ``oldest`` days: nobody
    should find a sum made with a rate of ten years ago. A rate is never turned around, nor are two
    of them chained: both would be a guess of what a bank would have paid.
    """

    rates: tuple[Rate, ...] = ()
    oldest: int = 366

    def rate(self, currency: str, into: str, *, on: date) -> Rate | None:
        """The rate that holds on a day; None where there is none."""
        first = on - timedelta(days=self.oldest)
        holding = [
            rate
            for rate in self.rates
            if (rate.currency, rate.into) == (currency, into) and first <= rate.on <= on
        ]
        return max(holding, key=lambda rate: rate.on, default=None)

    def convert(self, amount: Amount, into: str, *, on: date) -> Amount | None:
        """The amount in another currency, without rounding; None where there is no rate."""
        if amount.currency == into:
            return amount
        rate = self.rate(amount.currency, into, on=on)
        if rate is None:
            return None
        return Amount(EXACT.multiply(amount.amount, rate.value), into)
