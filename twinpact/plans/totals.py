"""A sum of money in several currencies: the known part, and what could not be added to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from twinpact.plans.amounts import EXACT, Amount, exact_sum
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
        return add_totals((self, other), into=self.currency)


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
    known, unconverted, unknown, lines = Decimal(0), [], 0, 0
    for amount, day in amounts:
        lines += 1
        converted = None if amount is None else rates.convert(amount, into, on=day or on)
        if converted is not None:
            known = EXACT.add(known, converted.amount)
        elif amount is not None:
            unconverted.append(amount)
        else:
            unknown += 1
    return Total(into, known, _by_currency(unconverted), unknown, lines)


def add_totals(totals: Iterable[Total], *, into: str) -> Total:
    """The sum of totals in one currency; of none of them, a total without lines."""
    each = list(totals)
    if any(one.currency != into for one in each):
        raise OtherCurrencyError(f"not all are in {into}.")
    return Total(
        into,
        exact_sum(one.known for one in each),
        _by_currency(amount for one in each for amount in one.unconverted),
        sum(one.unknown for one in each),
        sum(one.lines for one in each),
    )


def _by_currency(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    """One amount for each currency, in the order of their codes."""
    sums: dict[str, Decimal] = {}
    for one in amounts:
        sums[one.currency] = EXACT.add(sums.get(one.currency, Decimal(0)), one.amount)
    return tuple(Amount(sums[code], code) for code in sorted(sums))
