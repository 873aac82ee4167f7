"""DuckDB over the agreements of a file: the engine on which the command line computes."""

from collections.abc import Callable, Iterable
from typing import Any

import ibis
import pyarrow

from twinpact.agreements import Agreement
from twinpact.indicators import AGREEMENTS, MOTIVATIONS, PARTIES, THEMES
from twinpact.indicators.plain_rows import from_agreements

Ask = Callable[[ibis.Table], list[tuple[Any, ...]]]


def duckdb_over(agreements: Iterable[Agreement]) -> Ask:
    """A way to ask for indicators of these agreements; the database is in memory only."""
    rows = from_agreements(agreements)
    database = ibis.duckdb.connect()
    for plain in (AGREEMENTS, PARTIES, THEMES, MOTIVATIONS):
        name, schema = plain.get_name(), plain.schema()
        table = pyarrow.Table.from_pylist(rows[name], schema=schema.to_pyarrow())
        database.con.register(name, table)

    def ask(indicator: ibis.Table) -> list[tuple[Any, ...]]:
        answer = database.to_pyarrow(indicator)
        return [tuple(row.values()) for row in answer.to_pylist()]

    return ask
