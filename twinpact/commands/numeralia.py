"""``twinpact numeralia``: the count table of a file."""

import json
from pathlib import Path
from typing import Any

import click

from twinpact.agreements import Agreement
from twinpact.commands.group import BadInputError
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
from twinpact.formats.tables import write_csv
from twinpact.vocabularies import label

DIMENSIONS = (
    "level", "partner_level", "form", "scope", "state", "country", "partner_country",
    "partner_region", "year", "decade", "motivation", "theme",
)  # fmt: skip
"""Those of ``indicators.dimensions``, written out so that help need not import Ibis."""


@click.command()
@FILE
@MAP
@click.option(
    "--rows", type=click.Choice(DIMENSIONS), default="level", show_default=True,
    help="What stands in the rows.",
)  # fmt: skip
@click.option(
    "--columns", type=click.Choice(DIMENSIONS), default="form", show_default=True,
    help="What stands in the columns.",
)  # fmt: skip
@LANGUAGE
@JSON
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def numeralia(
    file: Path,
    map_file: Path | None,
    rows: str,
    columns: str,
    language: str,
    as_json: bool,
    output: Path | None,
) -> None:
    """Count the agreements in FILE by two things, with totals and with what is unknown.

    Totals count each agreement once. After the numeralia of Mexico's Ministry of Foreign Affairs.
    """
    if rows == columns:
        raise BadInputError(f"--rows and --columns are both {rows!r}; choose two.")
    table = table_in(file)
    with progress(f"Counting {file.name}"):
        agreements = agreements_in(table, file, map_file).agreements
        counted = _count(agreements, rows, columns)
    if as_json:
        write_out(_json(counted), output)
    else:
        write_out(write_csv(*_labelled(counted, language)), output)


def _count(agreements: list[Agreement], rows: str, columns: str) -> Any:
    from twinpact import indicators  # noqa: PLC0415 - Ibis takes most of a second
    from twinpact.commands.engine import duckdb_over  # noqa: PLC0415
    from twinpact.indicators.count_table import pivot  # noqa: PLC0415

    ask = duckdb_over(agreements)
    return pivot(
        rows,
        columns,
        cells=[(row, column, n) for row, column, n in ask(indicators.numeralia(rows, columns))],
        row_totals=dict(ask(indicators.numeralia_totals(rows))),
        column_totals=dict(ask(indicators.numeralia_totals(columns))),
        total=ask(indicators.number_of_agreements())[0][0],
    )


def _json(counted: Any) -> str:
    told = {
        "row_dimension": counted.row_dimension,
        "column_dimension": counted.column_dimension,
        "rows": counted.rows,
        "columns": counted.columns,
        "cells": [
            [counted.cell(row, column) for column in counted.columns] for row in counted.rows
        ],
        "row_totals": [counted.row_totals[row] for row in counted.rows],
        "column_totals": [counted.column_totals[column] for column in counted.columns],
        "total": counted.total,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _labelled(counted: Any, language: str) -> tuple[list[str], list[list[str | int]]]:
    from twinpact.indicators.count_table import word_label  # noqa: PLC0415 - brings Ibis

    total = label("table_words", "total", language)
    names = [word_label(counted.column_dimension, c, language) for c in counted.columns]
    header = [label("table_words", counted.row_dimension, language), *names, total]
    lines: list[list[str | int]] = [
        [
            word_label(counted.row_dimension, row, language),
            *(counted.cell(row, column) for column in counted.columns),
            counted.row_totals[row],
        ]
        for row in counted.rows
    ]
    totals = [counted.column_totals[column] for column in counted.columns]
    return header, [*lines, [total, *totals, counted.total]]
