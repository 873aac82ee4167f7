"""Until when: days, working days and months, counted in the authority's own calendar and zone."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from twinpact.directives.assessment import Due
from twinpact.directives.calendars import has_calendar, is_working_day, working_days_after
from twinpact.directives.case import Moment
from twinpact.directives.directive import Deadline

_LAST_YEAR = 9000


class ZoneMissingError(ValueError):
    """An instant has no time zone, so that it is no day anywhere."""


def local_day(moment: Moment, zone: str | None) -> date:
    """The day that an instant is where the authority sits; a day is itself.

    Where the authority's zone is not known, the day is that of the instant's own zone.

    Raises:
        ZoneMissingError: The instant has no time zone.
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ZoneMissingError(f"{moment.isoformat()} has no time zone.")
    return moment.date() if zone is None else moment.astimezone(ZoneInfo(zone)).date()


def last_day(deadline: Deadline, since: date, *, country: str | None) -> date | None:
    """The last day of a deadline that is counted from a day, which itself does not count.

    Months end on the day of the same number, or on the last day of a shorter month: a month
    from 31 January ends on 28 or 29 February. None where the length, or the calendar in which
    working days are counted, is not known. ``country`` is that of the party.
    """
    number, calendar = deadline.number, deadline.calendar or country
    if number is None or since.year > _LAST_YEAR:
        return None
    if deadline.unit == "working_days":
        if calendar is None or not has_calendar(calendar):
            return None
        return working_days_after(since, number, country=calendar)
    if deadline.unit == "months":
        day = months_after(since, number)
    else:
        day = since + timedelta(days=number)
    if deadline.free_day == "moves" and calendar is not None and has_calendar(calendar):
        while not is_working_day(day, country=calendar):
            day += timedelta(days=1)
    return day


def months_after(day: date, number: int) -> date:
    """The same day of a later month, or that month's last day."""
    month = day.month - 1 + number
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due(
    deadline: Deadline, since: date, *, on: date, country: str | None, zone: str | None
) -> Due | None:
    """Until when a step is to be done, seen from a day; None where that is not known."""
    day = last_day(deadline, since, country=country)
    if day is None:
        return None
    calendar = deadline.calendar or country
    free = None
    if calendar is not None and has_calendar(calendar):
        free = not is_working_day(day, country=calendar)
    ends_at = None
    if zone is not None:
        ends_at = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    return Due(day, (day - on).days, since, free, ends_at)
