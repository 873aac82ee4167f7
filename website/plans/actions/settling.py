"""What an office settles for all its programmes: its currency, its rates, its gate."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from twinpact.plans import Rate
from website.accounts.models import Office, User
from website.accounts.permissions import ADMINISTER, WRITE, require
from website.plans.models import ExchangeRate, PlanSettings, Programme
from website.priorities.models import DevelopmentPlan


@dataclass(frozen=True, slots=True)
class Settled:
    """The currency of the sums, the month until whose end reports are due, and the gate."""

    currency: str
    report_month: int
    gate_years: int | None


@transaction.atomic
def settle_plans(*, office: Office, told: Settled, by: User) -> PlanSettings:
    """Settle the programmes of an office. Programmes that have begun keep their currency.

    Raises:
        NotAllowedError: The person does not administer the office.
    """
    require(by, ADMINISTER, office)
    row, _made = PlanSettings.objects.update_or_create(
        office=office,
        defaults={
            "currency": told.currency,
            "report_month": told.report_month,
            "gate_years": told.gate_years,
        },
    )
    return row


@transaction.atomic
def enter_rate(
    *, office: Office, currency: str, into: str, value: Decimal, on: date, source: str, by: User
) -> ExchangeRate:
    """Enter what a currency was worth on a day, in the place of what was entered for that day.

    Raises:
        NotAllowedError: The person may not write in the office.
        NoRateError: It is no rate between two currencies.
    """
    require(by, WRITE, office)
    Rate(currency, into, value, on, source)
    row, _made = ExchangeRate.objects.update_or_create(
        office=office,
        currency=currency,
        into=into,
        on=on,
        defaults={"value": value, "source": source},
    )
    return row


@transaction.atomic
def choose_plan(*, pk: int, plan: DevelopmentPlan | None, by: User) -> Programme:
    """Say of which development plan a programme's lines and indicators speak.

    Raises:
        NotAllowedError: The person may not write in the office that keeps the agreement.
        DevelopmentPlan.DoesNotExist: It is the plan of another office.
    """
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=pk)
    require(by, WRITE, programme.office)
    if plan is not None:
        plan = DevelopmentPlan.register.get(pk=plan.pk, office=programme.office)
    programme.plan = plan
    programme.save(update_fields=["plan"])
    return programme


@transaction.atomic
def name_side_office(*, pk: int, side: int, office: Office | None, by: User) -> Programme:
    """Say which office of this register speaks for a side abroad; it then sees the programme.

    Raises:
        NotAllowedError: The person does not administer the office that keeps the agreement.
    """
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=pk)
    require(by, ADMINISTER, programme.office)
    row = programme.sides.exclude(side=1).get(side=side)
    row.office = office
    row.save(update_fields=["office"])
    return programme
