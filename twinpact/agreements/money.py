"""An amount of money as a source names it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """The source's words, the amount in units of the currency, and its ISO 4217 code.

    ``amount`` is None where the words can be read in two ways, ``currency`` where none is named.
    """

    written: str
    amount: Decimal | None = None
    currency: str | None = None

    def in_words(self) -> str:
        """ "12500.00 EUR"; the source's words where the amount is not known."""
        if self.amount is None:
            return self.written
        plain = f"{self.amount:f}"
        # Three decimals would be read as thousands.
        plain += "0" if len(plain.partition(".")[2]) == 3 else ""
        return f"{plain} {self.currency or ''}".strip()
