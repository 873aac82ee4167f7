"""Every write on projects."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.agreements import PartialDate, Theme
from website.accounts.models import Office, User
from website.accounts.permissions import PUBLISH, WRITE, require
from website.actors.actions import name_organization
from website.actors.models import Organization
from website.agreements.models import Agreement, Publication
from website.places.actions import enter_places
from website.projects.models import (
    Project,
    ProjectAmount,
    ProjectBody,
    ProjectPlace,
    ProjectSector,
    ProjectTheme,
)
from website.sources.models import Source
from website.tables.partial_date import date_columns


class ProjectChangedMeanwhileError(Exception):
    """Somebody else saved the project after this person opened it."""


class NoSuchAgreementError(Exception):
    """The office has no agreement of this number."""


class IdentifierTakenError(Exception):
    """Another project of the office has this IATI identifier."""


@dataclass(frozen=True, slots=True)
class ToldBody:
    """A body in a project: its name, its kind where it is new, its role, its kind of funding."""

    name: str
    role: str
    kind: str | None = None
    funding: str | None = None


@dataclass(frozen=True, slots=True)
class ToldAmount:
    """Money as a source tells it; ``funder`` is the name of the body that it comes from."""

    amount: Decimal | None
    currency: str | None
    told: PartialDate
    funder: str = ""


@dataclass(frozen=True, slots=True)
class ToldProject:
    """What a source tells of a project; ``places`` are ids, ``sectors`` codes of the DAC."""

    title: str
    starts: PartialDate
    ends: PartialDate
    agreement: int | None = None
    summary: str | None = None
    state: str | None = None
    results: str | None = None
    iati_identifier: str | None = None
    themes: tuple[Theme, ...] = ()
    sectors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[ToldBody, ...] = ()
    amounts: tuple[ToldAmount, ...] = ()
    locator: str = ""


OWN = ("title", "summary", "state", "results", "iati_identifier", "locator")


@transaction.atomic
def record_project(
    *, office: Office, told: ToldProject, source: Source, by: User, at: datetime
) -> Project:
    """Record a project as a draft.

    Raises:
        NotAllowedError: The person may not write in the office.
        NoSuchAgreementError: The office has no agreement of this number.
        IdentifierTakenError: Another project of the office has the IATI identifier.
    """
    require(by, WRITE, office)
    row = Project(office=office, created_at=at, created_by=by)
    return _write(row, told, source, by, at)


@transaction.atomic
def change_project(
    *, pk: int, version: int, told: ToldProject, source: Source, by: User, at: datetime
) -> Project:
    """Change what the register says of a project. Amounts that stay keep the source they had.

    Raises:
        NotAllowedError: The person may not write in the project's office.
        ProjectChangedMeanwhileError: ``version`` is no longer the latest one.
        NoSuchAgreementError: The office has no agreement of this number.
        IdentifierTakenError: Another project of the office has the IATI identifier.
    """
    row = Project.register.select_for_update(of=("self",)).get(pk=pk)
    require(by, WRITE, row.office)
    if row.version != version:
        raise ProjectChangedMeanwhileError(
            _("Somebody else changed this project after you opened it.")
        )
    row.version += 1
    return _write(row, told, source, by, at)


@transaction.atomic
def publish_project(*, pk: int, public: bool, by: User, at: datetime) -> Project:
    """Show a project to the public, or take it out of its sight.

    Raises:
        NotAllowedError: The person may not publish in the project's office.
    """
    row = Project.register.select_for_update(of=("self",)).get(pk=pk)
    require(by, PUBLISH, row.office)
    if public != (row.publication == Publication.PUBLISHED):
        row.publication = Publication.PUBLISHED if public else Publication.DRAFT
        row.published_at = at if public else None
        row.version += 1
        row.save(update_fields=["publication", "published_at", "version"])
    return row


def _write(row: Project, told: ToldProject, source: Source, by: User, at: datetime) -> Project:
    entered = enter_places(told.places)
    _check(row, told)
    for name in OWN:
        setattr(row, name, getattr(told, name))
    dates = date_columns("starts", told.starts) | date_columns("ends", told.ends)
    for column, value in dates.items():
        setattr(row, column, value)
    row.agreement_id, row.source = told.agreement, source
    row.changed_at, row.changed_by = at, by
    row.save()
    _write_bodies_and_amounts(row, told, source)
    for parts in (row.themes, row.sectors, row.places):
        parts.all().delete()
    ProjectTheme.objects.bulk_create(
        ProjectTheme(project=row, position=n, written=one.written, theme=one.theme, goal=one.goal)
        for n, one in enumerate(told.themes, 1)
    )
    ProjectSector.objects.bulk_create(
        ProjectSector(project=row, sector=code) for code in dict.fromkeys(told.sectors)
    )
    kept = {entered[id_].pk: entered[id_] for id_ in told.places}
    ProjectPlace.objects.bulk_create(
        ProjectPlace(project=row, position=n, place=place)
        for n, place in enumerate(kept.values(), 1)
    )
    return row


def _check(row: Project, told: ToldProject) -> None:
    agreements = Agreement.register.filter(office=row.office)
    if told.agreement is not None and not agreements.filter(pk=told.agreement).exists():
        raise NoSuchAgreementError(
            _("Your office has no agreement with the number %(number)s.")
            % {"number": told.agreement}
        )
    if told.iati_identifier is None:
        return
    Office.objects.select_for_update().get(pk=row.office_id)  # one identifier after another
    same = Project.register.filter(office=row.office, iati_identifier=told.iati_identifier)
    if same.exclude(pk=row.pk).exists():
        raise IdentifierTakenError(_("Another project of your office has this identifier."))


def _write_bodies_and_amounts(row: Project, told: ToldProject, source: Source) -> None:
    kinds = {one.name: one.kind for one in told.bodies}
    names = {*kinds, *(one.funder for one in told.amounts if one.funder)}
    named = {name: name_organization(name, kind=kinds.get(name)) for name in sorted(names)}
    had = {_said(one): (one.source, one.locator) for one in row.amounts.select_related("source")}
    row.bodies.all().delete()
    row.amounts.all().delete()
    bodies = {(named[one.name].pk, one.role): one for one in told.bodies}
    ProjectBody.objects.bulk_create(
        ProjectBody(project=row, position=n, organization_id=pk, role=role, funding=one.funding)
        for n, ((pk, role), one) in enumerate(bodies.items(), 1)
    )
    amounts = [_amount(row, n, one, named) for n, one in enumerate(told.amounts, 1)]
    for one in amounts:
        one.source, one.locator = had.get(_said(one), (source, told.locator))
    ProjectAmount.objects.bulk_create(amounts)


def _amount(
    row: Project, position: int, told: ToldAmount, named: dict[str, Organization]
) -> ProjectAmount:
    return ProjectAmount(
        project=row,
        position=position,
        amount=told.amount,
        currency=told.currency,
        funder=named.get(told.funder),
        **date_columns("told", told.told),
    )


def _said(one: ProjectAmount) -> tuple[object, ...]:
    return one.amount, one.currency, one.told_earliest, one.told_latest, one.funder_id
