"""Each public page asks the database a fixed number of questions, however large the register."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from website.agreements import remembering
from website.agreements.actions import enter_agreements, publish_agreements
from website.agreements.models import Agreement
from website.sources.models import Source

MOST = {
    "/en/": 18,
    "/en/agreements/": 16,
    "/en/agreements/?form=twinning&country=CO": 16,
    "/en/agreements/{pk}/": 23,
    "/en/places/": 4,
    "/en/places/CO-ANT/": 18,
    "/en/map/": 12,
    "/en/map/arcs.json": 2,
    "/en/numeralia/": 6,
    "/en/counts/": 4,
}


def forget() -> None:
    """A page is measured as the first reader after a change finds it."""
    remembering._answers.clear()


def questions(path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = Client().get(path)
    assert response.status_code == 200
    return len(asked)


@pytest.fixture
def register(enter, draft, antioquia, person, at):
    """Makes the register hold so many published agreements."""

    def hold(wanted: int) -> int:
        missing = wanted - Agreement.published.count()
        source, _ = Source.objects.get_or_create(
            office=antioquia, title="A long table", defaults={"kind": "file"}
        )
        pairs = [("Antioquia", "São Paulo"), ("Antioquia", "Córdoba"), ("Jalisco", "Antioquia")]
        rows = enter_agreements(
            office=antioquia,
            agreements=[draft(*pairs[n % 3], key=f"{wanted}-{n}") for n in range(missing)],
            source=source,
            by=person("officer", antioquia),
            at=at,
        )
        publish_agreements(pks=[r.pk for r in rows], by=person("reviewer", antioquia), at=at)
        return rows[-1].pk

    return hold


@pytest.mark.parametrize("path", MOST)
def test_a_page_asks_as_much_of_200_agreements_as_of_10(register, path):
    first = path.format(pk=register(10))
    few = questions(first)
    many = questions(path.format(pk=register(200)))
    assert few == many
    assert many <= MOST[path]
