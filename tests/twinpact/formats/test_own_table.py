"""Our own table of agreements is read back without loss."""

import json
from dataclasses import replace
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
)
from twinpact.agreements.parsing.words import damaged
from twinpact.formats.agreements import (
    agreements_as_csv,
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
@pytest.mark.parametrize("write", [agreements_as_csv, agreements_as_xlsx])
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
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(agreements(), min_size=1, max_size=3))
def test_any_agreement_is_read_back_from_csv(table):
    content = agreements_as_csv(table).encode()
    assert [known(a) for a in read_back(content)] == [known(a) for a in table]


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
