"""Beginning the programme of a year, empty or as last year's was planned."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from twinpact.plans import FundingGate, ReportDue, copy_from_last_year, pass_gate
from twinpact.plans.programme import SecondProgrammeError
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.actors.models import Organization
from website.agreements.models import Agreement, Party
from website.plans import convert
from website.plans.actions.writing import write_content
from website.plans.models import PlanSettings, Programme, ProgrammeSide
from website.plans.queries import with_content
from website.priorities.models import DevelopmentPlan
from website.procedures.course import day_in


@dataclass(frozen=True, slots=True)
class Beginning:
    """What somebody says of a programme that begins. ``copied`` is last year's, to begin from."""

    agreement: int
    year: int
    title: str = ""
    copied: int | None = None
    with_amounts: bool = False


@transaction.atomic
def begin_programme(*, told: Beginning, by: User, at: datetime) -> Programme:
    """Begin the programme of an agreement for a year.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        SecondProgrammeError: The agreement has a programme for that year.
        EarlierReportMissingError: The office waits for earlier reports first.
    """
    rows = Agreement.register.select_for_update(of=("self",)).select_related("office")
    agreement = rows.get(pk=told.agreement)
    require(by, WRITE, agreement.office)
    settled = PlanSettings.objects.filter(office=agreement.office).first()
    if Programme.objects.filter(agreement=agreement, year=told.year).exists():
        raise SecondProgrammeError(what=str(told.year))
    _pass_gate(agreement, settled, told.year, day_in(agreement.office.country, at))
    programme = Programme.objects.create(
        agreement=agreement,
        office=agreement.office,
        year=told.year,
        title=told.title,
        currency=settled.currency if settled else "USD",
        report_due=_report_due(settled, told.year),
        begun_at=at,
        begun_by=by,
    )
    programme.plan = plan_of_year(agreement.office, told.year)
    programme.save(update_fields=["plan"])
    _settle_sides(programme)
    if told.copied is not None:
        _copy(programme, told.copied, told.with_amounts)
    return programme


def _pass_gate(agreement: Agreement, settled: PlanSettings | None, year: int, on: date) -> None:
    if settled is None or settled.gate_years is None:
        return
    reports = [
        ReportDue(str(agreement.pk), one.year, one.report_due, one.report_received)
        for one in Programme.objects.filter(agreement=agreement)
    ]
    pass_gate(FundingGate(settled.gate_years), str(agreement.pk), year, reports, on=on)


def _report_due(settled: PlanSettings | None, year: int) -> date:
    month = settled.report_month if settled else 3
    return date(year + 1, month, monthrange(year + 1, month)[1])


def plan_of_year(office: Office, year: int) -> DevelopmentPlan | None:
    """The development plan of an office whose term holds a year, where it is just one."""
    found = DevelopmentPlan.register.filter(
        office=office, starts_latest__year__lte=year, ends_earliest__year__gte=year
    )[:2]
    return found[0] if len(found) == 1 else None


def _settle_sides(programme: Programme) -> None:
    """The sides are the parties; the office that keeps the agreement speaks for the near one."""
    parties = programme.agreement.parties.select_related("organization__office", "place")
    taken: set[int] = set()
    for party in parties:
        office = programme.office if party.position == 1 else _office_of(party)
        if office is not None and office.pk in taken:
            office = None
        ProgrammeSide.objects.create(programme=programme, side=party.position, office=office)
        taken |= set() if office is None else {office.pk}


def _office_of(party: Party) -> Office | None:
    """The office of this register that speaks for a party: the signer's, or its territory's."""
    if party.organization is not None and party.organization.office is not None:
        return party.organization.office
    if party.place is None:
        return None
    found = Organization.objects.filter(place=party.place, office__isnull=False)
    offices = [one.office for one in found.select_related("office")[:2]]
    return offices[0] if len(offices) == 1 else None


def _copy(programme: Programme, last_year: int, with_amounts: bool) -> None:
    before = with_content(Programme.objects.filter(agreement=programme.agreement_id))
    last = convert.programme_of(before.get(pk=last_year, year=programme.year - 1))
    copied = copy_from_last_year(last, code=convert.code_of(programme), with_amounts=with_amounts)
    write_content(programme, copied)
