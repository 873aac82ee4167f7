"""Holding a programme while something is written."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from website.plans.models import Programme, ProgrammeSide
from website.procedures.course import day_in


class NotBeingDraftedError(Exception):
    """What was put to the sides does not change under their hands."""


class NotAgreedYetError(Exception):
    """Nothing is reported of a programme that not all sides have agreed to."""


class ChangedMeanwhileError(Exception):
    """Somebody else changed it since the page was opened."""


class DayAheadError(Exception):
    """The day has not come yet where the office is."""


def hold(pk: int) -> Programme:
    """The programme, held until the transaction ends: whoever comes second waits here."""
    return Programme.objects.select_for_update(of=("self",)).select_related("office").get(pk=pk)


def side_of(programme: Programme, side: int) -> ProgrammeSide:
    """A side of a programme.

    Raises:
        ProgrammeSide.DoesNotExist: It has none of this number.
    """
    return programme.sides.select_related("office").get(side=side)


def check_drafting(programme: Programme) -> None:
    """Refuse a change of what lies before the sides or was agreed.

    Raises:
        NotBeingDraftedError: It is not being drafted.
    """
    if programme.stage != Programme.Stage.DRAFTING:
        raise NotBeingDraftedError(
            _("This programme was put to the sides. Open it for changes first.")
        )


def today(programme: Programme, at: datetime) -> date:
    """The day where the office is."""
    return day_in(programme.office.country, at)


def check_day(programme: Programme, on: date, at: datetime) -> None:
    """Refuse what would be dated in the future.

    Raises:
        DayAheadError: The day has not come yet.
    """
    if on > today(programme, at):
        raise DayAheadError(_("This day has not come yet. Enter what has happened."))


def touch(programme: Programme) -> None:
    """Count a change of the programme as it is written."""
    programme.version += 1
    programme.save(update_fields=["version"])


def follow(programme: Programme) -> None:
    """Count a report, so that sums are made anew."""
    programme.followed += 1
    programme.save(update_fields=["followed"])
