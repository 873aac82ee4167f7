"""The life of an agreement: no step out of place, and none past a rule that blocks."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinpact.agreements.lifecycle import (
    BEGINNING,
    STEPS,
    DayBeforeLastStepError,
    EndNotReachedError,
    Life,
    NothingToOverrideError,
    Override,
    ReasonMissingError,
    Requirement,
    RulesUnmetError,
    StepNotOpenError,
    StepRefusedError,
    TakenStep,
    UnknownStepError,
    after,
    open_steps,
    replay,
    required,
    take,
)
from twinpact.vocabularies import terms

DAY = date(2026, 11, 24)
PAPERS = frozenset({"letter_of_intent", "agreement_draft", "signed_agreement"})
WAY = (
    "sign_letter_of_intent", "begin_drafting", "submit_for_approval", "request_opinion",
    "clear_for_signature", "sign", "enter_into_force",
)  # fmt: skip
RULES = (
    Requirement("1:MX-5", "clear_for_signature"),
    Requirement("1:MX-7", "sign"),
    Requirement("2:CN-5", "begin_drafting"),
    Requirement("1:MX-9", "enter_into_force"),
)
ALL = frozenset(one.rule for one in RULES)


def taken(step, *, on=DAY, artefacts=PAPERS, **more):
    return TakenStep(step, on, artefacts=artefacts, **more)


def walk(*steps, **more):
    return replay([taken(step, **more) for step in steps], RULES)


def test_states_and_steps_are_words_of_their_lists():
    assert [step.code for step in STEPS] == list(terms("steps"))
    used = {state for step in STEPS for state in (*step.since, step.to)}
    assert used == set(terms("states"))
    assert {paper for step in STEPS for paper in step.artefacts} <= set(terms("artefacts"))


def test_the_steps_of_the_way_stand_in_their_order_and_lead_into_force():
    assert tuple(step.code for step in STEPS if step.way) == WAY
    assert walk(*WAY, met=ALL).state == "in_force"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_a_step_is_open_only_from_the_states_of_the_table(step):
    for state in terms("states"):
        assert (step in open_steps(state)) == (state in step.since)
        if state in step.since:
            assert after(step.code, state=state) == step.to
        else:
            with pytest.raises(StepNotOpenError):
                after(step.code, state=state)


@pytest.mark.parametrize("state", ["expired", "terminated"])
def test_from_an_end_nothing_leads_on(state):
    assert open_steps(state) == ()


def test_a_step_that_is_not_in_the_table_is_unknown():
    with pytest.raises(UnknownStepError):
        after("celebrate", state=BEGINNING)


def test_a_rule_refuses_the_step_before_which_it_is_to_be_done_and_is_named():
    life = walk(*WAY[:5], met=ALL)
    with pytest.raises(RulesUnmetError) as refused:
        take(life, taken("sign", met=ALL - {"1:MX-7"}), RULES)
    assert refused.value.rules == ("1:MX-7",)
    assert (refused.value.step, refused.value.state) == ("sign", "signature")


def test_a_rule_that_was_missed_before_an_earlier_step_still_blocks():
    assert required("sign", RULES) == (
        "LIFE-signed_agreement", "1:MX-5", "1:MX-7", "2:CN-5",
    )  # fmt: skip


def test_the_letter_of_intent_can_be_left_out_where_no_rule_asks_for_it():
    steps = [taken(step) for step in WAY[1:]]
    assert replay(steps).state == "in_force"


def test_a_step_without_its_paper_is_refused():
    with pytest.raises(RulesUnmetError) as refused:
        take(Life("signature"), taken("sign", artefacts=frozenset()), ())
    assert refused.value.rules == ("LIFE-signed_agreement",)


def test_an_override_with_a_reason_opens_the_step_and_is_kept_for_ever():
    life = walk(*WAY[:5], met=ALL)
    override = Override("1:MX-7", "The ministry said by letter that no opinion is needed.")
    life = take(life, taken("sign", met=ALL - {"1:MX-7"}, overrides=(override,)), RULES)
    life = take(life, taken("enter_into_force", met=ALL - {"1:MX-7"}), RULES)
    assert life.state == "in_force"
    assert life.overrides == (override,)


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_override_without_a_reason_is_refused(reason):
    life = walk(*WAY[:5], met=ALL)
    with pytest.raises(ReasonMissingError) as refused:
        take(life, taken("sign", overrides=(Override("1:MX-7", reason),)), RULES)
    assert refused.value.rules == ("1:MX-7",)


def test_an_override_of_a_rule_that_does_not_block_is_refused():
    with pytest.raises(NothingToOverrideError):
        take(Life(), taken("sign_letter_of_intent", overrides=(Override("1:MX-9", "Why"),)), RULES)


def test_no_reason_opens_a_step_that_is_out_of_place():
    override = Override("LIFE-signed_agreement", "We are in a hurry.")
    with pytest.raises(StepNotOpenError):
        take(Life(), taken("sign", overrides=(override,)), RULES)


@pytest.mark.parametrize(
    ("step", "state"),
    [("return_to_drafting", "opinion"), ("suspend", "in_force"), ("mark_dormant", "in_force"),
     ("abandon", "drafting")],
)  # fmt: skip
def test_some_steps_must_say_why(step, state):
    with pytest.raises(ReasonMissingError):
        take(Life(state), taken(step), ())
    assert take(Life(state), taken(step, reason="Nobody answers."), ()).state != state


def test_a_step_cannot_be_earlier_than_the_one_before_it():
    life = walk("sign_letter_of_intent")
    with pytest.raises(DayBeforeLastStepError):
        take(life, taken("begin_drafting", on=DAY - timedelta(days=1), met=ALL), RULES)


@pytest.mark.parametrize("until", [None, DAY, DAY + timedelta(days=1)])
def test_an_agreement_expires_only_after_its_last_day(until):
    with pytest.raises(EndNotReachedError):
        take(Life("in_force"), taken("expire", until=until), ())


def test_after_its_last_day_it_expires():
    life = take(Life("in_force"), taken("expire", until=DAY - timedelta(days=1)), ())
    assert life.state == "expired"


def test_a_dormant_agreement_can_be_renewed_with_an_act_of_renewal():
    papers = frozenset({"renewal_act"})
    assert take(Life("dormant"), taken("renew", artefacts=papers), ()).state == "in_force"


def test_rules_of_the_way_do_not_block_what_comes_after():
    assert take(Life("in_force"), taken("suspend", reason="War"), RULES).state == "suspended"


rules = st.lists(
    st.builds(
        Requirement,
        rule=st.sampled_from([f"{side}:XX-{number}" for side in (1, 2) for number in range(1, 5)]),
        before=st.sampled_from(WAY),
    ),
    max_size=6,
    unique_by=lambda one: one.rule,
)


@st.composite
def attempts(draw):
    """A list of rules, and steps with anything done or overridden, in any order.

    Most lists go along the way, several tries for each step and others in between, so that many
    of them come near to *in force*.
    """
    asked = draw(rules)
    ids = [one.rule for one in asked]
    some = st.lists(st.sampled_from(ids), unique=True) if ids else st.just([])
    fields = {
        "artefacts": st.just(PAPERS) | st.just(PAPERS) | st.just(frozenset({"renewal_act"})),
        "met": st.just(frozenset(ids)) | some.map(frozenset),
        "overrides": st.just(()) | some.map(overriding),
        "reason": st.sampled_from(["", "Because"]),
        "until": st.none() | st.just(DAY),
    }
    stray = st.sampled_from([one.code for one in STEPS if one.code != "abandon"])
    codes = []
    for step in WAY:
        codes += [step] * draw(st.integers(1, 3))
        codes += draw(st.lists(stray, max_size=1)) if draw(st.booleans()) else []
    if draw(st.booleans()):
        codes = draw(st.permutations(codes))
    days = sorted(draw(st.integers(0, 900)) for _ in codes)
    return asked, [
        draw(st.builds(TakenStep, st.just(code), st.just(DAY + timedelta(days=day)), **fields))
        for code, day in zip(codes, days, strict=True)
    ]


def overriding(rules):
    return tuple(Override(one, "A reason that was written.") for one in rules)


def lives(asked, steps):
    """The lives through which an office comes that tries these steps and is told when refused."""
    through = [Life()]
    for one in sorted(steps, key=lambda step: step.on):
        try:
            through.append(take(through[-1], one, asked))
        except StepRefusedError:
            continue
    return through


@settings(max_examples=300, deadline=None)
@given(attempts())
def test_no_order_of_steps_reaches_in_force_past_a_blocking_rule(attempt):
    asked, steps = attempt
    for before, life in pairwise(lives(asked, steps)):
        if life.state != "in_force" or before.state in {"in_force", "suspended", "dormant"}:
            continue
        entry = life.taken[-1]
        assert entry.step == "enter_into_force"
        settled = entry.met | {one.rule for one in life.overrides}
        assert {one.rule for one in asked} <= settled
        assert "sign" in {one.step for one in life.taken}


@settings(max_examples=200, deadline=None)
@given(attempts())
def test_a_replay_changes_nothing(attempt):
    asked, steps = attempt
    life = lives(asked, steps)[-1]
    again = replay(life.taken, asked)
    assert again == life
    assert replay(again.taken, tuple(asked)) == life


@settings(max_examples=100, deadline=None)
@given(attempts())
def test_a_refused_step_leaves_the_life_as_it_was(attempt):
    asked, steps = attempt
    life = Life()
    for one in steps:
        kept = (life.state, life.since, life.taken)
        try:
            life = take(life, one, asked)
        except StepRefusedError:
            assert (life.state, life.since, life.taken) == kept


@settings(max_examples=100, deadline=None)
@given(rules, st.data())
def test_with_everything_done_the_way_always_leads_into_force(asked, data):
    """The blocking rules block, and nothing else: the property above is not empty."""
    everything = frozenset(one.rule for one in asked)
    begin = data.draw(st.sampled_from([0, 1]))
    skip = data.draw(st.booleans())
    way = [step for step in WAY[begin:] if not (skip and step == "request_opinion")]
    life = replay([taken(step, met=everything) for step in way], asked)
    assert life.state == "in_force"
