"""Dates as the field knows them: ``1961``, ``August 2010``, ``14 August 2010``, unknown."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The earliest and the latest day that a written date can mean, and how precise it is.

    An unknown date has neither day: it is never a made-up one (never 1 January).
    """

    earliest: date | None
    latest: date | None
    precision: Precision

    def isoformat(self) -> str:
        """``1961``, ``2010-08``, ``2010-08-14``; an unknown date is the empty text."""
        if self.earliest is None:
            return ""
        length = {"year": 4, "month": 7, "day": 10}[self.precision]
        return self.earliest.isoformat()[:length]


UNKNOWN_DATE = PartialDate(None, None, "unknown")
