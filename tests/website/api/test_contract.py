"""The API keeps to its own description, whatever it is asked (schemathesis)."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from website.wsgi import application

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def some_published(enter):
    enter("Antioquia", "São Paulo", published=True)


@schema.parametrize()
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@pytest.mark.django_db
def test_every_answer_is_as_described(case, some_published):
    case.call_and_validate(headers={"Host": "localhost"})
