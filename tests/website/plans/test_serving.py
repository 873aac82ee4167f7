"""The chain from a priority of the development plan to a figure that the public can follow."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.website.plans.conftest import YEAR, content
from twinpact.plans import DevelopmentPlan as Content
from twinpact.plans import (
    Indicator,
    KeyIndicator,
    Priority,
    Target,
    coverage,
    year_period,
)
from website.accounts.models import Role
from website.plans.actions import (
    Beginning,
    Figure,
    begin_programme,
    choose_plan,
    put_line,
    replace_content,
    report_figures,
    take_step_of_updates,
)
from website.priorities.actions.writing import write_parts
from website.priorities.convert import plan_of
from website.priorities.models import DevelopmentPlan
from website.priorities.pointers import pointings_of
from website.priorities.queries import staff_figures

PERIOD = year_period(YEAR)


@pytest.fixture
def plan(antioquia, at) -> DevelopmentPlan:
    """A plan of 2024–2027 with two priorities and one key indicator."""
    row = DevelopmentPlan.register.create(
        office=antioquia, code="PD", title="Plan 2024–2027", created_at=at, changed_at=at,
        starts_earliest=date(2024, 1, 1), starts_latest=date(2024, 12, 31),
        starts_precision="year", ends_earliest=date(2027, 1, 1), ends_latest=date(2027, 12, 31),
        ends_precision="year",
    )  # fmt: skip
    kpi = Indicator("K1", "Docentes formados", targets=(Target(PERIOD, Decimal(40)),))
    told = Content(
        "PD",
        row.title,
        priorities=(Priority("P1", "Educación"), Priority("P2", "Empleo")),
        indicators=(KeyIndicator(kpi, "P1"),),
    )
    write_parts(row, told)
    return row


@pytest.fixture
def feeding(plan, agreement, officer, agree, at):
    """A programme under that plan whose indicator feeds the key indicator."""
    programme = begin_programme(told=Beginning(agreement.pk, YEAR), by=officer, at=at)
    (line,) = content().lines
    (activity,) = line.activities
    (result,) = activity.results
    first, *others = result.indicators
    result = replace(result, indicators=(replace(first, feeds="K1"), *others))
    line = replace(line, priorities=("P1",), activities=(replace(activity, results=(result,)),))
    replace_content(
        pk=programme.pk, content=replace(content(), lines=(line,)), version=1, by=officer
    )
    return agree(programme)


def test_a_programme_begins_under_the_plan_of_its_year(plan, begun):
    assert begun.plan == plan


def test_activities_point_to_the_priorities_of_their_line(plan, feeding):
    told = coverage(plan_of(plan.pk), [one.pointer for one in pointings_of(plan)])
    assert [one.kind for one in told.by_priority["P1"]] == ["activity"]
    assert told.unworked == ("P2",)


def test_an_approved_figure_feeds_the_key_indicator(plan, feeding, officer, reviewer, at):
    (before,) = staff_figures(plan)
    assert before.actual.value is None
    figure = Figure("I1", PERIOD, Decimal(18))
    told = {"pk": feeding.pk, "on": date(2026, 1, 10), "at": at}
    (update,) = report_figures(figures=[figure], by=officer, **told)
    take_step_of_updates(updates=[update.pk], step="submit", by=officer, **told)
    (waiting,) = staff_figures(plan)
    assert waiting.actual.value is None
    take_step_of_updates(updates=[update.pk], step="approve", by=reviewer, **told)
    (after,) = staff_figures(plan)
    assert after.actual.value == Decimal(18)
    assert after.light.light == "red"


def test_the_line_is_pointed_to_priorities_on_its_page(plan, begun, signed_in, antioquia):
    officers = signed_in(Role.OFFICER, antioquia)
    address = reverse("plans:line", args=[begun.pk])
    assert "P2 Empleo" in officers.get(address).content.decode()
    officers.post(address, {"title": "Empleo", "priorities": ["P2"]})
    assert begun.lines.get().priorities == ["P2"]
    line = begun.lines.get()
    shown = officers.get(f"{reverse('plans:new_activity', args=[begun.pk])}?line={line.code}")
    assert "K1 Docentes formados" in shown.content.decode()


def test_the_plan_of_another_office_is_not_chosen(plan, begun, jalisco, officer):
    DevelopmentPlan.register.filter(pk=plan.pk).update(office=jalisco)
    with pytest.raises(DevelopmentPlan.DoesNotExist):
        choose_plan(pk=begun.pk, plan=plan, by=officer)


def test_a_line_keeps_its_priorities_in_the_version(plan, begun, officer):
    put_line(pk=begun.pk, code="L1", title="x", priorities=["P1"], by=officer)
    assert begun.lines.get().priorities == ["P1"]
