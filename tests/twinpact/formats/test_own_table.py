"""Our own table of agreements is read back without loss."""

import json
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinpact.agreements import (
    UNKNOWN_DATE,
    Agreement,
    Party,
    Statement,
    coded_theme,
    is_unavailable,
    load_mapping,
    partial_date,
    read_agreements,
    recognise_columns,
)
from twinpact.agreements.money import Money
from twinpact.agreements.parsing.words import damaged
from twinpact.formats.agreements import (
    agreements_as_csv,
    agreements_as_json,
    agreements_as_jsonl,
    agreements_as_xlsx,
    read_table_of_agreements,
)
from twinpact.formats.geojson import agreements_as_geojson
from twinpact.formats.tables import read_table
from twinpact.places import place
from twinpact.vocabularies import terms

FOUNDING = Path(__file__).parents[3] / "data" / "founding"


def founding(name):
    mapping = load_mapping((FOUNDING / f"{name}.map.yaml").read_text("utf-8"))
    _, pairs, _ = read_table_of_agreements(read_table(FOUNDING / f"{name}.csv"), mapping)
    return [agreement for agreement, _ in pairs]


def known(agreement):
    """What our own table says of an agreement."""
    parties = tuple(
        (party.written, party.place, party.organization, party.initiator)
        for party in agreement.parties
    )
    unavailable = {(s.field, s.written) for s in agreement.statements if s.unavailable}
    bare = replace(agreement, row=None, parties=(), statements=(), raw={})
    return bare, parties, unavailable


def read_back(content):
    _, pairs, notes = read_table_of_agreements(read_table(content))
    assert notes == []
    assert [found for _, few in pairs for found in few] == []
    return [agreement for agreement, _ in pairs]


@pytest.mark.parametrize("name", ["table_1", "table_3"])
@pytest.mark.parametrize(
    "write",
    [
        agreements_as_csv, agreements_as_xlsx, agreements_as_json, agreements_as_jsonl,
        agreements_as_geojson,
    ],
)  # fmt: skip
def test_the_founding_tables_are_read_back_from_our_own_table(name, write):
    agreements = founding(name)
    content = write(agreements)
    content = content.encode() if isinstance(content, str) else content
    assert [known(a) for a in read_back(content)] == [known(a) for a in agreements]


def is_plain(text):
    """Whether a text says something and was not damaged on its way."""
    return bool(text) and not is_unavailable(text) and not damaged(text)


def words(**size):
    plain = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), **size)
    return plain.map(str.strip).filter(is_plain)


def codes(name):
    return st.sampled_from(sorted(terms(name)))


def dates():
    day = st.dates(min_value=partial_date(1000).earliest).filter(lambda d: d.year < 2200)
    return st.one_of(
        st.just(UNKNOWN_DATE),
        day.map(lambda d: partial_date(d.year)),
        day.map(lambda d: partial_date(d.year, d.month)),
        day.map(lambda d: partial_date(d.year, d.month, d.day)),
    )


def money():
    amounts = st.decimals(0, 10**9, places=2).map(lambda amount: Decimal(f"{amount:.2f}"))
    return st.builds(
        lambda amount, currency: Money(f"{amount} {currency}", amount, currency),
        amounts,
        st.sampled_from(["USD", "EUR", "BRL", "MXN"]),
    )


def parties():
    placed = st.builds(
        Party,
        written=words(max_size=30),
        place=st.sampled_from([place(i) for i in ("MX-JAL", "CO-ANT", "gn3674962", "DO")]),
        status=st.just("matched"),
        organization=st.none() | words(max_size=20),
        initiator=st.none() | st.booleans(),
    )
    return st.lists(placed, min_size=2, max_size=4).map(tuple)


def agreements():
    return st.builds(
        Agreement,
        row=st.none(),
        parties=parties(),
        form=st.none() | codes("forms"),
        scope=st.none() | codes("scopes"),
        state=st.none() | codes("states"),
        focus=words(max_size=60),
        themes=st.lists(
            st.builds(coded_theme, words(max_size=30), codes("themes")), min_size=1, max_size=3
        ).map(tuple),
        motivations=st.lists(codes("motivations"), unique=True, max_size=2).map(tuple),
        languages=st.lists(codes("languages"), unique=True, max_size=2).map(tuple),
        signed=dates(),
        in_force=dates(),
        ends=dates(),
        key=st.none() | words(max_size=10),
        locator=st.none() | words(max_size=20),
        renewal=st.none() | words(max_size=20),
        budget=st.none() | money(),
    )


