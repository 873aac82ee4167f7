"""Two people take the same step of the same procedure at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection

from twinpact.agreements import lifecycle
from website.accounts.models import Role, User
from website.procedures.actions import (
    StepTakenMeanwhileError,
    begin_procedure,
    take_step,
)
from website.procedures.models import Procedure

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 200
DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 18, tzinfo=UTC)


def test_of_two_people_one_takes_the_step_and_the_other_is_told_who(enter, jalisco, person):
    first, second = person(Role.OFFICER, jalisco), person(Role.REVIEWER, jalisco)
    row = enter("Jalisco", "São Paulo", office=jalisco, state="in_force")
    procedure = begin_procedure(agreement=row.pk, on=DAY, by=first, at=AT)
    together = Barrier(2)
    steps = (lifecycle.TakenStep("suspend", DAY, reason="Elections"),
             lifecycle.TakenStep("resume", DAY))  # fmt: skip

    def attempt(who: str, number: int) -> str:
        try:
            by = User.objects.get(email=who)
            together.wait(timeout=60)
            wanted = steps[(number - 1) % 2]
            take_step(pk=procedure.pk, number=number, wanted=wanted, by=by, at=AT)
        except StepTakenMeanwhileError as told:
            return str(told.taken.taken_by.email)
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(2) as pool:
        for number in range(1, TIMES + 1):
            tries = [pool.submit(attempt, who.email, number) for who in (first, second)]
            said = [one.result(timeout=60) for one in tries]
            winner = (first, second)[said.index("won")]
            assert sorted(said) == sorted(["won", winner.email])
    procedure = Procedure.objects.get(pk=procedure.pk)
    assert procedure.taken_steps.count() == TIMES
    assert procedure.state == "in_force"
