"""Recording and changing visits."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.agreements import PartialDate
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.actors.actions import name_organization
from website.agreements.models import Agreement
from website.places.actions import enter_places
from website.sources.models import Source
from website.tables.partial_date import date_columns
from website.visits.models import AgendaEntry, Visit, VisitAgreement, VisitPerson, VisitPlace


class VisitChangedMeanwhileError(Exception):
    """Somebody else saved the visit, or erased a person, after this person opened it."""


class NoSuchAgreementError(Exception):
    """The office has no agreement of this number."""


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """A point of the agenda, as far as its day and time are known."""

    what: str
    day: date | None = None
    at: time | None = None
    where: str = ""
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class ToldPerson:
    """Somebody who took part."""

    name: str
    post: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class ToldVisit:
    """What a source tells of a visit; ``places`` are ids, ``host`` is the name of a body."""

    title: str
    kind: str
    starts: PartialDate
    ends: PartialDate
    direction: str | None = None
    state: str | None = None
    host: str = ""
    purpose: str | None = None
    agreements: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    agenda: tuple[ToldEntry, ...] = ()
    people: tuple[ToldPerson, ...] = ()
    locator: str = ""


OWN = ("title", "kind", "direction", "state", "purpose", "locator")


@transaction.atomic
def record_visit(
    *, office: Office, told: ToldVisit, source: Source, by: User, at: datetime
) -> Visit:
    """Record an event or a delegation as a draft.

    Raises:
        NotAllowedError: The person may not write in the office.
        NoSuchAgreementError: The office has no agreement of one of the numbers.
    """
    require(by, WRITE, office)
    row = Visit(office=office, created_at=at, created_by=by)
    return _write(row, told, source, by, at)


@transaction.atomic
def change_visit(
    *, pk: int, version: int, told: ToldVisit, source: Source, by: User, at: datetime
) -> Visit:
    """Change what the register says of a visit; commitments and report stay as they are.

    Raises:
        NotAllowedError: The person may not write in the visit's office.
        VisitChangedMeanwhileError: ``version`` is no longer the latest one.
        NoSuchAgreementError: The office has no agreement of one of the numbers.
    """
    row = Visit.register.select_for_update(of=("self",)).get(pk=pk)
    require(by, WRITE, row.office)
    if row.version != version:
        raise VisitChangedMeanwhileError(
            _("Somebody else changed this visit after you opened it.")
        )
    row.version += 1
    return _write(row, told, source, by, at)


def _write(row: Visit, told: ToldVisit, source: Source, by: User, at: datetime) -> Visit:
    entered = enter_places(told.places)
    own = Agreement.register.filter(office=row.office, pk__in=told.agreements)
    missing = set(told.agreements) - set(own.values_list("pk", flat=True))
    if missing:
        raise NoSuchAgreementError(
            _("Your office has no agreement with the number %(number)s.")
            % {"number": min(missing)}
        )
    for name in OWN:
        setattr(row, name, getattr(told, name))
    dates = date_columns("starts", told.starts) | date_columns("ends", told.ends)
    for column, value in dates.items():
        setattr(row, column, value)
    row.host = name_organization(told.host) if told.host else None
    row.source, row.changed_at, row.changed_by = source, at, by
    row.save()
    for parts in (row.agreement_links, row.places, row.agenda, row.people):
        parts.all().delete()
    VisitAgreement.objects.bulk_create(
        VisitAgreement(visit=row, agreement_id=pk) for pk in dict.fromkeys(told.agreements)
    )
    kept = {entered[id_].pk: entered[id_] for id_ in told.places}
    VisitPlace.objects.bulk_create(
        VisitPlace(visit=row, position=n, place=place) for n, place in enumerate(kept.values(), 1)
    )
    AgendaEntry.objects.bulk_create(
        AgendaEntry(
            visit=row, position=n, what=one.what, day=one.day, at=one.at, where=one.where,
            with_whom=one.with_whom,
        )
        for n, one in enumerate(told.agenda, 1)
    )  # fmt: skip
    VisitPerson.objects.bulk_create(
        VisitPerson(visit=row, position=n, name=one.name, post=one.post, body=one.body)
        for n, one in enumerate(told.people, 1)
    )
    return row
