"""Whatever steps people try in whatever order: what is stored can be replayed, and holds."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twinpact.agreements import lifecycle
from twinpact.agreements.lifecycle import STEPS, Override, required
from website.accounts.permissions import NotAllowedError
from website.agreements.models import Agreement
from website.procedures import convert
from website.procedures.actions import (
    RuleNotOpenError,
    Shown,
    StepForbiddenError,
    give_evidence,
    state_fact,
    take_step,
)
from website.procedures.models import Procedure

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
RULES = ("MX-5", "MX-6", "MX-7", "MX-9")
HELD = ("sign", "submit_for_approval", "enter_into_force")
WAY = tuple(one.code for one in STEPS if one.way)[1:]
ACTS = st.one_of(
    st.tuples(st.just("step"), st.sampled_from([one.code for one in STEPS]), st.booleans()),
    st.tuples(st.just("rule"), st.sampled_from(RULES), st.sampled_from(["done", "refused"])),
    st.tuples(st.just("fact"), st.just("within_own_powers"), st.sampled_from(["yes", "no"])),
    st.tuples(st.just("aside"), st.sampled_from(RULES), st.sampled_from(HELD)),
)


@pytest.fixture
def attempt(officer, authority, administrator, at, later):
    """Try something; whether it was done."""

    def do(pk: int, act: tuple, on: date) -> bool:
        kind, what, how = act
        moment = later(on)
        number = Procedure.objects.get(pk=pk).taken_steps.count() + 1
        papers = frozenset(lifecycle.step(what).artefacts) if kind == "step" and how else ()
        try:
            if kind == "fact":
                state_fact(pk=pk, side=1, fact=what, answer=how, by=officer, at=moment)
            elif kind == "rule":
                by = officer if what == "MX-5" else authority
                give_evidence(pk=pk, shown=Shown(1, what, on, how), by=by, at=moment)
            elif kind == "aside":
                aside = (Override(f"1:{what}", "A reason"),)
                wanted = lifecycle.TakenStep(
                    how, on, frozenset(lifecycle.step(how).artefacts), overrides=aside
                )
                take_step(pk=pk, number=number, wanted=wanted, by=administrator, at=moment)
            else:
                wanted = lifecycle.TakenStep(what, on, frozenset(papers), reason="A reason")
                take_step(pk=pk, number=number, wanted=wanted, by=officer, at=moment)
        except (RuleNotOpenError, StepForbiddenError, NotAllowedError):
            return False
        return True

    return do


@given(acts=st.lists(ACTS, max_size=14))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_order_of_acts_leaves_steps_that_the_library_does_not_lead_to(acts, begin, attempt):
    # In between, the acts that lead on, so that some of the tries come far.
    procedure = begin("Jalisco", "São Paulo")
    for number, act in enumerate(acts):
        day = DAY + timedelta(days=number)
        attempt(procedure.pk, act, day)
        if number < len(WAY):
            attempt(procedure.pk, ("step", WAY[number], True), day)
    kept = Procedure.objects.get(pk=procedure.pk)
    rows = list(kept.taken_steps.all())
    life = convert.life_of(kept, rows)
    assert life.state == kept.state
    assert Agreement.register.get(pk=kept.agreement_id).state == life.state
    for row in rows:
        told = convert.taken_of(row)
        settled = told.met | {one.rule for one in life.overrides}
        settled |= {f"LIFE-{paper}" for paper in told.artefacts}
        assert set(required(row.step, convert.requirements_then(row))) <= settled
