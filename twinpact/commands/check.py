"""``twinpact check``: the findings in a table."""

import json
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from twinpact.agreements import Agreement, Finding, run_checks, say
from twinpact.commands.group import DONE, FOUND
from twinpact.commands.reading import (
    FILE,
    JSON,
    LANGUAGE,
    MAP,
    agreements_in,
    progress,
    table_in,
    write_out,
)
from twinpact.formats.published_counts import is_table_of_counts, read_published_counts
from twinpact.formats.table import Table
from twinpact.formats.tables import write_csv
from twinpact.vocabularies import label, term

COLUMNS = ("row", "column", "severity", "code", "message")


@click.command()
@FILE
@MAP
@LANGUAGE
@JSON
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the findings to this CSV file."
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which is checked; today, if not given.",
)
def check(
    file: Path,
    map_file: Path | None,
    language: str,
    as_json: bool,
    output: Path | None,
    on: datetime | None,
) -> int:
    """Say what is wrong or missing in FILE, a table of agreements or of published counts.

    Writes CSV with row, column, severity, code and message; on a terminal a table for people.
    """
    day = date.today() if on is None else on.date()  # noqa: DTZ011, TID251 - a command's clock
    table = table_in(file)
    if is_table_of_counts(table):
        facts, found = _check_counts(table)
    else:
        with progress(f"Checking {file.name}"):
            facts, found = _check_agreements(table, file, map_file, day)
    if as_json:
        write_out(_json(facts, found, language), output)
    elif output is not None or not sys.stdout.isatty():
        write_out(write_csv(COLUMNS, _rows(found, language)), output)
    else:
        _show(found, language)
    click.echo(_summary(file, facts, found), err=True)
    return FOUND if found else DONE


def _check_agreements(
    table: Table, file: Path, map_file: Path | None, on: date
) -> tuple[dict[str, Any], list[Finding]]:
    read = agreements_in(table, file, map_file)
    found = read.notes + [one for _, findings in read.pairs for one in findings]
    found += run_checks(read.agreements, on=on)
    facts = {
        "kind": "agreements",
        "rows": len(table.rows),
        "agreements": len(read.pairs),
        "placed": sum(_is_placed(agreement) for agreement in read.agreements),
        "columns": read.mapping.columns,
        "constants": read.mapping.constants,
        "columns_not_read": [*read.mapping.unread, *read.mapping.unknown],
    }
    return facts, sorted(found, key=_order)


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


def _rows(found: list[Finding], language: str) -> list[list[str | int | None]]:
    return [[one.row, one.column, one.severity, one.code, say(one, language)] for one in found]


def _json(facts: dict[str, Any], found: list[Finding], language: str) -> str:
    by_code = Counter(one.code for one in found)
    findings = [
        dict(zip(COLUMNS, row, strict=True)) | {"values": dict(one.values), "rows": one.rows}
        for one, row in zip(found, _rows(found, language), strict=True)
    ]
    told = facts | {"counts_by_code": dict(by_code.most_common()), "findings": findings}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _summary(file: Path, facts: dict[str, Any], found: list[Finding]) -> str:
    if facts["kind"] == "published_counts":
        return f"{file.name}: {facts['counts']} published counts, {len(found)} findings"
    return (
        f"{file.name}: {facts['rows']} rows, {facts['agreements']} agreements, "
        f"{facts['placed']} with both places found, {len(found)} findings"
    )


def _show(found: list[Finding], language: str) -> None:
    """For people on a terminal."""
    from rich.console import Console  # noqa: PLC0415 - only for people
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table as Drawn  # noqa: PLC0415

    drawn = Drawn(*COLUMNS[:3], "message", show_lines=False)
    colours = {"critical": "bold red", "error": "red", "warning": "yellow", "note": "dim"}
    for one in found:
        severity = label("severities", one.severity, language)
        drawn.add_row(
            "" if one.row is None else str(one.row),
            escape(one.column or ""),
            f"[{colours[one.severity]}]{severity}[/]",
            escape(say(one, language)),
        )
    if found:
        Console().print(drawn)
