"""The funding gate: no new programme while an earlier report is missing.

An office may switch it on. The model is the French call for projects, where a new request is
blocked until the technical and financial reports of year n-2 are in (bilan de l'appel 2010-2012).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from twinpact.plans.refusing import PlanRefusedError


@dataclass(frozen=True, slots=True)
class ReportDue:
    """The report on a programme: until when it was to come, and when it came."""

    agreement: str
    year: int
    due: date | None = None
    received: date | None = None


@dataclass(frozen=True, slots=True)
class FundingGate:
    """``years_back`` is how far back a year must lie for its report to be waited for."""

    years_back: int = 2


class EarlierReportMissingError(PlanRefusedError):
    """Reports of earlier years are missing; ``reports`` are they."""

    code = "earlier_report_missing"

    def __init__(self, reports: tuple[ReportDue, ...]) -> None:
        self.reports = reports
        super().__init__(what=", ".join(dict.fromkeys(str(one.year) for one in reports)))


def missing_reports(
    gate: FundingGate, agreement: str, year: int, reports: Iterable[ReportDue], *, on: date
) -> tuple[ReportDue, ...]:
    """The reports for which the programme of a year has to wait, the oldest first.

    A report is waited for once its year lies far enough back and, where it has one, its day has
    passed.
    """
    waited = [
        one
        for one in reports
        if one.agreement == agreement
        and one.year <= year - gate.years_back
        and (one.due is None or one.due < on)
        and (one.received is None or one.received > on)
    ]
    return tuple(sorted(waited, key=lambda one: one.year))


def pass_gate(
    gate: FundingGate | None,
    agreement: str,
    year: int,
    reports: Iterable[ReportDue],
    *,
    on: date,
) -> None:
    """Lets a new programme through, or says why not. A gate of None is switched off.

    Raises:
        EarlierReportMissingError: With the reports that are missing.
    """
    missing = () if gate is None else missing_reports(gate, agreement, year, reports, on=on)
    if missing:
        raise EarlierReportMissingError(missing)
