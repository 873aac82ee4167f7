"""A plan of Antioquia as an office would enter it; made for the tests, not taken from a source."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from twinpact import plans as library
from twinpact.agreements import parse_partial_date
from website.accounts.models import Role
from website.priorities import actions
from website.priorities.models import DevelopmentPlan, KeyFigureReport, KeyIndicator

TERM = library.Period(library.year_period(2008).starts, library.year_period(2011).ends)


@pytest.fixture
def whole() -> library.DevelopmentPlan:
    """Three priorities, one in another; three indicators."""
    visits = library.Indicator(
        "K1",
        "Technical visits",
        unit="visits",
        counting="cumulative",
        baseline=library.Baseline(Decimal(0), 2007),
        targets=(
            library.Target(library.year_period(2008), Decimal(4)),
            library.Target(library.year_period(2009), None),
            library.Target(TERM, Decimal(20)),
        ),
        verification="Minutes",
    )
    share = library.Indicator(
        "K2",
        "Towns with a partner",
        kind="percentage",
        baseline=library.Baseline(None, 2007),
        targets=(library.Target(TERM, Decimal("12.5")),),
    )
    law = library.Indicator(
        "K3", "An ordinance is adopted", kind="yes_no", targets=(library.Target(TERM, True),)
    )
    return library.DevelopmentPlan(
        code="PD-2008",
        title="Plan of the term 2008–2011",
        territory="CO-ANT",
        starts=parse_partial_date("2008"),
        ends=parse_partial_date("2011"),
        priorities=(
            library.Priority("1", "The region and the world", themes=("education",)),
            library.Priority("1.1", "Cooperation", within="1"),
            library.Priority("2", "Water"),
        ),
        programmes=(library.PlanProgramme("1.1.a", "Twinning", "1.1"),),
        indicators=(
            library.KeyIndicator(visits, "1.1", "1.1.a", "Planning", "Plan, p. 12"),
            library.KeyIndicator(share, "1.1"),
            library.KeyIndicator(law, "2", source="Plan, p. 40"),
        ),
    )


@pytest.fixture
def officer(person, antioquia):
    return person(Role.OFFICER, antioquia)


@pytest.fixture
def reviewer(person, antioquia):
    return person(Role.REVIEWER, antioquia)


@pytest.fixture
def plan(antioquia, officer, whole, at) -> DevelopmentPlan:
    """The plan in the register, a draft."""
    return actions.begin_plan(office=antioquia, plan=whole, by=officer, at=at)


@pytest.fixture
def published(plan, reviewer, at) -> DevelopmentPlan:
    return actions.publish_plan(pk=plan.pk, by=reviewer, at=at)


@pytest.fixture
def key(plan) -> Callable[[str], KeyIndicator]:
    return lambda code: KeyIndicator.objects.get(plan=plan, code=code)


@pytest.fixture
def report(key, officer, at) -> Callable[..., KeyFigureReport]:
    """A draft of a figure of the term."""

    def make(code: str = "K1", value: object = Decimal(15), **told: object) -> KeyFigureReport:
        figure = actions.Figure(
            **({"period": TERM, "value": value, "source": "Report of 2011"} | told)
        )
        return actions.report_figure(indicator=key(code).pk, figure=figure, by=officer, at=at)

    return make


@pytest.fixture
def approve(officer, reviewer, at) -> Callable[[KeyFigureReport], KeyFigureReport]:
    """Submit a draft and approve it, by two people."""

    def take(row: KeyFigureReport) -> KeyFigureReport:
        row = actions.take_figure_step(
            pk=row.pk, version=row.version, step="submit", by=officer, at=at
        )
        return actions.take_figure_step(
            pk=row.pk, version=row.version, step="approve", by=reviewer, at=at
        )

    return take
