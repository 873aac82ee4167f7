"""Visits of Antioquia."""

from collections.abc import Callable

import pytest

from tests.website.works import told_visit
from website.accounts.models import Role, User
from website.visits.actions import record_visit
from website.visits.models import Visit


@pytest.fixture
def officer(person, antioquia) -> User:
    return person(Role.OFFICER, antioquia)


@pytest.fixture
def reviewer(person, antioquia) -> User:
    return person(Role.REVIEWER, antioquia)


@pytest.fixture
def visit(antioquia, source, officer, at) -> Callable[..., Visit]:
    """A delegation to São Paulo, in the register as a draft."""

    def make(**values: object) -> Visit:
        told = told_visit(**values)
        row = record_visit(office=antioquia, told=told, source=source, by=officer, at=at)
        return Visit.register.get(pk=row.pk)

    return make
