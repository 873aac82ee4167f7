"""Development plans: what is stored, changed, refused and published."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.website.priorities.conftest import TERM
from tests.website.threads import at_once
from twinpact import plans as library
from twinpact.agreements import UNKNOWN_DATE, parse_partial_date
from twinpact.vocabularies import terms
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.priorities import actions
from website.priorities.convert import plan_of
from website.priorities.models import (
    DevelopmentPlan,
    KeyIndicator,
    KeyTarget,
    Priority,
)

pytestmark = pytest.mark.django_db


def test_a_plan_comes_back_from_the_register_as_it_went_in(plan, whole):
    assert plan_of(plan.pk) == whole


def test_unknown_is_told_from_zero_and_from_nothing_said(plan):
    indicators = {one.indicator.code: one.indicator for one in plan_of(plan.pk).indicators}
    assert indicators["K1"].baseline.value == Decimal(0)
    assert indicators["K2"].baseline == library.Baseline(None, 2007)
    assert indicators["K3"].baseline is None
    assert [one.value for one in indicators["K1"].targets] == [Decimal(4), None, Decimal(20)]
    kept = KeyTarget.objects.get(indicator__code="K1", starts="2009-01-01")
    assert (kept.number, kept.yes_no, kept.words) == (None, None, None)


TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=("Cs", "Cc")),
    min_size=1,
    max_size=40,
).filter(str.strip)
NUMBERS = st.decimals(
    min_value=-(10**15), max_value=10**15, places=4, allow_nan=False, allow_infinity=False
)
VALUES = {
    "quantitative": NUMBERS,
    "percentage": NUMBERS,
    "yes_no": st.booleans(),
    "qualitative": TEXT,
}
PERIODS = st.builds(
    lambda first, more: library.Period(
        library.year_period(first).starts, library.year_period(first + more).ends
    ),
    st.integers(1990, 2030),
    st.integers(0, 5),
)


@st.composite
def indicators(draw, code: str) -> library.Indicator:
    kind = draw(st.sampled_from(list(terms("indicator_kinds"))))
    values = st.none() | VALUES[kind]
    baselines = st.builds(
        library.Baseline, values, st.none() | st.integers(1900, 2100), st.just("") | TEXT
    )
    targets = st.lists(
        st.builds(library.Target, PERIODS, values, st.just("") | TEXT),
        max_size=4,
        unique_by=lambda one: one.period,
    )
    return library.Indicator(
        code=code,
        title=draw(TEXT),
        kind=kind,
        counting=draw(st.sampled_from(list(terms("countings")))),
        direction=draw(st.sampled_from(list(terms("directions")))),
        unit=draw(st.just("") | TEXT),
        baseline=draw(st.none() | baselines),
        targets=tuple(draw(targets)),
        verification=draw(st.just("") | TEXT),
    )


@st.composite
def plans(draw) -> library.DevelopmentPlan:
    codes = draw(st.lists(TEXT, min_size=1, max_size=5, unique=True))
    priorities = tuple(
        library.Priority(
            code,
            draw(TEXT),
            draw(st.none() | st.sampled_from(codes[:place])) if place else None,
            tuple(draw(st.sets(st.sampled_from(list(terms("themes"))), max_size=3))),
        )
        for place, code in enumerate(codes)
    )
    programmes = tuple(
        library.PlanProgramme(code, draw(TEXT), draw(st.sampled_from(codes)))
        for code in draw(st.lists(TEXT, max_size=3, unique=True))
    )
    own = (
        st.none() | st.sampled_from([one.code for one in programmes]) if programmes else st.none()
    )
    keys = tuple(
        library.KeyIndicator(
            draw(indicators(code)),
            draw(st.sampled_from(codes)),
            draw(own),
            draw(st.just("") | TEXT),
            draw(st.just("") | TEXT),
        )
        for code in draw(st.lists(TEXT, max_size=4, unique=True))
    )
    starts = draw(st.sampled_from([UNKNOWN_DATE, parse_partial_date("2008")]))
    ends = draw(st.sampled_from([UNKNOWN_DATE, parse_partial_date("2011-12")]))
    return library.DevelopmentPlan(
        draw(TEXT), draw(TEXT), None, starts, ends, priorities, programmes, keys
    )


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(first=plans(), second=plans())
def test_whatever_plan_is_written_over_another_comes_back_as_it_is(
    first, second, antioquia, officer, at
):
    with transaction.atomic():
        row = actions.begin_plan(office=antioquia, plan=first, by=officer, at=at)
        assert plan_of(row.pk) == first
        actions.change_plan(pk=row.pk, version=1, plan=second, by=officer, at=at)
        assert plan_of(row.pk) == second
        transaction.set_rollback(True)


def test_only_rows_that_differ_are_written(plan, whole, officer, at):
    keys = list(whole.indicators)
    keys[1] = replace(keys[1], body="Another body")
    actions.change_plan(
        pk=plan.pk, version=1, plan=replace(whole, indicators=tuple(keys)), by=officer, at=at
    )
    history = apps.get_model("priorities", "KeyIndicatorEvent")
    updates = history.objects.filter(pgh_label="update")
    assert [one.code for one in updates] == ["K2"]


def test_a_plan_that_says_the_same_stays_untouched(plan, whole, officer, at):
    row = actions.change_plan(pk=plan.pk, version=1, plan=whole, by=officer, at=at)
    assert row.version == 1


def test_a_code_is_there_once_in_an_office(plan, whole, antioquia, jalisco, officer, person, at):
    with pytest.raises(actions.PlanCodeTakenError, match="PD-2008"):
        actions.begin_plan(office=antioquia, plan=whole, by=officer, at=at)
    other = person(Role.OFFICER, jalisco)
    assert actions.begin_plan(office=jalisco, plan=whole, by=other, at=at).office == jalisco


@pytest.mark.parametrize("role", [Role.READER, Role.AUTHORITY])
def test_who_may_not_write_neither_begins_nor_changes_a_plan(
    plan, whole, antioquia, person, at, role
):
    by = person(role, antioquia)
    with pytest.raises(NotAllowedError):
        actions.begin_plan(office=antioquia, plan=replace(whole, code="X"), by=by, at=at)
    with pytest.raises(NotAllowedError):
        actions.change_plan(pk=plan.pk, version=1, plan=replace(whole, title="X"), by=by, at=at)


def test_somebody_of_another_office_changes_nothing(plan, whole, jalisco, person, at):
    with pytest.raises(NotAllowedError):
        actions.change_plan(
            pk=plan.pk,
            version=1,
            plan=replace(whole, title="X"),
            by=person(Role.ADMINISTRATOR, jalisco),
            at=at,
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_a_plan_at_once_one_is_told(plan, whole, officer, at):
    def change(title: str):
        return lambda: actions.change_plan(
            pk=plan.pk, version=1, plan=replace(whole, title=title), by=officer, at=at
        )

    found = at_once(change("One"), change("Two"), refusals=(actions.PlanChangedMeanwhileError,))
    told = [one for one in found if isinstance(one, actions.PlanChangedMeanwhileError)]
    assert len(told) == 1
    assert DevelopmentPlan.register.get(pk=plan.pk).version == 2


def test_a_priority_is_never_a_part_of_itself(plan, whole, officer, at):
    circle = (
        replace(whole.priorities[0], within="1.1"),
        *whole.priorities[1:],
    )
    with pytest.raises(actions.NotStorableError, match="a part of itself"):
        actions.change_plan(
            pk=plan.pk, version=1, plan=replace(whole, priorities=circle), by=officer, at=at
        )
    inner = Priority.objects.get(code="1.1")
    with pytest.raises(DatabaseError, match="a part of itself"), transaction.atomic():
        Priority.objects.filter(code="1").update(within=inner)


def test_nothing_hangs_on_a_part_of_another_plan(plan, whole, antioquia, officer, at):
    other = actions.begin_plan(
        office=antioquia, plan=replace(whole, code="PD-2012"), by=officer, at=at
    )
    foreign = other.priorities.get(code="2")
    for rows in (plan.priorities.filter(code="2"), plan.indicators.filter(code="K3")):
        column = "within" if rows.model is Priority else "priority"
        with pytest.raises(DatabaseError, match="another plan"), transaction.atomic():
            rows.update(**{column: foreign})


@pytest.mark.parametrize(
    ("model", "code", "wrong"),
    [
        (KeyIndicator, "K1", {"baseline_yes_no": True}),
        (KeyIndicator, "K3", {"baseline_number": 1}),
        (KeyIndicator, "K1", {"kind": "colour"}),
        (KeyIndicator, "K1", {"counting": "sometimes"}),
        (KeyIndicator, "K3", {"baseline_year": 2007}),
        (KeyIndicator, "K1", {"title": ""}),
        (KeyTarget, "K1", {"words": "many"}),
        (KeyTarget, "K3", {"number": 1}),
        (KeyTarget, "K1", {"ends": "1999-01-01"}),
        (DevelopmentPlan, "PD-2008", {"starts_precision": "day"}),
        (DevelopmentPlan, "PD-2008", {"publication": "published"}),
        (DevelopmentPlan, "PD-2008", {"title": ""}),
    ],
)
def test_what_must_never_be_false_the_database_refuses(plan, model, code, wrong):
    field = "indicator__code" if model is KeyTarget else "code"
    manager = model._default_manager
    with pytest.raises(IntegrityError), transaction.atomic():
        manager.filter(**{field: code}).update(**wrong)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda p: replace(p, title="x" * 501), "501 signs"),
        (lambda p: replace(p, title="a\x00b"), "NUL sign"),
        (lambda p: replace(p, priorities=(*p.priorities, p.priorities[0])), "there twice"),
        (lambda p: with_target(p, Decimal(10) ** 25), "more digits"),
        (lambda p: with_target(p, Decimal("NaN")), "more digits"),
        (lambda p: with_target(p, Decimal(1), Decimal(2)), "two targets"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(plan, whole, officer, at, change, said):
    with pytest.raises(actions.NotStorableError, match=said):
        actions.change_plan(pk=plan.pk, version=1, plan=change(whole), by=officer, at=at)
    assert plan_of(plan.pk) == whole


def with_target(plan: library.DevelopmentPlan, *values: Decimal) -> library.DevelopmentPlan:
    key = plan.indicators[0]
    targets = tuple(library.Target(TERM, value) for value in values)
    kept = replace(key, indicator=replace(key.indicator, targets=targets))
    return replace(plan, indicators=(kept, *plan.indicators[1:]))


def test_what_has_reported_figures_neither_goes_nor_changes_its_kind(
    plan, whole, report, officer, at
):
    report("K1")
    without = replace(whole, indicators=whole.indicators[1:])
    words = replace(
        whole.indicators[0],
        indicator=library.Indicator("K1", "Technical visits", kind="qualitative"),
    )
    for wanted in (without, replace(whole, indicators=(words, *whole.indicators[1:]))):
        with pytest.raises(actions.StillInUseError, match="K1"):
            actions.change_plan(pk=plan.pk, version=1, plan=wanted, by=officer, at=at)
    assert plan_of(plan.pk) == whole


def test_a_plan_is_published_by_a_reviewer_once_it_has_priorities(
    plan, whole, antioquia, officer, reviewer, at
):
    with pytest.raises(NotAllowedError):
        actions.publish_plan(pk=plan.pk, by=officer, at=at)
    empty = actions.begin_plan(
        office=antioquia,
        plan=replace(whole, code="E", priorities=(), programmes=(), indicators=()),
        by=officer,
        at=at,
    )
    with pytest.raises(actions.NothingToShowError):
        actions.publish_plan(pk=empty.pk, by=reviewer, at=at)
    actions.publish_plan(pk=plan.pk, by=reviewer, at=at)
    assert [one.pk for one in DevelopmentPlan.published.all()] == [plan.pk]
    actions.withdraw_plan(pk=plan.pk, by=reviewer)
    assert not DevelopmentPlan.published.exists()


def test_a_plan_is_read_with_a_fixed_number_of_queries(plan, whole, antioquia, officer, at):
    def queries(pk: int) -> int:
        with CaptureQueriesContext(connection) as told:
            plan_of(pk)
        return len(told)

    large = replace(
        whole,
        code="L",
        indicators=tuple(
            replace(
                whole.indicators[0],
                indicator=replace(whole.indicators[0].indicator, code=f"K{n}"),
            )
            for n in range(60)
        ),
    )
    row = actions.begin_plan(office=antioquia, plan=large, by=officer, at=at)
    assert queries(plan.pk) == queries(row.pk) == 5
