"""What an office settles: currency, month of the report, funding gate; and its rates."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.website.plans.conftest import YEAR
from website.accounts.models import Role
from website.plans import models
from website.plans.actions import Beginning, begin_programme


def text(answer):
    return answer.content.decode()


def settle(client, **said):
    address = reverse("plans:settings", args=["antioquia"])
    return client.post(address, {"currency": "cop", "report_month": "4", "gate_years": "2"} | said)


def enter_rate(client, **said):
    told = {"currency": "eur", "value": "4.512,35", "into": "COP", "on": "2026-01-02",
            "source": "Banco de la República"}  # fmt: skip
    return client.post(reverse("plans:rate", args=["antioquia"]), told | said)


@pytest.fixture
def administrators(signed_in, antioquia):
    return signed_in(Role.ADMINISTRATOR, antioquia)


@pytest.fixture
def officers(signed_in, antioquia):
    return signed_in(Role.OFFICER, antioquia)


def test_the_gate_is_switched_on_and_off(administrators, antioquia):
    assert settle(administrators, gate="on").status_code == 302
    row = models.PlanSettings.objects.get(office=antioquia)
    assert (row.currency, row.report_month, row.gate_years) == ("COP", 4, 2)
    assert "French call" in text(administrators.get(reverse("plans:settings", args=["antioquia"])))
    settle(administrators)
    assert models.PlanSettings.objects.get(office=antioquia).gate_years is None


def test_a_closed_gate_says_which_report_is_missing(
    administrators, officers, in_force, officer, at
):
    settle(administrators, gate="on", gate_years="1")
    models.Programme.objects.filter(pk=in_force.pk).update(report_due=date(2026, 2, 1))
    address = reverse("plans:begin", args=[in_force.agreement_id])
    answer = officers.post(address, {"year": YEAR + 1})
    assert answer.status_code == 422
    assert "the reports of 2025 are missing" in text(answer)
    settle(administrators)
    assert begin_programme(told=Beginning(in_force.agreement_id, YEAR + 1), by=officer, at=at)


def test_only_who_administers_settles(officers):
    assert settle(officers).status_code == 403
    shown = text(officers.get(reverse("plans:settings", args=["antioquia"])))
    assert "Keep this" not in shown
    assert "Keep the rate" in shown


def test_a_rate_is_kept_with_its_day_and_source(officers, antioquia):
    assert enter_rate(officers).status_code == 302
    row = antioquia.rates.get()
    assert (row.currency, row.into, row.value) == ("EUR", "COP", Decimal("4512.35"))
    assert (row.on, row.source) == (date(2026, 1, 2), "Banco de la República")
    enter_rate(officers, value="0,0002")
    assert antioquia.rates.get().value == Decimal("0.0002")
    assert "0.0002" in text(officers.get(reverse("plans:settings", args=["antioquia"])))


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "0"}, {"value": "-3"}, {"value": "1.500"}, {"value": ""}, {"into": "EUR"},
        {"currency": "E"}, {"source": ""}, {"on": "mañana"}, {"value": "9" * 15},
    ],
)  # fmt: skip
def test_what_is_no_rate_is_refused(officers, antioquia, wrong):
    assert enter_rate(officers, **wrong).status_code == 422
    assert not antioquia.rates.exists()


def test_another_office_sees_and_enters_nothing(signed_in, jalisco, antioquia):
    other = signed_in(Role.ADMINISTRATOR, jalisco)
    assert other.get(reverse("plans:settings", args=["antioquia"])).status_code == 404
    assert settle(other).status_code == 404
    assert enter_rate(other).status_code == 404
