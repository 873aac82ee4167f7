"""Whether an agreement lives: only dated evidence says so."""

from datetime import date

import pytest

from twinpact import agreements as library
from website.agreements.models import Agreement
from website.procedures.actions import withdraw_evidence
from website.procedures.life import sign_of, traces_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def agreement_of(procedure):
    return Agreement.register.get(pk=procedure.agreement_id)


def test_that_an_agreement_was_imported_or_signed_shows_no_life(enter):
    row = enter("Jalisco", "São Paulo", state="in_force")
    assert traces_of(row) == []
    assert sign_of(row, on=DAY).sign == "unknown"


def test_a_paper_of_the_procedure_shows_life_until_it_is_old(begin, show):
    procedure = begin()
    show(procedure, "MX-5")
    row = agreement_of(procedure)
    assert sign_of(row, on=DAY).sign == "active"
    assert sign_of(row, on=date(2028, 3, 2)).sign == "fading"
    assert sign_of(row, on=date(2030, 3, 2)).sign == "dormant"


def test_what_was_taken_back_shows_nothing(begin, show, officer, at):
    procedure = begin()
    shown = show(procedure, "MX-5")
    withdraw_evidence(pk=shown.pk, reason="Another agreement.", by=officer, at=at)
    assert sign_of(agreement_of(procedure), on=DAY).sign == "unknown"


def test_a_renewal_shows_life_and_a_termination_ends_it(begin, take):
    procedure = begin(state="in_force")
    take(procedure, "renew", artefacts=["renewal_act"], until=date(2030, 1, 1))
    assert sign_of(agreement_of(procedure), on=DAY).sign == "active"
    take(procedure, "terminate", artefacts=["notice_of_termination"])
    row = agreement_of(procedure)
    assert sign_of(row, on=DAY).sign == "ended"
    assert (row.state, row.ends_earliest) == ("terminated", date(2030, 1, 1))


def test_an_end_that_a_source_dates_ends_the_life(enter):
    ended = library.parse_partial_date("2019")
    row = enter("Jalisco", "São Paulo", state="expired", ends=ended)
    assert sign_of(row, on=DAY).sign == "ended"
    row = enter("Jalisco", "Córdoba", state="expired")
    assert sign_of(row, on=DAY).sign == "unknown"
