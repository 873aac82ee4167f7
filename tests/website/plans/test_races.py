"""Several people at one programme at the same moment: one after the other, and nothing twice."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.website.plans.conftest import ON, YEAR, content
from tests.website.threads import at_once
from twinpact.plans import year_period
from twinpact.plans.carrying import CarriedBeforeError
from twinpact.plans.programme import SecondProgrammeError
from twinpact.plans.updates import UpdateStepNotOpenError
from website.accounts.models import Role
from website.plans import models
from website.plans.actions import (
    Beginning,
    ChangedMeanwhileError,
    Figure,
    NotBeingDraftedError,
    Said,
    agree_to_programme,
    begin_programme,
    carry_over_programme,
    put_to_sides,
    replace_content,
    report_figures,
    take_step_of_updates,
)

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 2, 18, tzinfo=UTC)
TIMES = 20


def test_of_two_who_begin_a_year_one_does(agreement, officer, reviewer):
    told = Beginning(agreement.pk, YEAR)
    tries = [lambda by=by: begin_programme(told=told, by=by, at=AT) for by in (officer, reviewer)]
    refusals = (SecondProgrammeError,)
    done = at_once(*tries, refusals=refusals)
    assert sum(isinstance(one, SecondProgrammeError) for one in done) == 1
    assert agreement.programmes.count() == 1


def test_of_two_who_bring_a_file_one_is_told(begun, officer, reviewer):
    for _ in range(TIMES):
        version = models.Programme.objects.get(pk=begun.pk).version
        tries = [
            lambda by=by, v=version: replace_content(
                pk=begun.pk, content=content(), version=v, by=by
            )
            for by in (officer, reviewer)
        ]
        done = at_once(*tries, refusals=(ChangedMeanwhileError,))
        assert sum(isinstance(one, ChangedMeanwhileError) for one in done) == 1
        assert begun.activities.count() == 1


def test_both_sides_agree_at_once(drafted, officer, reviewer, far_reviewer, at):
    for number in range(1, TIMES + 1):
        models.Programme.objects.filter(pk=drafted.pk).update(stage="drafting")
        put_to_sides(pk=drafted.pk, on=ON, by=officer, at=AT)
        sides = ((1, reviewer), (2, far_reviewer))
        at_once(
            *(
                lambda side=side, by=by, n=number: agree_to_programme(
                    pk=drafted.pk, said=Said(n, side, ON), by=by, at=AT
                )
                for side, by in sides
            )
        )
        assert models.Programme.objects.get(pk=drafted.pk).stage == "agreed"


def test_of_two_who_put_it_to_the_sides_one_does(drafted, officer, reviewer):
    tries = [
        lambda by=by: put_to_sides(pk=drafted.pk, on=ON, by=by, at=AT)
        for by in (officer, reviewer)
    ]
    done = at_once(*tries, refusals=(NotBeingDraftedError,))
    assert sum(isinstance(one, NotBeingDraftedError) for one in done) == 1
    assert drafted.versions.count() == 1


def test_of_two_who_review_a_figure_one_is_told(in_force, officer, person, antioquia):
    reviewers = [person(Role.REVIEWER, antioquia), person(Role.ADMINISTRATOR, antioquia)]
    on = date(2026, 1, 10)
    for _ in range(TIMES):
        figure = Figure("I1", year_period(YEAR), Decimal(3))
        (update,) = report_figures(pk=in_force.pk, figures=[figure], on=on, by=officer, at=AT)
        told = {"pk": in_force.pk, "updates": [update.pk], "on": on, "at": AT}
        take_step_of_updates(step="submit", by=officer, **told)
        tries = [
            lambda step=step, by=by, told=told: take_step_of_updates(
                step=step, reason="x", by=by, **told
            )
            for step, by in zip(("approve", "send_back"), reviewers, strict=True)
        ]
        done = at_once(*tries, refusals=(UpdateStepNotOpenError,))
        assert sum(isinstance(one, UpdateStepNotOpenError) for one in done) == 1
        assert update.steps.count() == 2


def test_money_is_carried_over_once(in_force, officer, reviewer):
    coming = begin_programme(told=Beginning(in_force.agreement_id, YEAR + 1), by=officer, at=AT)
    tries = [
        lambda by=by: carry_over_programme(
            pk=in_force.pk, into=coming.pk, activities=None, by=by, at=AT
        )
        for by in (officer, reviewer)
    ]
    done = at_once(*tries, refusals=(CarriedBeforeError,))
    assert sum(isinstance(one, CarriedBeforeError) for one in done) == 1
    assert coming.activities.count() == 1
