"""``twinpact plan-check``: what a table of an annual programme or a development plan says."""

import json
from pathlib import Path
from typing import Any

import click

from twinpact.agreements import Finding, parse_partial_date, say
from twinpact.agreements.parsing.dates import AmbiguousDateError, UnreadDateError
from twinpact.commands.group import DONE, FOUND, BadInputError
from twinpact.commands.reading import JSON, LANGUAGE, SHEET, progress, write_out
from twinpact.formats.plans import (
    likeliest_plan_table,
    likeliest_programme_table,
    read_plan_table,
    read_programme_table,
)
from twinpact.formats.table import Table, UnreadableFileError
from twinpact.formats.tables import choose_table, read_tables, write_csv
from twinpact.plans.development_plan import DevelopmentPlan
from twinpact.plans.findings import say_plan_finding
from twinpact.plans.programme import Programme

COLUMNS = ("row", "column", "severity", "code", "message")


@click.command("plan-check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--year", type=click.IntRange(1900, 2199), help="FILE is the programme of this year."
)
@click.option("--term", metavar="YEAR-YEAR", help="FILE is the development plan of this term.")
@SHEET
@LANGUAGE
@JSON
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def plan_check(
    *,
    file: Path,
    year: int | None,
    term: str | None,
    sheet: str | None,
    language: str,
    as_json: bool,
    output: Path | None,
) -> int:
    """Say what could not be read in FILE, a table of an annual programme or a development plan.

    Give --year for a programme and --term (2008-2011) for a plan. Writes CSV with row, column,
    severity, code and message.
    """
    if (year is None) == (term is None):
        raise BadInputError("give --year for a programme, or --term for a development plan.")
    with progress(f"Reading {file.name}"):
        try:
            tables = read_tables(file)
            if year is not None:
                facts, found, table = _programme(tables, file, sheet, year)
            else:
                facts, found, table = _plan(tables, file, sheet, term or "")
        except UnreadableFileError as problem:
            raise BadInputError(str(problem)) from None
    rows = [_row(one, say_plan_finding(one, language)) for one in found]
    rows += [_row(one, say(one, language)) for one in table.remarks]
    write_out(_json(facts, rows) if as_json else write_csv(COLUMNS, rows), output)
    told = ", ".join(f"{number} {name}" for name, number in facts.items())
    click.echo(f"{file.name}: {told}, {len(rows)} findings", err=True)
    return FOUND if rows else DONE


Answer = tuple[dict[str, int], list[Finding], Table]


def _programme(tables: list[Table], file: Path, sheet: str | None, year: int) -> Answer:
    table = likeliest_programme_table(tables)
    if sheet is not None:
        table = choose_table(tables, sheet, called=file.name)
    whole, found, _ = read_programme_table(table, Programme(file.stem, "", year))
    facts = {
        "lines": len(whole.lines),
        "activities": len(whole.activities),
        "indicators": len(whole.indicators),
        "budget_lines": len(whole.budget_lines),
    }
    return facts, found, table


def _plan(tables: list[Table], file: Path, sheet: str | None, term: str) -> Answer:
    first, _, last = term.partition("-")
    try:
        starts, ends = parse_partial_date(first), parse_partial_date(last)
    except (UnreadDateError, AmbiguousDateError):
        raise BadInputError(f"--term {term}: write it as 2008-2011.") from None
    table = likeliest_plan_table(tables)
    if sheet is not None:
        table = choose_table(tables, sheet, called=file.name)
    known = DevelopmentPlan(file.stem, file.stem, starts=starts, ends=ends)
    whole, found, _ = read_plan_table(table, known)
    facts = {
        "priorities": len(whole.priorities),
        "programmes": len(whole.programmes),
        "indicators": len(whole.indicators),
    }
    return facts, found, table


def _row(found: Finding, message: str) -> list[str | int | None]:
    return [found.row, found.column, found.severity, found.code, message]


def _json(facts: dict[str, int], rows: list[list[str | int | None]]) -> str:
    told: dict[str, Any] = {**facts}
    told["findings"] = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
