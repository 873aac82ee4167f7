"""Updates, actuals, deviations and lights: no approval is skipped, the unknown stays unknown."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.twinpact.plans.programmes import FIRST, SECOND, indicator, programme
from twinpact.plans import (
    UPDATE_STEPS,
    Baseline,
    Counting,
    Indicator,
    LightRule,
    Rates,
    Target,
    Update,
    UpdateStepRefusedError,
    UpdateStepTaken,
    WrongPeriodError,
    WrongValueError,
    actual_of_kpi,
    actual_of_period,
    actual_of_periods,
    actual_to_date,
    deviation,
    light_of,
    open_update_steps,
    replay_update,
    summary_of_programme,
    take_update_step,
    usual_rule,
)
from twinpact.plans.indicators import Period
from twinpact.plans.lights import BadLightRuleError, light_name
from twinpact.plans.updates import OwnUpdateError, UpdateReasonMissingError
from twinpact.vocabularies import LANGUAGES, terms

DAY = date(2026, 4, 1)


def update(value=None, *, period=FIRST, code="U1", state="approved", on=DAY, **more):
    told = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return Update(code, "I1", period, on, "ana", told, state=state, **more)


def step(name, by="luis", on=DAY, reason="porque"):
    return UpdateStepTaken(name, by, on, reason)


def test_the_states_and_steps_of_updates_are_words_of_their_lists():
    assert [one.code for one in UPDATE_STEPS] == list(terms("update_steps"))
    used = {state for one in UPDATE_STEPS for state in (*one.since, one.to)}
    assert used == set(terms("update_states"))


def test_an_update_is_submitted_returned_with_a_reason_submitted_again_and_approved():
    draft = update(state="draft")
    done = replay_update(
        draft,
        [step("submit", "ana"), step("send_back"), step("submit", "ana"), step("approve")],
    )
    assert done.is_approved
    assert [one.step for one in done.steps] == ["submit", "send_back", "submit", "approve"]


steps = st.builds(
    UpdateStepTaken,
    st.sampled_from([one.code for one in UPDATE_STEPS] + ["publish"]),
    st.sampled_from(["ana", "luis"]),
    st.integers(0, 9).map(lambda days: DAY + timedelta(days)),
    st.sampled_from(["", " ", "motivo"]),
)


@given(st.lists(steps, max_size=12))
def test_no_sequence_of_steps_skips_an_approval(taken):
    current, refused = update(state="draft"), []
    for one in taken:
        try:
            current = take_update_step(current, one)
        except UpdateStepRefusedError as problem:
            refused.append(problem)
    assert all(problem.say(language) for problem in refused for language in LANGUAGES)
    if current.is_approved:
        submitted, approved = current.steps[-2:]
        assert (submitted.step, approved.step) == ("submit", "approve")
        assert submitted.by != approved.by
        for one, after in pairwise(current.steps):
            assert one.step != "approve" or after.step == "reopen"
    assert replay_update(update(state="draft"), current.steps) == current


def test_nobody_approves_what_they_submitted_themselves():
    sent = take_update_step(update(state="draft"), step("submit", "ana"))
    with pytest.raises(OwnUpdateError):
        take_update_step(sent, step("approve", "ana"))


def test_a_return_says_why():
    sent = take_update_step(update(state="draft"), step("submit", "ana"))
    with pytest.raises(UpdateReasonMissingError):
        take_update_step(sent, step("send_back", reason=" "))
    assert [one.code for one in open_update_steps(sent.state)] == ["send_back", "approve"]


def test_several_updates_of_a_period_add_up_where_each_tells_what_is_new():
    told = [update(10), update(15, code="U2"), update(99, code="U3", state="submitted")]
    assert actual_of_period(indicator(), FIRST, told).value == 25


def test_the_last_update_of_a_period_counts_where_each_tells_where_it_stands():
    standing = indicator(counting="cumulative")
    told = [update(25, code="U2", on=DAY + timedelta(1)), update(10)]
    assert actual_of_period(standing, FIRST, told).value == 25


def test_a_period_without_an_approved_update_is_unknown_and_not_zero():
    nothing = actual_of_period(indicator(), FIRST, [update(7, state="submitted")])
    assert nothing.value is None
    assert actual_of_period(indicator(), FIRST, [update(0)]).value == 0


@given(
    st.lists(st.one_of(st.none(), st.integers(-1000, 1000)), min_size=1, max_size=8),
    st.sampled_from(["quantitative", "percentage"]),
)
def test_an_indicator_with_an_unknown_stays_unknown(values, kind):
    periods = [Period(date(2020 + n, 1, 1), date(2020 + n, 12, 31)) for n in range(len(values))]
    told = [
        update(None if value is None else value, period=period, code=f"U{n}",
               part=None if value is None else Decimal(value), whole=Decimal(50))
        for n, (value, period) in enumerate(zip(values, periods, strict=True))
    ]  # fmt: skip
    one = Indicator("I1", "x", kind, targets=tuple(Target(p, Decimal(1)) for p in periods))
    whole = actual_of_periods(one, periods, told)
    assert (whole.value is None) == (None in values)
    assert (whole.known, whole.parts) == (len(values) - values.count(None), len(values))
    known = [value for value in values if value is not None]
    if kind == "quantitative" and known:
        assert whole.so_far == sum(known)
    missing = [one for one, value in zip(told, values, strict=True) if value is not None]
    unsaid = actual_of_periods(one, periods, missing)
    assert (unsaid.value, unsaid.so_far) == (whole.value, whole.so_far)


def test_percentages_add_up_by_what_they_are_made_of_and_else_not():
    share = indicator(kind="percentage", baseline=None, targets=())
    told = [
        update(part=Decimal(1), whole=Decimal(10), code="U1"),
        update(part=Decimal(9), whole=Decimal(10), code="U2", period=SECOND),
    ]
    assert actual_of_periods(share, [FIRST, SECOND], told).value == 50
    bare = [update(10), update(90, code="U2", period=SECOND)]
    assert actual_of_periods(share, [FIRST, SECOND], bare).value is None


def test_cumulative_figures_yes_or_no_and_words_are_those_of_the_last_period():
    level = indicator(counting="cumulative")
    told = [update(10), update(30, code="U2", period=SECOND)]
    assert actual_of_periods(level, [SECOND, FIRST], told).value == 30
    first_only = actual_of_periods(level, [FIRST, SECOND], told[:1])
    assert (first_only.value, first_only.so_far) == (None, 10)
    signed = Indicator("I1", "x", "yes_no")
    assert actual_of_periods(signed, [FIRST], [update(True)]).value is True


def test_only_periods_that_ended_count_to_date():
    told = [update(40), update(1, code="U2", period=SECOND)]
    assert actual_to_date(indicator(), told, on=date(2026, 8, 1)).value == 40
    assert actual_to_date(indicator(), told, on=date(2027, 1, 1)).value == 41


def test_a_key_indicator_is_what_all_that_feed_it_give_and_unknown_if_one_is():
    kpi = Indicator("K1", "Personas capacitadas en el cuatrienio")
    one = programme()
    activity = one.lines[0].activities[0]
    fed = [indicator("I1", feeds="K1"), indicator("I2", feeds="K1")]
    result = replace(activity.results[0], indicators=tuple(fed))
    line = replace(one.lines[0], activities=(replace(activity, results=(result,)),))
    whole = replace(one, lines=(line,))
    told = [update(40), update(60, code="U2", period=SECOND)]
    told += [replace(one, code=f"{one.code}b", indicator="I2") for one in told]
    assert actual_of_kpi(kpi, [whole], told).value == 200
    assert actual_of_kpi(kpi, [whole], told[:3]).value is None
    assert actual_of_kpi(Indicator("K9", "x"), [whole], told).value is None


@pytest.mark.parametrize(
    ("more", "target", "actual", "share", "light"),
    [
        ({}, 100, 95, "0.95", "green"),
        ({}, 100, 90, "0.9", "green"),
        ({}, 100, 89, "0.89", "amber"),
        ({}, 100, 0, "0", "red"),
        ({}, 100, None, None, "grey"),
        ({}, None, 5, None, "grey"),
        ({}, 0, 5, "1", "green"),
        ({}, 0, -5, None, "grey"),
        ({"direction": "down", "baseline": None}, 10, 20, "0.5", "red"),
        ({"direction": "down", "baseline": None}, 10, 0, "1", "green"),
        ({"counting": "cumulative", "baseline": Baseline(Decimal(20))}, 40, 30, "0.5", "red"),
        (
            {"counting": "cumulative", "direction": "down", "baseline": Baseline(Decimal(20))},
            10, 12, "0.8", "amber",
        ),
    ],
)  # fmt: skip
def test_the_light_follows_the_share_of_the_promise(more, target, actual, share, light):
    one = indicator(targets=(), **more)
    numbers = [None if value is None else Decimal(value) for value in (target, actual)]
    told = light_of(one, *numbers)
    assert told.light == light
    assert told.deviation.share == (None if share is None else Decimal(share))
    assert all(told.say(language) for language in LANGUAGES)


def test_yes_or_no_is_kept_or_not_and_words_have_no_light():
    signed = Indicator("I", "Acuerdo firmado", "yes_no")
    assert light_of(signed, True, True).light == "green"
    assert light_of(signed, True, False).light == "red"
    assert light_of(signed, True, None).light == "grey"
    words = Indicator("I", "Relato", "qualitative")
    assert deviation(words, "bien", "bien").reason == "told_in_words"


def test_the_rule_of_the_light_can_be_read_and_set():
    assert usual_rule().say("es")[0] == "Verde: se cumplió al menos el 90 % de la meta."
    assert usual_rule().say("en")[1] == (
        "Amber: between 60% and less than 90% of the target was reached."
    )
    strict = LightRule((("green", Decimal(1)), ("red", None)))
    assert light_of(indicator(), Decimal(100), Decimal(99), strict).light == "red"
    assert light_name("amber", "es") == "Amarillo"
    assert len(strict.say("pt")) == 3


@pytest.mark.parametrize(
    "bands",
    [
        (), (("green", Decimal(1)),), (("red", None), ("green", None)), (("grey", None),),
        (("green", Decimal("0.5")), ("amber", Decimal("0.6")), ("red", None)), (("blue", None),),
        (("green", Decimal(1)), ("green", None)),
    ],
)  # fmt: skip
def test_a_rule_that_is_none_is_refused(bands):
    with pytest.raises(BadLightRuleError):
        LightRule(bands)


def test_the_lights_of_a_programme_count_what_was_due_by_the_day():
    told = [update(40), update(10, code="U2", period=SECOND)]
    mid = Counting("COP", Rates(), date(2026, 7, 15), tuple(told))
    assert summary_of_programme(programme(), mid).lights == {"green": 1}
    end = Counting("COP", Rates(), date(2026, 12, 31), tuple(told))
    assert summary_of_programme(programme(), end).lights == {"red": 1}


def test_a_value_is_of_the_kind_of_its_indicator():
    for kind, value in (("quantitative", True), ("yes_no", Decimal(1)), ("qualitative", True)):
        with pytest.raises(WrongValueError):
            Indicator("I", "x", kind, targets=(Target(FIRST, value),))
    with pytest.raises(WrongPeriodError):
        Period(date(2026, 2, 1), date(2026, 1, 1))
