"""The same settings on both engines."""

import importlib.util

import pytest

from twinpact.agreements.sameness import MissingEngineError, compare_agreements

SPARK = importlib.util.find_spec("pyspark") is not None


def told(found):
    return {
        (one.first_number, one.second_number): (
            round(one.probability, 9), one.outcome, one.relations, one.scored.levels,
        )
        for one in found
    }  # fmt: skip


@pytest.mark.skipif(not SPARK, reason="pyspark is not installed (extra 'scale')")
def test_spark_says_what_duckdb_says(pact):
    rows = [
        pact("Aldana", "Berga", signed="1990", focus="schools, water and culture"),
        pact("Berga", "Aldana", signed="1990-05", focus="schools and culture"),
        pact("Aldana", "Berga", signed="2010", form="memorandum"),
        pact("Aldana", "<Brega>", key="7"),
        pact("Aldana", "Berga", "Cusco", signed="1990", key="7"),
        pact("Durango", "Essen"),
    ]
    assert told(compare_agreements(rows, engine="spark")) == told(compare_agreements(rows))


@pytest.mark.skipif(SPARK, reason="pyspark is installed")
def test_spark_that_is_not_installed_is_named(pact):
    rows = [pact("Aldana", "Berga"), pact("Aldana", "Berga")]
    with pytest.raises(MissingEngineError, match="scale"):
        compare_agreements(rows, engine="spark")
