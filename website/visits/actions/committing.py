"""What was promised on a visit, and saying whether it was kept."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.actors.actions import name_organization
from website.visits.models import Commitment, Visit


class CommitmentChangedMeanwhileError(Exception):
    """Somebody else saved the commitment after this person opened it."""


class NoEvidenceError(Exception):
    """Whether a commitment was kept is said with a day and with what shows it."""


class DayAheadError(Exception):
    """The day on which a commitment was kept, or broken, is still ahead."""


@dataclass(frozen=True, slots=True)
class ToldCommitment:
    """A promise: what, by which side, by which body of it, until when."""

    what: str
    side: str
    body: str = ""
    due: date | None = None


@transaction.atomic
def note_commitment(*, visit: int, told: ToldCommitment, by: User, at: datetime) -> Commitment:
    """Note what was promised on a visit.

    Raises:
        NotAllowedError: The person may not write in the visit's office.
    """
    row = Visit.register.select_for_update(of=("self",)).get(pk=visit)
    require(by, WRITE, row.office)
    return _write(Commitment(visit=row, office=row.office), told, by, at)


@transaction.atomic
def change_commitment(
    *, pk: int, version: int, told: ToldCommitment, by: User, at: datetime
) -> Commitment:
    """Correct what was promised; whether it was kept stays as it was said.

    Raises:
        NotAllowedError: The person may not write in the visit's office.
        CommitmentChangedMeanwhileError: ``version`` is no longer the latest one.
    """
    return _write(_held(pk, version, by), told, by, at)


@transaction.atomic
def say_kept(
    *,
    pk: int,
    version: int,
    kept: bool | None,
    kept_on: date | None,
    evidence: str,
    by: User,
    at: datetime,
) -> Commitment:
    """Say whether a commitment was kept, on which day, and what shows it; None: not known (again).

    Raises:
        NotAllowedError: The person may not write in the visit's office.
        CommitmentChangedMeanwhileError: ``version`` is no longer the latest one.
        NoEvidenceError: The day or what shows it is missing.
        DayAheadError: The day is after the day of ``at``.
    """
    row = _held(pk, version, by)
    if kept is not None and (kept_on is None or not evidence):
        raise NoEvidenceError(_("Say on which day, and what shows it."))
    if kept is not None and kept_on is not None and kept_on > at.date():
        raise DayAheadError(_("This day is still ahead."))
    row.kept = kept
    row.kept_on, row.evidence = (None, "") if kept is None else (kept_on, evidence)
    return _save(row, by, at)


def _held(pk: int, version: int, by: User) -> Commitment:
    row = Commitment.objects.select_for_update(of=("self",)).get(pk=pk)
    require(by, WRITE, row.office)
    if row.version != version:
        raise CommitmentChangedMeanwhileError(
            _("Somebody else changed this commitment after you opened it.")
        )
    row.version += 1
    return row


def _write(row: Commitment, told: ToldCommitment, by: User, at: datetime) -> Commitment:
    row.what, row.side, row.due = told.what, told.side, told.due
    row.body = name_organization(told.body) if told.body else None
    return _save(row, by, at)


def _save(row: Commitment, by: User, at: datetime) -> Commitment:
    row.changed_at, row.changed_by = at, by
    row.save()
    return row
