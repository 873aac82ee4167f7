"""Holding a procedure while something is written, and reading what it rests on."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from website.procedures.course import Course, course_of, day_in, with_parts
from website.procedures.models import Procedure
from website.procedures.sides import settle_sides


class DayAheadError(Exception):
    """The day has not come yet where the office is."""


def hold(pk: int) -> Procedure:
    """The procedure, held until the transaction ends: whoever comes second waits here."""
    return Procedure.objects.select_for_update(of=("self",)).select_related("office").get(pk=pk)


def course_held(procedure: Procedure, *, at: datetime) -> Course:
    """The course of a procedure that is held, with each side under its directive."""
    read = with_parts(Procedure.objects.all()).get(pk=procedure.pk)
    settle_sides(read, read.agreement, at=at)
    return course_of(with_parts(Procedure.objects.all()).get(pk=procedure.pk))


def today(procedure: Procedure, at: datetime) -> date:
    """The day where the authority of the office's country sits."""
    return day_in(procedure.office.country, at)


def check_day(procedure: Procedure, on: date, at: datetime) -> None:
    """Refuse what would be dated in the future.

    Raises:
        DayAheadError: The day has not come yet.
    """
    if on > today(procedure, at):
        raise DayAheadError(_("This day has not come yet. Enter what has happened."))
