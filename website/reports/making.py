"""The reports that can be asked for: what each needs, and how its content is made."""

from collections.abc import Callable

from django.utils.translation import override

from website.agreements.models import Agreement
from website.reports.agreement_sheet import agreement_sheet, with_sheet
from website.reports.annual_report import annual_report
from website.reports.content import Content, Tell
from website.reports.handover_file import handover_file
from website.reports.letterheads import letterhead_of
from website.reports.models import Report, ReportKind
from website.reports.programme_files import (
    annual_programme_of,
    delegation_file_of,
    final_report_of,
    open_programmes,
    programme_row,
    progress_report_of,
)


class NoMakerError(LookupError):
    """Nothing in this register makes a report of this kind yet."""


def _sheet(report: Report, tell: Tell) -> Content:
    row = with_sheet(Agreement.register.filter(office=report.office)).get(pk=report.agreement_id)
    tell(1, 1)
    return agreement_sheet(
        row, letterhead=letterhead_of(report.office), on=report.on, public=False
    )


def _annual(report: Report, tell: Tell) -> Content:
    year = report.year or report.on.year
    letterhead = letterhead_of(report.office)
    return annual_report(report.office, year, letterhead=letterhead, on=report.on, tell=tell)


def _handover(report: Report, tell: Tell) -> Content:
    letterhead = letterhead_of(report.office)
    return handover_file(
        report.office,
        letterhead=letterhead,
        on=report.on,
        programmes=open_programmes(report.office, on=report.on),
        tell=tell,
    )


Made = Callable[..., Content]


def _of_programme(made: Made) -> Callable[[Report, Tell], Content]:
    """A maker of a report on the programme that ``subject`` names by its key."""

    def make(report: Report, tell: Tell) -> Content:
        row = programme_row(int(report.subject), report.office)
        tell(1, 2)
        content: Content = made(row, letterhead_of(report.office), on=report.on)
        tell(2, 2)
        return content

    return make


def _delegation(report: Report, tell: Tell) -> Content:
    """The file of the visit that ``subject`` names by its key."""
    letterhead = letterhead_of(report.office)
    content = delegation_file_of(int(report.subject), report.office, letterhead, on=report.on)
    tell(1, 1)
    return content


#: What makes the content of each kind; a kind that is not here is not offered.
MAKERS: dict[str, Callable[[Report, Tell], Content]] = {
    ReportKind.AGREEMENT_SHEET: _sheet,
    ReportKind.ANNUAL_REPORT: _annual,
    ReportKind.HANDOVER_FILE: _handover,
    ReportKind.ANNUAL_PROGRAMME: _of_programme(annual_programme_of),
    ReportKind.PROGRESS_REPORT: _of_programme(progress_report_of),
    ReportKind.FINAL_REPORT: _of_programme(final_report_of),
    ReportKind.DELEGATION_FILE: _delegation,
}
#: The kinds that are about a programme; the last two need one that all sides agreed to.
OF_A_PROGRAMME = (
    ReportKind.ANNUAL_PROGRAMME,
    ReportKind.PROGRESS_REPORT,
    ReportKind.FINAL_REPORT,
)
#: The kinds that are about a whole office, offered on the page of reports.
OF_AN_OFFICE = (ReportKind.ANNUAL_REPORT, ReportKind.HANDOVER_FILE)


def content_of(report: Report, tell: Tell) -> Content:
    """The content of a report, in its language.

    Raises:
        NoMakerError: The register makes no such report.
    """
    if report.kind not in MAKERS:
        raise NoMakerError(report.kind)
    with override(report.language):
        return MAKERS[report.kind](report, tell)
