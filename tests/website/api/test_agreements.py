"""The API gives what is published, and says plainly what it does not understand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(enter):
    return [
        enter("Antioquia", "São Paulo", published=True),
        enter("Antioquia", "Jalisco", published=True, form="friendship"),
    ]


def test_the_list_gives_count_results_and_facets(client, published):
    answer = client.get("/api/v1/agreements").json()
    assert set(answer) == {"count", "results", "facets"}
    assert answer["count"] == 2
    first = answer["results"][0]
    assert first["signed"] == {
        "value": "2010-08",
        "earliest": "2010-08-01",
        "latest": "2010-08-31",
        "precision": "month",
    }
    assert [party["place"]["id"] for party in first["parties"]] == ["CO-ANT", "BR-SP"]
    assert {"code": "friendship", "n": 1} in answer["facets"]["form"]


def test_an_unknown_value_is_null(client, enter):
    row = enter(published=True, form=None, focus=None)
    answer = client.get(f"/api/v1/agreements/{row.pk}").json()
    assert answer["form"] is None
    assert answer["focus"] is None
    assert answer["ends"]["value"] is None


def test_a_draft_is_not_there(client, enter):
    row = enter()
    assert client.get("/api/v1/agreements").json()["count"] == 0
    assert client.get(f"/api/v1/agreements/{row.pk}").status_code == 404
    assert client.get("/api/v1/places").json()["count"] == 0
    assert client.get("/api/v1/places/CO-ANT").status_code == 404


def test_filters_and_pages(client, published):
    assert client.get("/api/v1/agreements?country=MX").json()["count"] == 1
    page = client.get("/api/v1/agreements?page=2&page_size=1").json()
    assert page["count"] == 2
    assert len(page["results"]) == 1


@pytest.mark.parametrize(
    "query", ["page_size=201", "page=0", "sort=loudness", "signed_from=yesterday", "q=%00"]
)
def test_a_question_that_cannot_be_is_refused(client, query):
    assert client.get(f"/api/v1/agreements?{query}").status_code == 422


def test_the_number_of_queries_does_not_grow(client, enter):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/api/v1/agreements?page_size=100").status_code == 200
        return len(captured)

    enter(published=True)
    few = queries()
    for _ in range(20):
        enter("Jalisco", "São Paulo", published=True)
    assert queries() == few


def test_numeralia_gives_the_query_behind_the_numbers(client, published):
    answer = client.get("/api/v1/numeralia?rows=partner_country&columns=form").json()
    assert answer["cells"] == [
        {"row": "BR", "column": "twinning", "n": 1},
        {"row": "MX", "column": "friendship", "n": 1},
    ]
    assert answer["total"] == 2
    assert "SELECT" in answer["query"]
    assert client.get("/api/v1/numeralia?rows=weather").status_code == 422


def test_places_are_found_by_any_of_their_names(client, published):
    found = client.get("/api/v1/places?q=sao paulo").json()
    assert [place["id"] for place in found["results"]] == ["BR-SP"]
    assert client.get("/api/v1/places/BR-SP").json()["country"] == "BR"
