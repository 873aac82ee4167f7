"""The findings of an import as the same spreadsheet, with comments."""

from collections import defaultdict
from dataclasses import replace

from twinpact.agreements import Finding, Mapping
from twinpact.formats.commented_workbook import CheckedTable, commented_workbook
from website.agreements import words
from website.exchange import convert
from website.exchange.files import chosen_tables
from website.exchange.models import Import

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def marked_workbook(batch: Import) -> bytes:
    """The rows of a file as they stood, each cell with what was found of it.

    Raises:
        UnreadableFileError: The file is not a table that can be read.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    rows = (
        batch.rows.exclude(codes=[]).order_by("position").values_list("sheet", "row", "findings")
    )
    for sheet, number, findings in rows.iterator(chunk_size=500):
        found[sheet] += [replace(convert.finding_from_json(one), row=number) for one in findings]
    mapping = Mapping(**batch.mapping)
    checked = [
        CheckedTable(table, mapping, [*table.remarks, *found[table.sheet or ""]])
        for table in chosen_tables(batch)
    ]
    return commented_workbook(checked, language=words.reader_language())
