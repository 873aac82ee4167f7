"""Procedures of Jalisco with São Paulo, as an office would begin them."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from twinpact.agreements import lifecycle
from twinpact.directives import directive_texts
from website.accounts.models import Role, User
from website.procedures.actions import Shown, give_evidence, state_fact, take_step
from website.procedures.models import DirectiveVersion, Procedure, TakenStep

BEGAN = date(2026, 3, 2)


@pytest.fixture
def officer(person, jalisco) -> User:
    return person(Role.OFFICER, jalisco)


@pytest.fixture
def authority(person, jalisco) -> User:
    return person(Role.AUTHORITY, jalisco)


@pytest.fixture
def administrator(person, jalisco) -> User:
    return person(Role.ADMINISTRATOR, jalisco)


@pytest.fixture
def take(officer, at) -> Callable[..., TakenStep]:
    """Take the next step as an officer, on a day."""

    def make(procedure: Procedure, step: str, on: date = BEGAN, **told: object) -> TakenStep:
        number = procedure.taken_steps.count() + 1
        plain = {"by": officer, "at": at, "number": number}
        values = plain | {name: told.pop(name) for name in plain if name in told}
        told["artefacts"] = frozenset(told.get("artefacts", ()))
        wanted = lifecycle.TakenStep(step, on, **told)
        return take_step(pk=procedure.pk, wanted=wanted, **values)

    return make


@pytest.fixture
def show(officer, authority, at) -> Callable[..., object]:
    """Say that a rule was done, as the one who may say it."""

    def make(procedure: Procedure, rule: str, on: date = BEGAN, side: int = 1, **told: object):
        by = authority if rule in {"MX-6", "MX-7", "MX-9"} else officer
        plain = {"by": by, "at": at}
        values = plain | {name: told.pop(name) for name in plain if name in told}
        return give_evidence(pk=procedure.pk, shown=Shown(side, rule, on, **told), **values)

    return make


@pytest.fixture
def answer(officer, at) -> Callable[..., Procedure]:
    def make(procedure: Procedure, fact: str, said: str = "yes", side: int = 1) -> Procedure:
        return state_fact(pk=procedure.pk, side=side, fact=fact, answer=said, by=officer, at=at)

    return make


@pytest.fixture
def silence_counts(authority, at) -> Callable[[], DirectiveVersion]:
    """An own directive of Mexico in which the silence of the SRE approves after 20 days."""

    def make(silence: str = "approval") -> DirectiveVersion:
        text = directive_texts()["MX"].replace('version: "1"', f'version: "1-{silence}"', 1)
        before = "deadline: {counted_from: MX-5, unit: null, number: null}\n  silence: unknown"
        after = (
            "deadline: {counted_from: MX-5, unit: working_days, number: 20, calendar: MX}\n"
            f"  silence: {silence}"
        )
        assert before in text
        return DirectiveVersion.objects.create(
            country="MX",
            version=f"1-{silence}",
            text=text.replace(before, after),
            reason="The ministry answered a letter.",
            made_at=at,
            made_by=authority,
        )

    return make


@pytest.fixture
def later() -> Callable[[date], datetime]:
    """Noon in Mexico on a day."""

    def make(day: date) -> datetime:
        return datetime.fromisoformat(f"{day.isoformat()}T18:00:00+00:00")

    return make


@pytest.fixture
def way_to(take, show, answer):
    """Go the way of a Mexican agreement with Brazil up to a state."""

    def go(procedure, state):
        steps = [
            lambda: answer(procedure, "within_own_powers"),
            lambda: take(procedure, "begin_drafting"),
            lambda: take(procedure, "submit_for_approval", artefacts=["agreement_draft"]),
            lambda: take(procedure, "request_opinion"),
            lambda: show(procedure, "MX-5"),
            lambda: take(procedure, "clear_for_signature"),
            lambda: show(procedure, "MX-7"),
            lambda: take(procedure, "sign", artefacts=["signed_agreement"]),
        ]
        for act in steps:
            if Procedure.objects.get(pk=procedure.pk).state == state:
                break
            act()

    return go
