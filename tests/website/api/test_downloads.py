"""What is downloaded is what was asked for, and reads back as our own table."""

import csv
import io
import json

import pytest

from twinpact.agreements import recognise_columns
from twinpact.formats.agreements import read_table_of_agreements
from twinpact.formats.tables import read_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(enter):
    return [
        enter("Antioquia", "São Paulo", published=True),
        enter("Antioquia", "Jalisco", published=True, form="friendship", focus="=1+1"),
    ]


def body(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_reads_back(client, published, kind):
    content = body(client.get(f"/api/v1/agreements.{kind}?sort=id"))
    table = read_table(content)
    _, read, _ = read_table_of_agreements(table, recognise_columns(table.header, []))
    agreements = [agreement for agreement, _ in read]
    assert [[p.place.id for p in a.parties] for a in agreements] == [
        ["CO-ANT", "BR-SP"],
        ["CO-ANT", "MX-JAL"],
    ]
    assert [a.signed.isoformat() for a in agreements] == ["2010-08", "2010-08"]
    assert agreements[1].focus == "=1+1"


def test_no_cell_is_run_as_a_formula(client, published):
    rows = list(csv.reader(io.StringIO(body(client.get("/api/v1/agreements.csv")).decode())))
    assert "'=1+1" in {cell for row in rows for cell in row}
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


def test_filters_reach_the_download(client, published):
    found = json.loads(body(client.get("/api/v1/agreements.json?form=friendship")))
    assert [one["id"] for one in found] == [published[1].pk]


def test_lines_have_two_ends(client, published):
    lines = json.loads(body(client.get("/api/v1/agreements.geojson")))["features"]
    assert {line["properties"]["to_id"] for line in lines} == {"BR-SP", "MX-JAL"}
    assert all(line["geometry"]["type"] == "LineString" for line in lines)


def test_a_draft_is_in_no_download(client, enter):
    enter()
    for kind in ("csv", "json", "geojson"):
        assert b"Antioquia" not in body(client.get(f"/api/v1/agreements.{kind}"))
