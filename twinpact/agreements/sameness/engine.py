"""Splink over the candidates: on DuckDB in memory, or on Spark.

Splink (https://moj-analytical-services.github.io/splink) works out which likeness each candidate
has in each comparison and adds up the weights, as I. P. Fellegi and A. B. Sunter do (1969, "A
theory for record linkage", JASA 64, 1183). Both engines get the same settings.
"""

from __future__ import annotations

import logging
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa

from twinpact.agreements.sameness.comparison import DIFFERS, Comparison
from twinpact.agreements.sameness.comparisons import COMPARISONS
from twinpact.agreements.sameness.meeting import MeetingPoint, Standing
from twinpact.agreements.sameness.records import Records
from twinpact.agreements.sameness.weights import Weights

Engine = Literal["duckdb", "spark"]


LIGHTEST = -1000.0
"""No pair weighs so little."""


class MissingEngineError(RuntimeError):
    """Spark is asked for and is not installed: ``pip install twinpact[scale]``."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate: two standings, and the code of the likeness in each comparison.

    None where the pair says nothing. ``bits`` is the sum of the weights, without the prior.
    """

    left: Standing
    right: Standing
    levels: tuple[str | None, ...]
    bits: float


def score(
    records: Records,
    weights: Weights,
    engine: Engine = "duckdb",
    *,
    points: Iterable[MeetingPoint] | None = None,
) -> Iterator[Scored]:
    """The candidates with their likenesses, in no order. Without any no engine is started.

    Where ``points`` are given, those that meet there, all of them. Else those that meet by
    themselves, without those that are plainly different and do not have the same parties.

    Raises:
        MissingEngineError: The engine is not installed.
    """
    numbered: dict[Standing, int] = {}
    met = records.meeting_points() if points is None else points
    table = _points(met, records.incoming, numbered)
    if table.num_rows == 0:
        return iter(())
    standings = list(numbered)
    least = weights.least_bits if points is None else LIGHTEST
    found = _run(records.table(standings), table, weights, engine, least)
    return _read(found, standings)


def _points(
    points: Iterable[MeetingPoint], incoming: int, numbered: dict[Standing, int]
) -> pa.Table:
    """Who stands where, by the numbers of :meth:`Records.table`; hosts are incoming agreements."""
    point, place, number, host = array("q"), array("q"), array("q"), bytearray()
    for n, met in enumerate(points):
        hosts = {standing for standing in met.left if standing.number < incoming}
        if not hosts or all(one.number == met.right[0].number for one in met.right):
            continue
        for standing in met.right:
            point.append(n)
            place.append(2 * numbered.setdefault(standing, len(numbered)))
            number.append(standing.number)
            host.append(standing in hosts)
    columns = {"point": point, "id": place, "number": number}
    table = {name: pa.array(column, type=pa.int64()) for name, column in columns.items()}
    return pa.table({**table, "is_host": pa.array(host, type=pa.int64())})


_CANDIDATES = """
select distinct l.id as join_key_l, r.id + way.turned as join_key_r, '0' as match_key
from {points} as l inner join {points} as r
on l.point = r.point and l.number < r.number
cross join (select 0 as turned union all select 1 as turned) as way
where l.is_host = 1
"""
_GAMMAS = tuple(f"gamma_{one.name}" for one in COMPARISONS)
# Without the pairs that are plainly different and do not even have the same parties.
_LIKENESSES = f"""
select unique_id_l, unique_id_r, match_weight, {", ".join(_GAMMAS)} from {{found}}
where match_weight > {{least}} or (gamma_party_1 <> 0 and gamma_party_2 <> 0)
"""  # noqa: S608 - names of our own


def _run(
    rows: pa.Table, points: pa.Table, weights: Weights, engine: Engine, least: float
) -> pa.Table:
    from splink import Linker, SettingsCreator  # noqa: PLC0415 - half a second

    logging.getLogger("splink").setLevel(logging.WARNING)
    database = _duckdb() if engine == "duckdb" else _spark()
    records = database.register(rows, table_name="agreements_compared")
    places = database.register(points, table_name="meeting_points")
    settings = SettingsCreator(
        link_type="dedupe_only",
        # Neither more nor less likely: the share beforehand is added by kind of pair afterwards.
        probability_two_random_records_match=0.5,
        comparisons=[_comparison(one, weights) for one in COMPARISONS],
    )
    linker = Linker(records, settings, log_level=None, validate_settings=False)
    candidates = database.query_sql(_CANDIDATES.format(points=places.physical_name))
    linker.table_management.register_blocked_pairs_for_predict(candidates)
    found = linker.inference.predict(warning_mode="never")
    likenesses = database.query_sql(_LIKENESSES.format(found=found.physical_name, least=least))
    table: pa.Table = likenesses.as_pyarrow_table()
    return table


def _duckdb() -> Any:
    import duckdb  # noqa: PLC0415
    from splink import DuckDBAPI  # noqa: PLC0415

    connection = duckdb.connect(":memory:")
    connection.execute("set memory_limit = '512MB'")
    return DuckDBAPI(connection)


def _spark() -> Any:
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
        from splink import SparkAPI  # noqa: PLC0415
        from splink.backends.spark import similarity_jar_location  # noqa: PLC0415
    except ImportError as missing:
        raise MissingEngineError(f"Spark is not installed (extra 'scale'): {missing}") from None
    session = (
        SparkSession.builder.appName("twinpact")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.jars", similarity_jar_location())
        .getOrCreate()
    )
    api: Any = SparkAPI  # it has no types
    return api(spark_session=session, break_lineage_method="persist")


def _comparison(one: Comparison, weights: Weights) -> dict[str, Any]:
    table = weights.of[one.weights]
    conditions = [*((level.code, level.sql) for level in one.levels), (DIFFERS, "ELSE")]
    levels: list[dict[str, Any]] = [
        {"sql_condition": one.unknown, "is_null_level": True, "label_for_charts": "unknown"}
    ]
    levels += [
        {
            "sql_condition": sql,
            "label_for_charts": code,
            "m_probability": table[code].same,
            "u_probability": table[code].different,
        }
        for code, sql in conditions
    ]
    for level in levels[:-1]:
        level["base_dialect_str"] = "duckdb"
    return {"output_column_name": one.name, "comparison_levels": levels}


def _read(found: pa.Table, standings: list[Standing]) -> Iterator[Scored]:
    """Splink numbers the levels from the likest down to 0; -1 is the unknown."""
    codes = [
        {-1: None, **{len(one.levels) - n: code for n, code in enumerate(one.codes)}}
        for one in COMPARISONS
    ]
    for batch in found.to_batches(max_chunksize=10_000):
        columns = [batch.column(name).to_pylist() for name in _GAMMAS]
        sides = (batch.column(f"unique_id_{side}").to_pylist() for side in "lr")
        bits = batch.column("match_weight").to_pylist()
        for left, right, weight, *gammas in zip(*sides, bits, *columns, strict=True):
            levels = tuple(known[gamma] for known, gamma in zip(codes, gammas, strict=True))
            guest = standings[right // 2]
            yield Scored(
                standings[left // 2], guest.turned() if right % 2 else guest, levels, weight
            )
