"""``twinpact check``: the findings in a table."""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from twinpact.agreements import Agreement, Finding, Mapping, run_checks, say
from twinpact.commands.group import DONE, FOUND, BadInputError
from twinpact.commands.reading import (
    FILE,
    JSON,
    LANGUAGE,
    MAP,
    ON,
    SHEET,
    Read,
    progress,
    tables_of_agreements,
    write_out,
)
from twinpact.formats.commented_workbook import (
    CheckedTable,
    commented_workbook,
    heading_of,
    value_of,
)
from twinpact.formats.published_counts import is_table_of_counts, read_published_counts
from twinpact.formats.table import Table, UnreadableFileError
from twinpact.formats.tables import choose_table, read_tables, write_csv
from twinpact.vocabularies import label, term, terms

COLUMNS = ("row", "column", "severity", "code", "message")


@click.command()
@FILE
@MAP
@SHEET
@LANGUAGE
@JSON
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the findings to this file; .xlsx is the table itself, with comments and colours.",
)
@ON
def check(
    file: Path,
    map_file: Path | None,
    sheet: str | None,
    language: str,
    as_json: bool,
    output: Path | None,
    on: datetime | None,
) -> int:
    """Say what is wrong or missing in FILE, a table of agreements or of published counts.

    Writes CSV with row, column, severity, code and message; on a terminal a table for people.
    Every sheet of FILE that names parties is checked; of several, a column says which.
    """
    day = date.today() if on is None else on.date()  # noqa: DTZ011, TID251 - a command's clock
    with progress(f"Checking {file.name}"):
        answer = _check(file, map_file, sheet, day)
    if output is not None and output.suffix.lower() == ".xlsx":
        write_out(commented_workbook(answer.tables, language=language), output)
        if as_json:
            write_out(_json(answer, language), None)
    elif as_json:
        write_out(_json(answer, language), output)
    elif output is not None or not sys.stdout.isatty():
        write_out(write_csv(answer.header, _rows(answer, language)), output)
    else:
        _show(answer, language)
    click.echo(_summary(file, answer), err=True)
    return FOUND if answer.found else DONE


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in the tables of a file, and how they were read."""

    facts: dict[str, Any]
    tables: list[CheckedTable]

    @property
    def found(self) -> list[tuple[CheckedTable, Finding]]:
        return [(table, one) for table in self.tables for one in table.findings]

    @property
    def header(self) -> tuple[str, ...]:
        return COLUMNS if len(self.tables) == 1 else (*COLUMNS, "sheet")


def _check(file: Path, map_file: Path | None, sheet: str | None, on: date) -> Answer:
    try:
        tables = read_tables(file)
        table = choose_table(tables, sheet, called=file.name)
    except UnreadableFileError as problem:
        raise BadInputError(str(problem)) from None
    if is_table_of_counts(table):
        facts, found = _check_counts(table)
        return Answer(facts, [CheckedTable(table, Mapping(), found)])
    return _check_agreements(tables_of_agreements(tables, file, map_file, sheet), on)


def _check_agreements(reads: list[Read], on: date) -> Answer:
    checked = []
    for read in reads:
        found = read.notes + [one for _, findings in read.pairs for one in findings]
        found += run_checks(read.agreements, on=on)
        checked.append(CheckedTable(read.table, read.mapping, sorted(found, key=_order)))
    first = reads[0].mapping
    facts = {
        "kind": "agreements",
        "rows": sum(len(read.table.rows) for read in reads),
        "agreements": sum(len(read.pairs) for read in reads),
        "placed": sum(_is_placed(agreement) for read in reads for agreement in read.agreements),
        "columns": first.columns,
        "constants": first.constants,
        "columns_not_read": [*first.unread, *first.unknown],
        "sheets": [read.table.sheet for read in reads],
    }
    return Answer(facts, checked)


def _check_counts(table: Table) -> tuple[dict[str, Any], list[Finding]]:
    from twinpact.indicators.published_counts import findings  # noqa: PLC0415 - brings Ibis

    counts, found = read_published_counts(table)
    facts = {"kind": "published_counts", "rows": len(table.rows), "counts": len(counts)}
    return facts, sorted(found + findings(counts), key=_order)


def _is_placed(agreement: Agreement) -> bool:
    return sum(party.place is not None for party in agreement.parties) > 1


def _order(found: Finding) -> tuple[int, int]:
    """What concerns the whole table first, then row by row, the gravest first."""
    rank = int(term("severities", found.severity).extra["rank"])
    return (-1 if found.row is None else found.row, rank)


def _rows(answer: Answer, language: str) -> list[list[str | int | None]]:
    several = len(answer.tables) > 1
    return [
        [one.row, one.column, one.severity, one.code, say(one, language)]
        + ([checked.table.sheet] if several else [])
        for checked, one in answer.found
    ]


def _json(answer: Answer, language: str) -> str:
    by_code = Counter(one.code for _, one in answer.found)
    by_severity: Counter[str] = Counter(one.severity for _, one in answer.found)
    findings = [
        dict(zip(answer.header, row, strict=True))
        | {
            "heading": heading_of(one, checked.table, checked.mapping),
            "value": value_of(one, checked.table, checked.mapping),
            "values": dict(one.values),
            "rows": one.rows,
        }
        for (checked, one), row in zip(answer.found, _rows(answer, language), strict=True)
    ]
    told = answer.facts | {
        "counts_by_code": dict(by_code.most_common()),
        "counts_by_severity": {name: by_severity[name] for name in terms("severities")},
        "findings": findings,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _summary(file: Path, answer: Answer) -> str:
    facts, found = answer.facts, len(answer.found)
    if facts["kind"] == "published_counts":
        return f"{file.name}: {facts['counts']} published counts, {found} findings"
    return (
        f"{file.name}: {facts['rows']} rows, {facts['agreements']} agreements, "
        f"{facts['placed']} with both places found, {found} findings"
    )


def _show(answer: Answer, language: str) -> None:
    """For people on a terminal."""
    from rich.console import Console  # noqa: PLC0415 - only for people
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table as Drawn  # noqa: PLC0415

    drawn = Drawn(*COLUMNS[:3], "message", show_lines=False)
    colours = {"critical": "bold red", "error": "red", "warning": "yellow", "note": "dim"}
    for _, one in answer.found:
        severity = label("severities", one.severity, language)
        drawn.add_row(
            "" if one.row is None else str(one.row),
            escape(one.column or ""),
            f"[{colours[one.severity]}]{severity}[/]",
            escape(say(one, language)),
        )
    if answer.found:
        Console().print(drawn)
