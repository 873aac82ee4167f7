"""Counts of published agreements by two dimensions, with the query behind them."""

from enum import StrEnum

from django.http import HttpRequest
from ninja import Query, Router, Schema

from twinpact.indicators import DIMENSIONS
from website.agreements.counting import numeralia as count
from website.agreements.filters import Filters
from website.agreements.models import Agreement
from website.agreements.queries import matching
from website.api.agreements import Selection
from website.api.schemas import Invalid

router = Router(tags=["counts"])
Dimension = StrEnum("Dimension", {name: name for name in DIMENSIONS})


class Cell(Schema):
    """A count; the word null is unknown."""

    row: str | None
    column: str | None
    n: int


class Total(Schema):
    """A total, each agreement counted once; the word null is unknown."""

    word: str | None
    n: int


class NumeraliaOut(Schema):
    """A count table, and the SQL that gives its cells."""

    rows: str
    columns: str
    cells: list[Cell]
    row_totals: list[Total]
    column_totals: list[Total]
    total: int
    query: str


class Wanted(Selection):
    """What to count, and by which two dimensions."""

    rows: Dimension = Dimension["level"]
    columns: Dimension = Dimension["form"]


@router.get(
    "/numeralia", response={200: NumeraliaOut, 422: Invalid}, summary="Count published agreements"
)
def numeralia(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, object]:
    """How many published agreements there are, by any two dimensions, with totals and unknowns."""
    filters = Filters(**wanted.model_dump(exclude={"rows", "columns"}))
    table = count(
        matching(Agreement.published.all(), filters),
        rows=wanted.rows.value,
        columns=wanted.columns.value,
    )
    return {
        "rows": table.rows,
        "columns": table.columns,
        "cells": [
            {"row": row, "column": column, "n": table.cells[row, column]}
            for row in table.row_codes
            for column in table.column_codes
            if (row, column) in table.cells
        ],
        "row_totals": [{"word": code, "n": table.row_totals[code]} for code in table.row_codes],
        "column_totals": [
            {"word": code, "n": table.column_totals[code]} for code in table.column_codes
        ],
        "total": table.total,
        "query": table.query,
    }
