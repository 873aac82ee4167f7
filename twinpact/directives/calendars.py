"""Working days and holidays of a country, from the package ``holidays``."""

from datetime import date
from functools import cache

import holidays


class UnknownCalendarError(LookupError):
    """The holidays of this country are not known."""


def has_calendar(country: str) -> bool:
    """Whether the holidays of the country are known; the code is ISO 3166-1 alpha-2."""
    return country in holidays.list_supported_countries()


def is_working_day(day: date, *, country: str) -> bool:
    """Whether the country works on this day: no day of its weekend and no national holiday.

    Raises:
        UnknownCalendarError: The country's holidays are not known.
    """
    return _calendar(country).is_working_day(day)


def working_days_after(day: date, number: int, *, country: str) -> date:
    """The day that is so many working days after another, which itself does not count.

    Raises:
        UnknownCalendarError: The country's holidays are not known.
    """
    return _calendar(country).get_nth_working_day(day, number)


@cache
def _calendar(country: str) -> holidays.HolidayBase:
    if not has_calendar(country):
        raise UnknownCalendarError(f"The holidays of {country!r} are not known.")
    return holidays.country_holidays(country)
