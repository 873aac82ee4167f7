"""What is remembered of a register is forgotten with its next change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from website.accounts.models import Role
from website.agreements.actions import unpublish_agreement
from website.agreements.counting import numeralia
from website.agreements.filters import Filters
from website.agreements.models import Agreement
from website.agreements.queries import arcs, facets
from website.places.models import Place

pytestmark = pytest.mark.django_db


def asked(read) -> int:
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)


def test_a_second_answer_asks_only_whether_something_changed(enter):
    enter(published=True)
    base = Agreement.published.all()
    for read in (lambda: facets(base, Filters()), lambda: arcs(base)):
        assert asked(read) > 1
        assert asked(read) == 1


def test_a_new_agreement_is_counted_at_once(enter, person):
    def count() -> int:
        return numeralia(Agreement.published.all(), rows="form", columns="level").total

    enter(published=True)
    assert count() == 1
    second = enter("Antioquia", "Jalisco", published=True)
    assert count() == 2
    unpublish_agreement(pk=second.pk, by=person(Role.REVIEWER, second.office))
    assert count() == 1


def test_a_place_that_is_corrected_is_drawn_at_its_new_point(enter):
    enter(published=True)
    assert arcs(Agreement.published.all())[0].far_name == "São Paulo"
    Place.objects.filter(pk="BR-SP").update(name="Sampa")
    assert arcs(Agreement.published.all())[0].far_name == "Sampa"


def test_the_public_is_not_given_what_staff_asked(enter):
    enter()
    assert facets(Agreement.register.all(), Filters())["form"]
    assert not facets(Agreement.published.all(), Filters())["form"]
