"""The API keeps to its own description, whatever it is asked (schemathesis)."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from twinpact import plans as library
from website.accounts.models import Role
from website.priorities.actions import begin_plan, publish_plan
from website.wsgi import application

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def one_connection():
    """The test's transaction stays open between requests, as in Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def some_published(enter, antioquia, person, at):
    enter("Antioquia", "São Paulo", published=True)
    plan = library.DevelopmentPlan(
        "PD",
        "A plan",
        priorities=(library.Priority("1", "Water"),),
        indicators=(library.KeyIndicator(library.Indicator("K1", "Works"), "1"),),
    )
    by = person(Role.REVIEWER, antioquia)
    row = begin_plan(office=antioquia, plan=plan, by=by, at=at)
    publish_plan(pk=row.pk, by=by, at=at)


@schema.parametrize()
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@pytest.mark.django_db
def test_every_answer_is_as_described(case, one_connection, some_published):
    case.call_and_validate(headers={"Host": "localhost"})
