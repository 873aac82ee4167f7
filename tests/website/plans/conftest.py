"""A programme of Antioquia with Jalisco for 2025, whose two sides both have an office here."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from twinpact.plans import (
    Activity,
    Amount,
    Baseline,
    BudgetLine,
    Indicator,
    Line,
    People,
    Programme,
    Responsible,
    Result,
    Target,
    year_period,
)
from website.accounts.models import Role, User
from website.actors.models import Organization
from website.agreements.models import Agreement
from website.plans import models
from website.plans.actions import (
    Beginning,
    Said,
    agree_to_programme,
    begin_programme,
    put_to_sides,
    replace_content,
)

YEAR = 2025
ON = date(2025, 1, 20)


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


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
def far_reviewer(person, jalisco) -> User:
    return person(Role.REVIEWER, jalisco)


@pytest.fixture
def agreement(enter, antioquia, jalisco) -> Agreement:
    """Antioquia and Jalisco; the office of Jalisco is that of its government."""
    row = enter("Antioquia", "Jalisco", office=antioquia)
    place = row.parties.get(position=2).place
    Organization.objects.create(
        name="Gobierno de Jalisco", kind="government", place=place, office=jalisco
    )
    return row


def content(year: int = YEAR) -> Programme:
    """A line with one activity: 20 teachers trained, half of the money in kind."""
    indicator = Indicator(
        "I1",
        "Docentes formados",
        unit="personas",
        baseline=Baseline(Decimal(5), 2024),
        targets=(Target(year_period(year), Decimal(20)),),
        verification="Listas de asistencia",
    )
    told = Indicator(
        "I2", "Convenio marco firmado", kind="yes_no", targets=(Target(year_period(year), True),)
    )
    activity = Activity(
        "A1",
        "Formación de docentes",
        objective="Formar docentes de dos municipios",
        modality="training",
        place="Medellín",
        months=frozenset({3, 4}),
        responsible=(Responsible(1, "Secretaría de Educación", "Directora"),),
        expected=People(12, 8),
        themes=("education",),
        goal_targets=("4.c",),
        results=(Result("R1", "Docentes formados", (indicator, told)),),
        budget=(
            BudgetLine("B1", "Pasajes", "Gobernación", 1, "cash", Amount(Decimal(1000), "COP")),
            BudgetLine("B2", "Aulas", "", 2, "in_kind", None),
        ),
    )
    return Programme(
        f"POA-{year}", "", year, lines=(Line("L1", "Educación", activities=(activity,)),)
    )


@pytest.fixture
def begun(agreement, officer, at) -> models.Programme:
    return begin_programme(told=Beginning(agreement.pk, YEAR), by=officer, at=at)


@pytest.fixture
def drafted(begun, officer) -> models.Programme:
    return replace_content(pk=begun.pk, content=content(), version=begun.version, by=officer)


@pytest.fixture
def agree(officer, reviewer, far_reviewer, at) -> Callable[[models.Programme], models.Programme]:
    """Put a programme to its sides, and let both agree."""

    def make(programme: models.Programme) -> models.Programme:
        version = put_to_sides(pk=programme.pk, on=ON, by=officer, at=at)
        for side, by in ((1, reviewer), (2, far_reviewer)):
            said = Said(version.number, side, ON)
            agree_to_programme(pk=programme.pk, said=said, by=by, at=at)
        return models.Programme.objects.get(pk=programme.pk)

    return make


@pytest.fixture
def in_force(drafted, agree) -> models.Programme:
    """A programme that both sides have agreed to."""
    return agree(drafted)
