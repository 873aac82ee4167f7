"""Putting a programme to its sides, agreeing to it, and opening it for changes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.plans import versions as library
from website.accounts.models import User
from website.accounts.permissions import PUBLISH, WRITE
from website.agreements.models import Document
from website.plans import convert
from website.plans.actions.holding import check_day, check_drafting, follow, hold, side_of
from website.plans.actions.writing import content_as_written, write_content
from website.plans.models import Programme, ProgrammeSide, ProgrammeVersion, SideAgreed
from website.plans.permissions import require_on, require_side, side_for
from website.plans.queries import agreed_version, content_of


class NothingToAgreeError(Exception):
    """A programme without activities, or one that does not lie before its sides."""


class LetterMissingError(Exception):
    """A side without an office here agrees by a letter that the register holds."""


class NothingAgreedError(Exception):
    """There is no agreed version to go back to."""


@dataclass(frozen=True, slots=True)
class Said:
    """A side agrees on a day to the version of this number; without an office, by a letter."""

    number: int
    side: int
    on: date
    letter: int | None = None


@transaction.atomic
def put_to_sides(*, pk: int, on: date, by: User, at: datetime) -> ProgrammeVersion:
    """Put the programme as it is written to all sides, as its next version.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotBeingDraftedError: It lies before the sides already, or is agreed.
        NothingToAgreeError: It has no activity.
        DayAheadError: The day has not come yet.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    check_drafting(programme)
    check_day(programme, on, at)
    content = content_as_written(programme)
    if not content.activities:
        raise NothingToAgreeError(_("This programme has no activity yet. Add one first."))
    rows = list(programme.versions.defer("content").prefetch_related("agreed"))
    version = ProgrammeVersion.objects.create(
        programme=programme,
        number=1 + max((row.number for row in rows), default=0),
        content=convert.to_content(content),
        drafted_by=side_for(by, WRITE, programme) or 1,
        drafted_on=on,
        put_at=at,
        put_by=by,
    )
    programme.stage = Programme.Stage.PROPOSED
    programme.save(update_fields=["stage"])
    return version


@transaction.atomic
def agree_to_programme(*, pk: int, said: Said, by: User, at: datetime) -> SideAgreed:
    """Say that a side agrees to the version that lies before the sides.

    Raises:
        NotAllowedError: The person may not decide for this side.
        PlanRefusedError: Not the last version, agreed before, or before it was drafted.
        LetterMissingError: The side has no office here, and no letter was named.
        NothingToAgreeError: No version lies before the sides.
        DayAheadError: The day has not come yet.
    """
    programme = hold(pk)
    side = side_of(programme, said.side)
    letter = _letter(programme, side, said, by)
    if programme.stage != Programme.Stage.PROPOSED:
        raise NothingToAgreeError(_("No version of this programme lies before the sides."))
    check_day(programme, said.on, at)
    rows = list(programme.versions.prefetch_related("agreed"))
    versions = tuple(convert.version_of(row) for row in rows)
    after = library.agree(versions, said.number, library.SideAgreed(said.side, said.on))
    row = SideAgreed.objects.create(
        programme_version=rows[-1],
        side=said.side,
        on=said.on,
        letter=letter,
        said_at=at,
        said_by=by,
    )
    if not after[-1].missing_sides:
        programme.stage = Programme.Stage.AGREED
        programme.save(update_fields=["stage"])
        follow(programme)
    return row


def _letter(programme: Programme, side: ProgrammeSide, said: Said, by: User) -> Document | None:
    """The letter by which a side without an office agreed; with one, the office itself says it."""
    if side.office is not None:
        require_side(by, PUBLISH, side)
        return None
    require_on(by, PUBLISH, programme)
    if said.letter is None:
        raise LetterMissingError(_("Choose the letter by which the other side agreed."))
    return Document.objects.get(pk=said.letter, agreement=programme.agreement_id)


@transaction.atomic
def open_for_changes(*, pk: int, by: User) -> Programme:
    """Open a programme for changes. What was agreed holds until the next version is.

    Raises:
        NotAllowedError: The person may not write for any side.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    programme.stage = Programme.Stage.DRAFTING
    programme.save(update_fields=["stage"])
    return programme


@transaction.atomic
def go_back_to_agreed(*, pk: int, by: User) -> Programme:
    """Drop the changes since the last version that all sides agreed to; the history keeps them.

    Raises:
        NotAllowedError: The person may not write for any side.
        NothingAgreedError: No version was agreed to.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    version = agreed_version(programme)
    if version is None:
        raise NothingAgreedError(_("No version of this programme was agreed to yet."))
    write_content(programme, content_of(version))
    programme.stage = Programme.Stage.AGREED
    programme.save(update_fields=["stage"])
    return programme
