"""Two people at the same figures at the same moment: one is kept, the other is told."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.website.plans.conftest import YEAR
from tests.website.threads import at_once
from twinpact.plans import People, year_period
from twinpact.plans.updates import UpdateStepNotOpenError
from website.plans.actions import (
    ActivityTold,
    ChangedMeanwhileError,
    Draft,
    Entered,
    Figure,
    Progress,
    enter_figures,
    report_progress,
    submit_figures,
)

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 2, 18, tzinfo=UTC)
DAY = date(2026, 3, 2)
PERIOD = year_period(YEAR)
TIMES = 20


def enter(programme, by, entered, at=AT, *, submit=False):
    return lambda: enter_figures(
        pk=programme.pk, entered=entered, submit=submit, on=DAY, by=by, at=at
    )


def figure(value, **seen):
    return Entered((Figure("I1", PERIOD, Decimal(value), **seen),))


def of_kind(done, kind):
    return sum(isinstance(one, kind) for one in done)


def test_of_two_who_fill_in_an_empty_row_one_is_told(in_force, officer, far_reviewer):
    for _ in range(TIMES):
        in_force.updates.all().delete()
        both = [
            enter(in_force, by, figure(value, newest=0))
            for by, value in ((officer, 18), (far_reviewer, 19))
        ]
        done = at_once(*both, refusals=(ChangedMeanwhileError,))
        assert of_kind(done, ChangedMeanwhileError) == 1
        assert in_force.updates.count() == 1


def test_of_two_who_change_a_draft_one_is_told(in_force, officer, reviewer):
    [row] = enter(in_force, officer, figure(1))()
    for n in range(1, TIMES + 1):
        row.refresh_from_db()
        later = [AT + timedelta(seconds=2 * n), AT + timedelta(seconds=2 * n + 1)]
        both = [
            enter(in_force, by, figure(n + k, update=row.pk, read_at=row.said_at), at)
            for k, (by, at) in enumerate(zip((officer, reviewer), later, strict=True))
        ]
        done = at_once(*both, refusals=(ChangedMeanwhileError,))
        assert of_kind(done, ChangedMeanwhileError) == 1


def test_a_draft_is_submitted_or_taken_back_never_both(in_force, officer, reviewer):
    for _ in range(TIMES):
        [row] = enter(in_force, officer, figure(20))()
        gone = Entered((), (Draft(row.pk, row.said_at),))
        done = at_once(
            enter(in_force, officer, Entered(kept=(row.pk,)), submit=True),
            enter(in_force, reviewer, gone),
            refusals=(ChangedMeanwhileError,),
        )
        told = of_kind(done, ChangedMeanwhileError)
        left = list(in_force.updates.filter(pk=row.pk).values_list("state", flat=True))
        assert (told, left) in [(1, ["submitted"]), (0, [])]


def test_of_two_who_submit_one_does(in_force, officer, reviewer):
    for _ in range(TIMES):
        [row] = enter(in_force, officer, figure(20))()
        both = [
            lambda by=by, key=row.pk: submit_figures(
                pk=in_force.pk, updates=[key], on=DAY, by=by, at=AT
            )
            for by in (officer, reviewer)
        ]
        done = at_once(*both, refusals=(UpdateStepNotOpenError,))
        assert of_kind(done, UpdateStepNotOpenError) == 1
        assert row.steps.count() == 1


def test_of_two_who_tell_where_an_activity_stands_one_is_told(in_force, officer, far_reviewer):
    seen = ("planned", People())
    for n in range(1, TIMES + 1):
        both = []
        for k, by in enumerate((officer, far_reviewer)):
            told = ActivityTold("A1", "under_way", People(2 * n + k, None), *seen)
            both.append(
                lambda by=by, told=told: report_progress(
                    pk=in_force.pk, told=Progress((told,)), by=by, at=AT
                )
            )
        done = at_once(*both, refusals=(ChangedMeanwhileError,))
        assert of_kind(done, ChangedMeanwhileError) == 1
        row = in_force.progress.get()
        seen = (row.state, People(row.reached_women, row.reached_men, row.reached_others))
