"""What the machines that watch the site are told."""

import pytest
from django.test import Client


def test_the_process_answers_without_a_database():
    assert Client().get("/healthz").status_code == 200


@pytest.mark.django_db
def test_database_migrations_and_queue_are_ready():
    response = Client().get("/readyz")
    assert response.status_code == 200
    assert set(response.json().values()) == {"ok"}
