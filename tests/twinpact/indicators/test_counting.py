"""Indicators are computed over plain tables, and compile for the website's engine."""

import ibis
import pytest

from twinpact import indicators
from twinpact.agreements import Agreement, Party, Theme, parse_partial_date, read_party
from twinpact.commands.engine import duckdb_over
from twinpact.indicators.count_table import SameDimensionError, pivot, word_label
from twinpact.indicators.shares_by_region import shares_by_region

JALISCO = read_party("Jalisco, Mexico", level="state")
ANTIOQUIA = read_party("Antioquia, Colombia", level="state")
QUEENSLAND = read_party("Queensland, Australia", level="state")
NOWHERE = Party("Nowhere at all")


@pytest.fixture(scope="module")
def ask():
    return duckdb_over(
        [
            Agreement(None, (JALISCO, ANTIOQUIA), form="twinning",
                      themes=(Theme("a", "culture"), Theme("b", "tourism")),
                      signed=parse_partial_date("August 2010")),
            Agreement(None, (JALISCO, QUEENSLAND, ANTIOQUIA), form="friendship",
                      signed=parse_partial_date("1996")),
            Agreement(None, (JALISCO, NOWHERE)),
        ]
    )  # fmt: skip


def counted(ask, rows, columns):
    return pivot(
        rows,
        columns,
        cells=ask(indicators.numeralia(rows, columns)),
        row_totals=dict(ask(indicators.numeralia_totals(rows))),
        column_totals=dict(ask(indicators.numeralia_totals(columns))),
        total=ask(indicators.number_of_agreements())[0][0],
    )


def test_the_unknown_is_counted_and_stands_last(ask):
    table = counted(ask, "level", "form")
    assert table.columns == ("twinning", "friendship", None)
    assert [table.cell("state", form) for form in table.columns] == [1, 1, 1]


def test_totals_count_each_agreement_once(ask):
    table = counted(ask, "theme", "decade")
    assert table.rows == ("culture", "tourism", None)
    assert table.column_totals == {"1990": 1, "2010": 1, None: 1}
    assert table.total == 3
    assert sum(table.row_totals.values()) == 4


def test_an_agreement_with_two_partners_counts_under_both(ask):
    table = counted(ask, "partner_country", "form")
    assert table.cell("CO", "friendship") == table.cell("AU", "friendship") == 1


def test_rows_and_columns_must_differ():
    with pytest.raises(SameDimensionError):
        pivot("form", "form", cells=[], row_totals={}, column_totals={}, total=0)


def test_a_word_is_labelled_in_the_readers_language():
    assert word_label("partner_region", "419", "es") == "América Latina y el Caribe"
    assert word_label("country", "BR", "en") == "Brazil"
    assert word_label("decade", "1990", "en") == "1990–1999"
    assert word_label("form", None, "pt") == "Sem dado"


def test_shares_roll_up_from_sub_regions_to_the_world(ask):
    shares = {region: (n, known, total) for region, n, known, total in ask(shares_by_region())}
    assert shares["005"] == shares["419"] == (2, 2, 3)
    assert shares["053"] == (1, 2, 3)
    assert shares["001"] == (2, 2, 3)
    assert shares["150"][0] == 0


def test_completeness_counts_what_is_known(ask):
    known = {field: (n, total) for field, n, total in ask(indicators.completeness())}
    assert known["parties"] == (2, 3)
    assert known["form"] == known["signed"] == (2, 3)
    assert known["themes"] == (1, 3)


@pytest.mark.parametrize("dimension", indicators.DIMENSIONS)
def test_every_dimension_can_be_computed_and_compiles_for_postgresql(ask, dimension):
    other = "form" if dimension != "form" else "level"
    expression = indicators.numeralia(dimension, other)
    assert sum(n for *_, n in ask(expression)) >= 3
    assert "agreements" in ibis.to_sql(expression, dialect="postgres")


def test_an_empty_register_is_not_an_error():
    ask = duckdb_over([])
    assert ask(indicators.numeralia("level", "form")) == []
    assert ask(indicators.number_of_agreements()) == [(0,)]


def test_shares_compile_for_postgresql():
    assert "UNION" in ibis.to_sql(shares_by_region(), dialect="postgres")
