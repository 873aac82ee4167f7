"""Indicators over the register, computed in its own database, each with the query behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import ibis
from django.db import connection
from django.db.models import F, QuerySet

from twinpact import indicators
from twinpact.vocabularies import terms
from website.agreements.models import Agreement, AgreementMotivation, AgreementTheme, Party
from website.agreements.remembering import remembered


@cache
def _compiled(name: str, *arguments: str) -> str:
    """The SQL of an indicator; compiled once in a process."""
    return ibis.to_sql(getattr(indicators, name)(*arguments), dialect="postgres")


def _plain_tables(base: QuerySet[Agreement]) -> dict[str, QuerySet]:
    """The indicator's plain tables, over the agreements that are looked at."""
    chosen = base.order_by().values("pk")
    return {
        "agreements": base.order_by().values(
            *("id", "form", "scope", "state", "focus"),
            *("signed_earliest", "signed_latest", "signed_precision"),
        ),
        "parties": Party.objects.filter(agreement__in=chosen)
        .order_by()
        .values(
            *("agreement_id", "position", "place_id"),
            level=F("place__level"),
            country=F("place__country"),
            region=F("place__region"),
        ),
        "themes": AgreementTheme.objects.filter(agreement__in=chosen)
        .order_by()
        .values("agreement_id", "theme", "sector", "goal"),
        "motivations": AgreementMotivation.objects.filter(agreement__in=chosen)
        .order_by()
        .values("agreement_id", "motivation"),
    }


def question(base: QuerySet[Agreement], name: str, *arguments: str) -> tuple[str, list[object]]:
    """The SQL, with its parameters, that computes an indicator over the agreements of ``base``."""
    sql = _compiled(name, *arguments).replace("%", "%%")
    parts, parameters = [], []
    for table, rows in _plain_tables(base).items():
        if f'"{table}"' in sql:
            rows_sql, rows_parameters = rows.query.sql_with_params()
            parts.append(f'"{table}" AS ({rows_sql})')
            parameters += rows_parameters
    # Only our own expressions and Django's own SQL are put together here; values are parameters.
    tables = ", ".join(parts)
    return f"SELECT * FROM (WITH {tables} SELECT * FROM ({sql}) AS found) AS answer", parameters  # noqa: S608


def answer(base: QuerySet[Agreement], name: str, *arguments: str) -> list[tuple]:
    """The rows of an indicator."""
    sql, parameters = question(base, name, *arguments)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


@dataclass(frozen=True, slots=True)
class CountTable:
    """A numeralia: counts by two dimensions. The code None stands for unknown."""

    rows: str
    columns: str
    row_codes: tuple[str | None, ...]
    column_codes: tuple[str | None, ...]
    cells: dict[tuple[str | None, str | None], int]
    row_totals: dict[str | None, int]
    column_totals: dict[str | None, int]
    total: int
    query: str


@remembered
def numeralia(base: QuerySet[Agreement], *, rows: str, columns: str) -> CountTable:
    """Count the agreements of ``base`` by two dimensions, with totals and unknowns.

    Raises:
        UnknownDimensionError: There is no such dimension.
    """
    cells = {(row, column): n for row, column, n in answer(base, "numeralia", rows, columns)}
    row_totals = dict(answer(base, "numeralia_totals", rows))
    column_totals = dict(answer(base, "numeralia_totals", columns))
    return CountTable(
        rows=rows,
        columns=columns,
        row_codes=in_order(rows, row_totals),
        column_codes=in_order(columns, column_totals),
        cells=cells,
        row_totals=row_totals,
        column_totals=column_totals,
        total=answer(base, "number_of_agreements")[0][0],
        query=question(base, "numeralia", rows, columns)[0],
    )


def in_order(name: str, codes: Iterable[str | None]) -> tuple[str | None, ...]:
    """A dimension's codes in the order of its vocabulary, else by their text; unknown last."""
    vocabulary = indicators.VOCABULARY.get(name)
    places = {code: n for n, code in enumerate(terms(vocabulary))} if vocabulary else {}
    return tuple(
        sorted(codes, key=lambda code: (code is None, places.get(code, len(places)), code or ""))
    )


@dataclass(frozen=True, slots=True)
class Known:
    """For how many of all agreements a field is known."""

    field: str
    known: int
    total: int


@remembered
def completeness(base: QuerySet[Agreement]) -> list[Known]:
    """How complete the agreements of ``base`` are, field by field."""
    return [Known(*row) for row in answer(base, "completeness")]


@dataclass(frozen=True, slots=True)
class Share:
    """Agreements with a partner in a region, those where that is known, and all."""

    n: int
    known: int
    total: int

    @property
    def share(self) -> float | None:
        """``n / known``; None where nothing is known."""
        return indicators.known_share(self.n, self.known)


@remembered
def share_by_region(base: QuerySet[Agreement], region: str) -> Share:
    """The share of the agreements of ``base`` that look to a UN M49 region.

    Raises:
        UnknownWordError: M49 has no such region.
    """
    n, known, total = answer(base, "share_by_region", region)[0]
    return Share(n or 0, known or 0, total)
