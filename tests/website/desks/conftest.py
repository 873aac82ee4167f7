"""Procedures of Jalisco that have reached the authority of Mexico."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from twinpact import agreements as library
from website.accounts.models import Office, Role, User
from website.desks import actions
from website.procedures.actions import Shown, give_evidence
from website.procedures.models import Procedure

AT = datetime(2026, 4, 20, 18, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """Noon of 20 April 2026 in Mexico."""
    return AT


@pytest.fixture
def sre(db) -> Office:
    return Office.objects.create(name="Ministry of Foreign Affairs", slug="sre", country="MX")


@pytest.fixture
def authority(person, sre) -> User:
    return person(Role.AUTHORITY, sre)


@pytest.fixture
def officer(person, jalisco) -> User:
    return person(Role.OFFICER, jalisco)


@pytest.fixture
def informed(begin, officer, authority, now) -> Callable[..., Procedure]:
    """One of which the ministry was informed, so that its opinion is asked."""

    def make(*written: str, on: date = date(2026, 3, 10), **values: object) -> Procedure:
        procedure = begin(*written, **values)
        shown = Shown(side=1, rule="MX-5", on=on)
        give_evidence(pk=procedure.pk, shown=shown, by=officer, at=now)
        return procedure

    return make


@pytest.fixture
def signed(informed, opine) -> Callable[..., Procedure]:
    """One with a favourable opinion, signed: its registration is asked."""

    def make(*written: str, **values: object) -> Procedure:
        signed = library.parse_partial_date("2026-04-10")
        procedure = informed(*written, **({"state": "registration", "signed": signed} | values))
        opine(procedure)
        return procedure

    return make


@pytest.fixture
def opine(authority, sre, now) -> Callable[..., object]:
    """The opinion of the ministry on a procedure."""

    def act(procedure: Procedure, outcome: str = "favourable", **told: object):
        by, given = told.pop("by", authority), {"office": sre, "on": date(2026, 4, 1)} | told
        answer = actions.Answer(procedure=procedure.pk, side=1, rule="MX-7", **given)
        return actions.give_opinion(answer=answer, outcome=outcome, by=by, at=now)

    return act


@pytest.fixture
def register(authority, sre, now) -> Callable[..., object]:
    """The registration of a procedure's agreement."""

    def act(procedure: Procedure, **told: object):
        by, given = told.pop("by", authority), {"office": sre, "on": date(2026, 4, 15)} | told
        answer = actions.Answer(procedure=procedure.pk, side=1, rule="MX-9", **given)
        return actions.register_agreement(answer=answer, by=by, at=now)

    return act
