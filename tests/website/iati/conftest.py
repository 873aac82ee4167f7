"""An office that publishes in IATI, and files of IATI that it brings as any other file."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.website.plans.conftest import content
from website.accounts.models import Office, Role, User
from website.agreements.models import Agreement
from website.exchange import actions as exchange
from website.exchange.models import Import
from website.iati.actions import Settled, choose_agreements, settle_iati
from website.iati.models import IatiSettings
from website.plans import models as plans
from website.plans.actions import (
    Beginning,
    Said,
    agree_to_programme,
    begin_programme,
    put_to_sides,
    replace_content,
)
from website.plans.models import ProgrammeSide
from website.sources.models import Source

PREFIX = "CO-NIT-890900286"


@pytest.fixture
def officer(person, antioquia) -> User:
    return person(Role.OFFICER, antioquia)


@pytest.fixture
def reviewer(person, antioquia) -> User:
    return person(Role.REVIEWER, antioquia)


@pytest.fixture
def administrator(person, antioquia) -> User:
    return person(Role.ADMINISTRATOR, antioquia)


@pytest.fixture
def settled(antioquia, administrator) -> IatiSettings:
    told = Settled(PREFIX, "11", "COP", "es")
    return settle_iati(office=antioquia, told=told, by=administrator)


@pytest.fixture
def clock(at) -> Callable[[], datetime]:
    """A clock that goes on by a minute whenever somebody looks at it."""
    moments = iter(at + timedelta(minutes=n) for n in range(1, 1000))
    return lambda: next(moments)


@pytest.fixture
def bring(antioquia, reviewer, clock) -> Callable[..., Import]:
    """Bring a file to an office and write all of it to the register, as the worker would."""

    def make(
        file: bytes,
        *,
        office: Office | None = None,
        by: User | None = None,
        title: str = "IATI",
        publish: bool = True,
    ) -> Import:
        office, by = office or antioquia, by or reviewer
        source, _made = Source.objects.get_or_create(office=office, kind="file", title=title)
        batch = exchange.bring_file(
            office=office, source=source, filename="file.xml", content=file, by=by, at=clock()
        )
        batch = exchange.read_import(pk=batch.pk)
        assert batch.state == "ready", batch.trouble
        exchange.accept_import(pk=batch.pk, by=by, at=clock(), publish=publish)
        return exchange.commit_import(pk=batch.pk, by=by, at=clock(), publish=publish)

    return make


@pytest.fixture
def agreement(enter, antioquia, reviewer) -> Agreement:
    """Antioquia and São Paulo, published, signed in August 2010."""
    return enter(office=antioquia, published=True)


@pytest.fixture
def chosen(settled, agreement, antioquia, reviewer) -> Agreement:
    """A published agreement that goes out in IATI."""
    choose_agreements(office=antioquia, goes_out=True, by=reviewer)
    return agreement


@pytest.fixture
def programme(agreement, officer, at) -> plans.Programme:
    """A programme of 2025 as it is being written."""
    row = begin_programme(told=Beginning(agreement.pk, 2025), by=officer, at=at)
    return replace_content(pk=row.pk, content=content(), version=row.version, by=officer)


@pytest.fixture
def agree_alone(officer, reviewer, at) -> Callable[[plans.Programme], plans.Programme]:
    """Let a programme be agreed where only the near side has to."""

    def make(programme: plans.Programme) -> plans.Programme:
        ProgrammeSide.objects.filter(programme=programme).exclude(side=1).delete()
        on = at.date()
        version = put_to_sides(pk=programme.pk, on=on, by=officer, at=at)
        said = Said(version.number, 1, on)
        agree_to_programme(pk=programme.pk, said=said, by=reviewer, at=at)
        return plans.Programme.objects.get(pk=programme.pk)

    return make
