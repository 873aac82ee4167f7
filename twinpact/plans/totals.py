"""A sum of money in several currencies: the known part, and what could not be added to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from twinpact.plans.amounts import EXACT, Amount
from twinpact.plans.rates import Rates


class OtherCurrencyError(ValueError):
    """Totals are added in one currency only."""


@dataclass(frozen=True, slots=True)
class Total:
    """So much is known, in one currency; the rest is told and never guessed.

    ``known`` is the part that is in the currency or could be converted into it, ``unconverted``
    what no rate converts, by currency, and ``unknown`` counts the lines whose amount nobody knows.
    Of ``lines`` lines in all.
    """

    currency: str
    known: Decimal = Decimal(0)
    unconverted: tuple[Amount, ...] = ()
    unknown: int = 0
    lines: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing from the known part."""
        return not self.unconverted and not self.unknown

    @property
    def value(self) -> Decimal | None:
        """The sum; None where a part of it is not known, or where there is no line at all."""
        return self.known if self.is_complete and self.lines else None

    def __add__(self, other: "Total") -> "Total":
        if self.currency != other.currency:
            raise OtherCurrencyError(f"{self.currency} and {other.currency} are not added.")
        return Total(
            self.currency,
            EXACT.add(self.known, other.known),
            _by_currency((*self.unconverted, *other.unconverted)),
            self.unknown + other.unknown,
            self.lines + other.lines,
        )


def total(
    amounts: Iterable[tuple[Amount | None, date | None]],
    *,
    into: str,
    rates: Rates,
    on: date,
) -> Total:
    """The sum of amounts, each with the day of its rate; ``on`` is that of those without one.

    An amount of None is one that nobody knows, which is not zero.
    """
    whole = Total(into)
    for amount, day in amounts:
        whole += _one(amount, into, rates, day or on)
    return whole


def add_totals(totals: Iterable[Total], *, into: str) -> Total:
    """The sum of totals in one currency; of none of them, a total without lines."""
    whole = Total(into)
    for one in totals:
        whole += one
    return whole


def _one(amount: Amount | None, into: str, rates: Rates, on: date) -> Total:
    if amount is None:
        return Total(into, unknown=1, lines=1)
    converted = rates.convert(amount, into, on=on)
    if converted is None:
        return Total(into, unconverted=(amount,), lines=1)
    return Total(into, known=converted.amount, lines=1)


def _by_currency(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    """One amount for each currency, in the order of their codes."""
    sums: dict[str, Decimal] = {}
    for one in amounts:
        sums[one.currency] = EXACT.add(sums.get(one.currency, Decimal(0)), one.amount)
    return tuple(Amount(sums[code], code) for code in sorted(sums))