WRITERS = {
    "csv": agreements_as_csv,
    "xlsx": agreements_as_xlsx,
    "json": agreements_as_json,
    "jsonl": agreements_as_jsonl,
    "geojson": agreements_as_geojson,
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@settings(max_examples=60, deadline=None)
@given(table=st.lists(agreements(), min_size=1, max_size=3))
def test_any_agreement_is_read_back_from_every_format(write, table):
    content = write(table)
    content = content.encode() if isinstance(content, str) else content
    assert [known(a) for a in read_back(content)] == [known(a) for a in table]


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("written", ["'@", "'=1+1", "=1+1", "''-2", "'quoted'"])
def test_a_name_that_looks_like_a_formula_is_read_back_as_it_was(write, written):
    known_place = place("MX-JAL")
    party = Party(written="Jalisco", place=known_place, status="matched", organization=written)
    other = Party(written="Medellín", place=place("gn3674962"), status="matched")
    theme = coded_theme("health", "health")
    content = write([Agreement(row=None, parties=(party, other), focus="Health", themes=(theme,))])
    content = content.encode() if isinstance(content, str) else content
    assert read_back(content)[0].parties[0].organization == written


def test_what_was_not_understood_keeps_its_words_in_our_own_table():
    header = ("Municipio", "Contraparte", "Tipo", "Fecha", "Estado del acuerdo", "Monto", "Color")
    row = ("Medellín", "Nowhere at all", "pacto", "02/03/1998", "raro", "1.500 €", "azul")
    table = [(2, dict(zip(header, row, strict=True)))]
    mapping = recognise_columns(header)
    (pair,) = read_agreements(table, mapping)
    content = agreements_as_csv([pair[0]], kept=mapping.unknown).encode()
    _, ((again, found),), _ = read_table_of_agreements(read_table(content))
    assert {one.code for one in found} == {
        "form_unread", "date_ambiguous", "word_unread", "money_ambiguous",
    }  # fmt: skip
    assert [party.written for party in again.parties] == ["Medellín", "Nowhere at all"]
    assert again.raw["Color"] == "azul"
    assert {s.field: s.written for s in again.statements if s.field in {"form", "signed"}} == {
        "form": "pacto", "signed": "02/03/1998",
    }  # fmt: skip


def test_an_agreement_without_places_is_not_lost_on_a_map():
    agreement = Agreement(row=None, parties=(Party("Nowhere"), Party("Elsewhere")))
    drawn = json.loads(agreements_as_geojson([agreement]))
    assert [feature["geometry"] for feature in drawn["features"]] == [None]
    (again,) = read_back(agreements_as_geojson([agreement]).encode())
    assert [party.written for party in again.parties] == ["Nowhere", "Elsewhere"]


def test_what_a_source_calls_not_available_stays_so():
    (agreement, *_) = founding("table_3")[-1:]
    assert Statement("signed", "Not available", unavailable=True) in agreement.statements
    (again,) = read_back(agreements_as_csv([agreement]).encode())
    assert Statement("signed", "Not available", unavailable=True) in again.statements


def test_each_placed_pair_draws_a_line_within_the_map():
    drawn = json.loads(agreements_as_geojson(founding("table_3")))
    assert len(drawn["features"]) == 8
    for feature in drawn["features"]:
        shape = feature["geometry"]
        lines = shape["coordinates"]
        for line in lines if shape["type"] == "MultiLineString" else [lines]:
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in line)
            assert all(abs(b[0] - a[0]) < 90 for a, b in pairwise(line))


def test_a_line_over_the_antimeridian_is_cut():
    drawn = json.loads(agreements_as_geojson(founding("table_3")))
    by_name = {feature["properties"]["to_id"]: feature for feature in drawn["features"]}
    assert by_name["AU-QLD"]["geometry"]["type"] in {"LineString", "MultiLineString"}
    assert by_name["JP-19"]["properties"]["from_id"] == "BR-MG"
    cut = [f["geometry"] for f in drawn["features"] if f["geometry"]["type"] != "LineString"]
    assert cut
    assert all(abs(line[-1][0]) == 180 for shape in cut for line in shape["coordinates"][:-1])
