"""The seam to the library's spreadsheet with findings.

Until the formats room can mark cells with comments, each row stands with its findings in a
column of its own.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from twinpact.agreements import say
from twinpact.formats.tables import write_xlsx
from website.agreements import words
from website.exchange import convert
from website.exchange.column_form import headings
from website.exchange.models import Import, ImportRow

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def marked_workbook(batch: Import) -> bytes:
    """The rows of a file that have findings, with the sentences of these."""
    rows = batch.rows.exclude(codes=[]).order_by("position")
    headers = headings(batch)
    return write_xlsx(
        [_("Row"), *headers, _("Findings")],
        _lines(rows.iterator(chunk_size=500), headers),
        sheet=_("Findings"),
    )


def _lines(rows: Iterator[ImportRow], headers: list[str]) -> Iterator[list[str | int | None]]:
    language = words.reader_language()
    for row in rows:
        said = [
            f"{words.word('severity', one['severity'])}: "
            f"{say(convert.finding_from_json(one), language)}"
            for one in row.findings
        ]
        yield [row.row, *(row.raw.get(header) for header in headers), "\n".join(said)]
